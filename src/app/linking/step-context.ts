import { type Observable, map } from 'rxjs';
import type { DocumentOrigin, FileOutcome, UploadEvent } from '../domain/archive';
import type { LinkProgress } from '../domain/link-progress';
import type { Envelope } from '../domain/mail';
import type { MailIdentity } from '../domain/mail-identity';
import { ProblemError } from '../domain/problem';
import type { CommentStore } from '../ports/comment-store';
import type { DocumentArchive } from '../ports/document-archive';
import type { MailReader } from '../ports/mail-reader';
import type { MessageArchive } from '../ports/message-archive';
import type { LinkEvent } from '../machine/link-fold';
import type { Link } from '../machine/link-plan';
import type { ContentCache } from './content-cache';

/** What a step works with. */
export interface StepContext {
  readonly link: Link;
  readonly progress: LinkProgress;
  readonly contentCache: ContentCache;
  readonly host: MailReader;
  readonly archive: MessageArchive;
  readonly documents: DocumentArchive;
  readonly comments: CommentStore;
}

/** What a step reports: bytes on their way, and what it learnt. */
export type StepEvent = Extract<
  LinkEvent,
  { kind: 'uploadProgressed' | 'progressed' | 'filesLost' | 'startedOver' }
>;

/** What a step learnt. */
export const progressed = (progress: Partial<LinkProgress>): StepEvent => ({
  kind: 'progressed',
  progress,
});
/** What became of the attachment of this id. */
export const fileOutcome = (id: string, outcome: FileOutcome): StepEvent =>
  progressed({ files: { [id]: outcome } });

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

/** An upload's course as events of its step; `tell`: what of the link holds once it is stored. */
export function uploadEvents<Stored>(
  tell: (stored: Stored) => StepEvent,
): (events: Observable<UploadEvent<Stored>>) => Observable<StepEvent> {
  return map((event) => {
    if (event.kind === 'stored') return tell(event.stored);
    const { kind: _progress, ...upload } = event;
    return { kind: 'uploadProgressed', upload };
  });
}
