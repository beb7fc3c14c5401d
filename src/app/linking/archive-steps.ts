import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  endWith,
  ignoreElements,
  map,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import type {
  FileOutcome,
  LookHints,
  MessageDraft,
  OutgoingFile,
  StoredFile,
  StoredMessage,
} from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { newNonce } from '../domain/digest';
import { type LinkProgress, documentIds } from '../domain/link-progress';
import type { Attachment } from '../domain/mail';
import { ProblemError, toProblem } from '../domain/problem';
import { policyOf } from '../domain/problem-policy';
import type { UploadEvent } from '../ports/crm';
import {
  type StepEvent,
  type StepContext,
  attemptOf,
  envelopeOf,
  fate,
  identityOf,
  progressed,
  lost,
  messageOf,
  originOf,
} from './step-context';
import { filesOf, soughtFiles } from '../machine/link-plan';
import { asksForSignIn } from '../machine/machine.state';

/** What the CRM is asked for the mail with. */
function hintsOf({ attempt, judged }: LinkProgress): LookHints {
  return { ...(attempt !== undefined && { attempt }), judged };
}

/** Fails with `mailUndecided` where only a person can tell whether a stored mail is this one. */
export function findMessage({ progress, crm }: StepContext): Observable<StepEvent> {
  return crm.findMessage(identityOf(progress), hintsOf(progress)).pipe(
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

/** A message of one's own that was found, and not told of by an answer, is compared all the same. */
export function storeMessage(context: StepContext): Observable<StepEvent> {
  const { progress, contentCache, crm } = context;
  const { message, messageWasThere, messageChecked, storeTriedAt } = progress;
  if (message && (messageWasThere || messageChecked)) return EMPTY;
  if (message) {
    const storedAt = new Date(storeTriedAt ?? message.storedAt ?? '');
    return crm
      .checkMessage(message, draftOf(context, ''), outgoingFiles(context), storedAt)
      .pipe(map((checked) => stored(checked)));
  }
  const { body } = contentCache;
  if (body === undefined) return throwError(() => new ProblemError({ kind: 'mailChanged' }));
  return crm
    .storeMessage(draftOf(context, body), outgoingFiles(context))
    .pipe(uploadEvents(stored));
}

/** Of a copy that gave way to another device's only that is left, and it is not this link's own. */
function stored(message: NonNullable<LinkProgress['message']>): StepEvent {
  return progressed({ message, messageWasThere: message.isOwn !== true, messageChecked: true });
}

/**
 * Which records the message is about to be related to is noted first, where it bears a mark; a note
 * that cannot be written is no reason not to link.
 */
export function noteRecords({ link, progress, crm }: StepContext): Observable<StepEvent> {
  const message = messageOf(progress);
  const ids = link.records.map(({ id }) => id);
  const isNoted = ids.every((id) => message.noted?.includes(id));
  return message.visibility === undefined || isNoted
    ? EMPTY
    : crm.noteRecords(message, ids).pipe(ignoreElements(), unlessSignedOut());
}

/** What was noted and not related after all is taken from the note again. */
export function settleNote({ link, progress, crm }: StepContext): Observable<StepEvent> {
  return !link.leftOut || link.leftOut.length === 0
    ? EMPTY
    : crm
        .noteRecords(messageOf(progress), [], link.leftOut)
        .pipe(ignoreElements(), unlessSignedOut());
}

function unlessSignedOut(): <T>(work: Observable<T>) => Observable<T> {
  return catchError((error: unknown) =>
    asksForSignIn(toProblem(error)) ? throwError(() => error) : EMPTY,
  );
}

export function relateMessage(
  record: CrmRecord,
  { progress, crm }: StepContext,
): Observable<StepEvent> {
  return crm
    .relateMessage(messageOf(progress), record)
    .pipe(map(() => progressed({ related: [record.id] })));
}

/** Which files the CRM has of this very mail; those that did not come with the message are listed at it. */
export function findFiles({ link, progress, crm }: StepContext): Observable<StepEvent> {
  const message = messageWithFiles(progress);
  const sought = soughtFiles(link, progress).filter(
    ({ attachmentId }) => !progress.files[attachmentId],
  );
  if (sought.length === 0 || !message) return EMPTY;
  return crm.findFiles(message, sought, originOf(progress)).pipe(
    switchMap(({ stored: found, doubtful }) => {
      const ids = new Set(found.map(({ attachmentId }) => attachmentId));
      const unlisted = found.filter(({ isListed }) => !isListed);
      return concat(...unlisted.map(({ documentId }) => crm.attachFile(message, documentId))).pipe(
        ignoreElements(),
        endWith(
          progressed({
            missed: sought.map(({ attachmentId }) => attachmentId).filter((id) => !ids.has(id)),
            doubtful,
            files: Object.fromEntries(
              found.map((file) => [file.attachmentId, fateOf(file, progress)]),
            ),
            created: found.flatMap(({ documentId, isOwn }) => (isOwn ? [documentId] : [])),
          }),
        ),
      );
    }),
  );
}

/**
 * The message, with the files that a document without a mark may be. Those that were sent alone are no
 * more among them: what else is like them is not theirs, and may be another file's.
 */
function messageWithFiles({ message, missed }: LinkProgress): StoredMessage | undefined {
  const { sentTogether } = message ?? {};
  return message && sentTogether
    ? { ...message, sentTogether: sentTogether.filter((id) => !missed.includes(id)) }
    : message;
}

export function uploadFile(
  attachment: Attachment,
  { progress, contentCache, crm }: StepContext,
): Observable<StepEvent> {
  const { id, name } = attachment;
  const content = contentCache.contents.get(id);
  if (progress.files[id] || !content) return EMPTY;
  const message = messageOf(progress);
  const digest = progress.read[id]?.digest ?? '';
  if (content.kind === 'link') {
    return crm
      .fileLink(message, { attachmentId: id, name, url: content.url, digest }, originOf(progress))
      .pipe(map((file) => filed(file, 'linked')));
  }
  const file = { attachmentId: id, name: content.name ?? name, blob: content.blob, digest };
  return crm.uploadFile(message, file, originOf(progress)).pipe(
    uploadEvents((one) => filed(one, 'archived')),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      return policyOf(problem).skipsUpload
        ? of(fate(id, { fate: 'missing', problem }))
        : throwError(() => error);
    }),
  );
}

