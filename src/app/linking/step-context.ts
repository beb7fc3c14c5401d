import type { DocumentOrigin, FileOutcome, StoredMessage } from '../domain/archive';
import type { LinkProgress } from '../domain/link-progress';
import type { Envelope } from '../domain/mail';
import type { MailIdentity } from '../domain/mail-identity';
import { ProblemError } from '../domain/problem';
import type { Crm } from '../ports/crm';
import type { MailReader } from '../ports/mail-reader';
import type { Link } from '../machine/link-plan';
import type { ContentCache } from './content-cache';

/** What a step works with. */
export interface StepContext {
  readonly link: Link;
  readonly progress: LinkProgress;
  readonly contentCache: ContentCache;
  readonly host: MailReader;
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
  | { readonly kind: 'progressed'; readonly progress: Partial<LinkProgress> }
  | { readonly kind: 'filesLost'; readonly ids: readonly string[] }
  | { readonly kind: 'startedOver'; readonly message?: StoredMessage };

export const progressed = (progress: Partial<LinkProgress>): StepEvent => ({
  kind: 'progressed',
  progress,
});
export const fate = (id: string, value: FileOutcome): StepEvent =>
  progressed({ files: { [id]: value } });

/** What the CRM holds is not what it said. */
export const lost = (): ProblemError =>
  new ProblemError({ kind: 'storedWrongly', what: 'message' });

export function identityOf({ identity }: LinkProgress): MailIdentity {
  if (!identity) throw new ProblemError({ kind: 'unexpected' });
  return identity;
}

/** What documents of the link are marked with. */
export function originOf(progress: LinkProgress): DocumentOrigin {
  const { sender, sentAt } = identityOf(progress);
  return { attempt: attemptOf(progress), sender, sentAt };
}

export function attemptOf({ attempt }: LinkProgress): string {
  if (attempt === undefined) throw new ProblemError({ kind: 'unexpected' });
  return attempt;
}

export function envelopeOf({ envelope }: LinkProgress): Envelope {
  if (!envelope) throw new ProblemError({ kind: 'unexpected' });
  return envelope;
}

export function messageOf({ message }: LinkProgress): NonNullable<LinkProgress['message']> {
  if (!message) throw lost();
  return message;
}
