import {
  EMPTY,
  type Observable,
  catchError,
  ignoreElements,
  map,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import type { LookHints, MessageDraft, OutgoingFile } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { newNonce } from '../domain/digest';
import type { LinkProgress } from '../domain/link-progress';
import { ProblemError, toProblem } from '../domain/problem';
import { filesOf, soughtFiles } from '../machine/link-files';
import { asksForSignIn } from '../machine/machine.state';
import {
  type StepContext,
  type StepEvent,
  attemptOf,
  envelopeOf,
  identityOf,
  lost,
  messageOf,
  originOf,
  progressed,
  uploadEvents,
} from './step-context';

/** What the CRM is asked for the mail with. */
function hintsOf({ attempt, judged }: LinkProgress): LookHints {
  return { ...(attempt !== undefined && { attempt }), judged };
}

/** Fails with `mailUndecided` where only a person can tell whether a stored mail is this one. */
export function findMessage({ progress, archive }: StepContext): Observable<StepEvent> {
  return archive.findMessage(identityOf(progress), hintsOf(progress)).pipe(
    map(({ message, idIsTaken, undecided: [other] }): StepEvent => {
      if (!message && progress.message) return { kind: 'startedOver' };
      if (!message) {
        if (other) throw new ProblemError({ kind: 'mailUndecided', other });
        return progressed({ idIsTaken });
      }
      if (progress.message && progress.message.id !== message.id)
        return { kind: 'startedOver', message };
      return progressed({
        message: { ...progress.message, ...message },
        messageWasThere: message.isOwn !== true,
        idIsTaken,
      });
    }),
  );
}

/**
 * From now on all that is made bears the link's mark, and a message that is found with it is this
 * link's own, even if no answer tells of it.
 */
export function beginStoring({ progress }: StepContext): Observable<StepEvent> {
  return of(
    progressed({
      attempt: progress.attempt ?? newNonce(),
      ...(!progress.message && { storeTriedAt: new Date().toISOString() }),
    }),
  );
}

/**
 * A message of one's own that was found, and not told of by an answer, is compared all the same.
 */
export function storeMessage(context: StepContext): Observable<StepEvent> {
  const { progress, contentCache, archive } = context;
  const { message, messageWasThere, messageChecked, storeTriedAt } = progress;
  if (message && (messageWasThere || messageChecked)) return EMPTY;
  if (message) {
    const storedAt = new Date(storeTriedAt ?? message.storedAt ?? '');
    return archive
      .checkMessage(message, draftOf(context, ''), outgoingFiles(context), storedAt)
      .pipe(map((checked) => stored(checked)));
  }
  const { body } = contentCache;
  if (body === undefined) return throwError(() => new ProblemError({ kind: 'mailChanged' }));
  return archive
    .storeMessage(draftOf(context, body), outgoingFiles(context))
    .pipe(uploadEvents(stored));
}

/** Of a copy that gave way to another device's only that is left, and it is not this link's own. */
function stored(message: NonNullable<LinkProgress['message']>): StepEvent {
  return progressed({ message, messageWasThere: message.isOwn !== true, messageChecked: true });
}

/**
 * The ids of the records that the message is about to be related to are stored in its mark first,
 * where it bears one. That this fails is no reason not to link.
 */
export function storeLinkedIds({ link, progress, archive }: StepContext): Observable<StepEvent> {
  const message = messageOf(progress);
  const ids = link.records.map(({ id }) => id);
  const areStored = ids.every((id) => message.noted?.includes(id));
  return message.visibility === undefined || areStored
    ? EMPTY
    : archive.storeLinkedIds(message, ids).pipe(ignoreElements(), unlessSignedOut());
}

/** The ids of records that were left out after all are taken from the message's mark again. */
export function removeLeftOutIds({ link, progress, archive }: StepContext): Observable<StepEvent> {
  return !link.leftOut || link.leftOut.length === 0
    ? EMPTY
    : archive
        .storeLinkedIds(messageOf(progress), [], link.leftOut)
        .pipe(ignoreElements(), unlessSignedOut());
}

function unlessSignedOut(): <T>(work: Observable<T>) => Observable<T> {
  return catchError((error: unknown) =>
    asksForSignIn(toProblem(error)) ? throwError(() => error) : EMPTY,
  );
}

export function relateMessage(
  record: CrmRecord,
  { progress, archive }: StepContext,
): Observable<StepEvent> {
  return archive
    .relateMessage(messageOf(progress), record)
    .pipe(map(() => progressed({ related: [record.id] })));
}

/** The receipt's ground: the message and each document are asked for once more. */
export function readBack({
  link,
  progress,
  archive,
  documents,
}: StepContext): Observable<StepEvent> {
  const kept = soughtFiles(link, progress).flatMap((file) => {
    const known = progress.files[file.attachmentId];
    return known && 'documentId' in known ? [{ ...file, documentId: known.documentId }] : [];
  });
  return archive.findMessage(identityOf(progress), hintsOf(progress)).pipe(
    switchMap(({ message }) => {
      if (!message || message.id !== progress.message?.id) return throwError(() => lost());
      return kept.length === 0
        ? of({ stored: [] })
        : documents.settleFiles(message, kept, originOf(progress));
    }),
    map(({ stored: found }): StepEvent => {
      const ids = new Set(found.map(({ attachmentId }) => attachmentId));
      const gone = kept.map(({ attachmentId }) => attachmentId).filter((id) => !ids.has(id));
      return gone.length > 0 ? { kind: 'filesLost', ids: gone } : progressed({});
    }),
  );
}

/** The zones that the CRM user may live in: the mailbox's, then this device's. */
function draftOf({ link, progress }: StepContext, body: string): MessageDraft {
  const { from, replyTo, to, cc, bcc, sentAt, inReplyTo, references, mailboxZone } =
    envelopeOf(progress);
  const {
    mail: { subject },
    records,
    visibility,
  } = link;
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = mailboxZone === undefined ? [here] : [mailboxZone, here];
  return {
    identity: identityOf(progress),
    attempt: attemptOf(progress),
    idIsTaken: progress.idIsTaken,
    recordIds: records.map(({ id }) => id),
    ...{
      subject,
      from,
      replyTo,
      to,
      cc,
      bcc,
      sentAt,
      body,
      inReplyTo,
      references,
      zones,
      visibility,
    },
  };
}

/** The files that have bytes to send, and whose outcome is not known yet. */
function outgoingFiles({ link, progress, contentCache }: StepContext): readonly OutgoingFile[] {
  return filesOf(link, progress).flatMap(({ id, name }) => {
    const content = contentCache.contents.get(id);
    return content?.kind === 'bytes' && !progress.files[id]
      ? [
          {
            attachmentId: id,
            name: content.name ?? name,
            blob: content.blob,
            digest: progress.read[id]?.digest ?? '',
          },
        ]
      : [];
  });
}
