import type { DocumentOrigin, FileFate, StoredMessage } from '../domain/archive';
import type { LinkFacts } from '../domain/link-facts';
import type { Envelope } from '../domain/mail';
import type { MailIdentity } from '../domain/mail-identity';
import { ProblemError } from '../domain/problem';
import type { Crm } from '../ports/crm';
import type { MailHost } from '../ports/mail-host';
import type { Link } from './link-plan';
import type { Shelf } from './shelves';

/** What a step works with. */
export interface Workbench {
  readonly link: Link;
  readonly facts: LinkFacts;
  readonly shelf: Shelf;
  readonly host: MailHost;
  readonly crm: Crm;
}

/**
 * What a step tells: bytes on their way, facts that hold from now on, that files are not in the CRM
 * after all, or that the message which was stored is gone, or another is in its place, and nothing of
 * what was established holds.
 */
export type StepEvent =
  | {
      readonly kind: 'progress';
      readonly sent: number;
      readonly total: number;
      readonly file?: string;
    }
  | { readonly kind: 'learnt'; readonly facts: Partial<LinkFacts> }
  | { readonly kind: 'filesLost'; readonly ids: readonly string[] }
  | { readonly kind: 'startedOver'; readonly message?: StoredMessage };

export const learnt = (facts: Partial<LinkFacts>): StepEvent => ({ kind: 'learnt', facts });
export const fate = (id: string, value: FileFate): StepEvent => learnt({ files: { [id]: value } });

/** What the CRM holds is not what it said. */
export const lost = (): ProblemError =>
  new ProblemError({ kind: 'storedWrongly', what: 'message' });

export function identityOf({ identity }: LinkFacts): MailIdentity {
  if (!identity) throw new ProblemError({ kind: 'unexpected' });
  return identity;
}

/** What documents of the link are marked with. */
export function originOf(facts: LinkFacts): DocumentOrigin {
  const { sender, sentAt } = identityOf(facts);
  return { attempt: attemptOf(facts), sender, sentAt };
}

export function attemptOf({ attempt }: LinkFacts): string {
  if (attempt === undefined) throw new ProblemError({ kind: 'unexpected' });
  return attempt;
}

export function envelopeOf({ envelope }: LinkFacts): Envelope {
  if (!envelope) throw new ProblemError({ kind: 'unexpected' });
  return envelope;
}

export function messageOf({ message }: LinkFacts): NonNullable<LinkFacts['message']> {
  if (!message) throw lost();
  return message;
}