function filed(
  { attachmentId, documentId, name, isOwn }: StoredFile,
  how: 'archived' | 'linked',
): StepEvent {
  return progressed({
    files: { [attachmentId]: { fate: how, documentId, ...(name !== undefined && { name }) } },
    ...(isOwn ? { created: [documentId] } : { unmarked: [documentId] }),
  });
}

/** Documents that were deleted meanwhile are to be filed anew; the record is not what is gone. */
export function relateFiles(
  record: CrmRecord,
  { progress, crm }: StepContext,
): Observable<StepEvent> {
  const documents = documentIds(progress);
  if (documents.length === 0) return EMPTY;
  return crm.relateFiles(documents, record).pipe(
    map(() => progressed({})),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      if (problem.kind !== 'documentsGone') return throwError(() => error);
      const ids = Object.entries(progress.files).flatMap(([id, file]) =>
        'documentId' in file && problem.ids.includes(file.documentId) ? [id] : [],
      );
      return of<StepEvent>({ kind: 'filesLost', ids });
    }),
  );
}

/** The receipt's ground: the message and each document are asked for once more. */
export function readBack({ link, progress, crm }: StepContext): Observable<StepEvent> {
  const kept = soughtFiles(link, progress).flatMap((file) => {
    const known = progress.files[file.attachmentId];
    return known && 'documentId' in known ? [{ ...file, documentId: known.documentId }] : [];
  });
  return crm.findMessage(identityOf(progress), hintsOf(progress)).pipe(
    switchMap(({ message }) => {
      if (!message || message.id !== progress.message?.id) return throwError(() => lost());
      return kept.length === 0
        ? of({ stored: [] })
        : crm.settleFiles(message, kept, originOf(progress));
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

function uploadEvents<Stored>(
  tell: (stored: Stored) => StepEvent,
): (events: Observable<UploadEvent<Stored>>) => Observable<StepEvent> {
  return map((event) => (event.kind === 'progress' ? event : tell(event.stored)));
}

/** What a document that was found holds: the file, or a link to it. */
function fateOf(
  { attachmentId, documentId, name }: StoredFile,
  { read }: LinkProgress,
): FileOutcome {
  const fate = read[attachmentId]?.isLink ? 'linked' : 'archived';
  return { fate, documentId, ...(name !== undefined && { name }) };
}

/** The files that have bytes to send and no fate yet. */
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
