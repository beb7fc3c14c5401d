import type { FileFate, SoughtFile, StoredMessage } from '../domain/archive';
import type { LinkFacts } from '../domain/link-facts';
import type { AttachmentContent, Envelope } from '../domain/mail';
import { ProblemError } from '../domain/problem';
import type { Crm } from '../ports/crm';
import type { MailHost } from '../ports/mail-host';
import { type Link, filesOf, knownMessageId } from './link-plan';

/** What a link holds in memory while it is under way. */
export class Shelf {
  /** Contents read from Outlook, by attachment id. */
  readonly contents = new Map<string, AttachmentContent>();
  /** The body as the CRM takes it. */
  body: string | undefined;
}

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

/** The files whose name and exact size are known. */
export function soughtFiles(link: Link, facts: LinkFacts): readonly SoughtFile[] {
  return filesOf(link, facts).flatMap(({ id }) => {
    const file = facts.read[id];
    return file ? [{ attachmentId: id, name: file.name, size: file.size }] : [];
  });
}

export function messageIdOf(link: Link, facts: LinkFacts): string {
  return knownMessageId(link, facts) ?? envelopeOf(facts).messageId;
}

export function envelopeOf({ envelope }: LinkFacts): Envelope {
  if (!envelope) throw new ProblemError({ kind: 'unexpected' });
  return envelope;
}

export function messageOf({ message }: LinkFacts): NonNullable<LinkFacts['message']> {
  if (!message) throw lost();
  return message;
}
