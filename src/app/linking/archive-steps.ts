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
  FileFate,
  LookHints,
  MessageDraft,
  OutgoingFile,
  StoredFile,
  StoredMessage,
} from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { newNonce } from '../domain/digest';
import { type LinkFacts, documentIds } from '../domain/link-facts';
import type { Attachment } from '../domain/mail';
import { ProblemError, toProblem } from '../domain/problem';
import type { UploadEvent } from '../ports/crm';
import {
  type StepEvent,
  type Workbench,
  attemptOf,
  envelopeOf,
  fate,
  identityOf,
  learnt,
  lost,
  messageOf,
  originOf,
} from './link-bench';
import { filesOf, soughtFiles } from './link-plan';
import { asksForSignIn } from './linking.state';

/** What the CRM is asked for the mail with. */
function hintsOf({ attempt, judged }: LinkFacts): LookHints {
  return { ...(attempt !== undefined && { attempt }), judged };
}

/** Fails with `mailUndecided` where only a person can tell whether a stored mail is this one. */
export function findMessage({ facts, crm }: Workbench): Observable<StepEvent> {
  return crm.findMessage(identityOf(facts), hintsOf(facts)).pipe(
    map(({ message, idIsTaken, undecided: [other] }): StepEvent => {
      if (!message && facts.message) return { kind: 'startedOver' };
      if (!message) {
        if (other) throw new ProblemError({ kind: 'mailUndecided', other });
        return learnt({ idIsTaken });
      }
      if (facts.message && facts.message.id !== message.id) return { kind: 'startedOver', message };
      return learnt({
        message: { ...facts.message, ...message },
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
export function beginStoring({ facts }: Workbench): Observable<StepEvent> {
  return of(
    learnt({
      attempt: facts.attempt ?? newNonce(),
      ...(!facts.message && { storeTriedAt: new Date().toISOString() }),
    }),
  );
}

/** A message of one's own that was found, and not told of by an answer, is compared all the same. */
export function storeMessage(bench: Workbench): Observable<StepEvent> {
  const { facts, shelf, crm } = bench;
  const { message, messageWasThere, messageChecked, storeTriedAt } = facts;
  if (message && (messageWasThere || messageChecked)) return EMPTY;
  if (message) {
    const storedAt = new Date(storeTriedAt ?? message.storedAt ?? '');
    return crm
      .checkMessage(message, draftOf(bench, ''), outgoingFiles(bench), storedAt)
      .pipe(map((checked) => stored(checked)));
  }
  const { body } = shelf;
  if (body === undefined) return throwError(() => new ProblemError({ kind: 'mailChanged' }));
  return crm.storeMessage(draftOf(bench, body), outgoingFiles(bench)).pipe(uploadEvents(stored));
}

/** Of a copy that gave way to another device's only that is left, and it is not this link's own. */
function stored(message: NonNullable<LinkFacts['message']>): StepEvent {
  return learnt({ message, messageWasThere: message.isOwn !== true, messageChecked: true });
}

/**
 * Which records the message is about to be related to is noted first, where it bears a mark; a note
 * that cannot be written is no reason not to link.
 */
export function noteRecords({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const message = messageOf(facts);
  const ids = link.records.map(({ id }) => id);
  const isNoted = ids.every((id) => message.noted?.includes(id));
  return message.visibility === undefined || isNoted
    ? EMPTY
    : crm.noteRecords(message, ids).pipe(ignoreElements(), unlessSignedOut());
}

/** What was noted and not related after all is taken from the note again. */
export function settleNote({ link, facts, crm }: Workbench): Observable<StepEvent> {
  return !link.leftOut || link.leftOut.length === 0
    ? EMPTY
    : crm.noteRecords(messageOf(facts), [], link.leftOut).pipe(ignoreElements(), unlessSignedOut());
}

function unlessSignedOut(): <T>(work: Observable<T>) => Observable<T> {
  return catchError((error: unknown) =>
    asksForSignIn(toProblem(error)) ? throwError(() => error) : EMPTY,
  );
}

export function relateMessage(record: CrmRecord, { facts, crm }: Workbench): Observable<StepEvent> {
  return crm
    .relateMessage(messageOf(facts), record)
    .pipe(map(() => learnt({ related: [record.id] })));
}

/** Which files the CRM has of this very mail; those that did not come with the message are listed at it. */
export function findFiles({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const message = messageWithFiles(facts);
  const sought = soughtFiles(link, facts).filter(({ attachmentId }) => !facts.files[attachmentId]);
  if (sought.length === 0 || !message) return EMPTY;
  return crm.findFiles(message, sought, originOf(facts)).pipe(
    switchMap(({ stored: found, doubtful }) => {
      const ids = new Set(found.map(({ attachmentId }) => attachmentId));
      const unlisted = found.filter(({ isListed }) => !isListed);
      return concat(...unlisted.map(({ documentId }) => crm.attachFile(message, documentId))).pipe(
        ignoreElements(),
        endWith(
          learnt({
            missed: sought.map(({ attachmentId }) => attachmentId).filter((id) => !ids.has(id)),
            doubtful,
            files: Object.fromEntries(
              found.map((file) => [file.attachmentId, fateOf(file, facts)]),
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
function messageWithFiles({ message, missed }: LinkFacts): StoredMessage | undefined {
  const { sentTogether } = message ?? {};
  return message && sentTogether
    ? { ...message, sentTogether: sentTogether.filter((id) => !missed.includes(id)) }
    : message;
}

export function uploadFile(
  attachment: Attachment,
  { facts, shelf, crm }: Workbench,
): Observable<StepEvent> {
  const { id, name } = attachment;
  const content = shelf.contents.get(id);
  if (facts.files[id] || !content) return EMPTY;
  const message = messageOf(facts);
  const digest = facts.read[id]?.digest ?? '';
  if (content.kind === 'link') {
    return crm
      .fileLink(message, { attachmentId: id, name, url: content.url, digest }, originOf(facts))
      .pipe(map((file) => filed(file, 'linked')));
  }
  const file = { attachmentId: id, name: content.name ?? name, blob: content.blob, digest };
  return crm.uploadFile(message, file, originOf(facts)).pipe(
    uploadEvents((one) => filed(one, 'archived')),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      return problem.kind === 'fileRefused' || problem.kind === 'forbidden'
        ? of(fate(id, { fate: 'missing', problem }))
        : throwError(() => error);
    }),
  );
}

function filed(
  { attachmentId, documentId, name, isOwn }: StoredFile,
  how: 'archived' | 'linked',
): StepEvent {
  return learnt({
    files: { [attachmentId]: { fate: how, documentId, ...(name !== undefined && { name }) } },
    ...(isOwn ? { created: [documentId] } : { unmarked: [documentId] }),
  });
}

/** Documents that were deleted meanwhile are to be filed anew; the record is not what is gone. */
export function relateFiles(record: CrmRecord, { facts, crm }: Workbench): Observable<StepEvent> {
  const documents = documentIds(facts);
  if (documents.length === 0) return EMPTY;
  return crm.relateFiles(documents, record).pipe(
    map(() => learnt({})),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      if (problem.kind !== 'documentsGone') return throwError(() => error);
      const ids = Object.entries(facts.files).flatMap(([id, file]) =>
        'documentId' in file && problem.ids.includes(file.documentId) ? [id] : [],
      );
      return of<StepEvent>({ kind: 'filesLost', ids });
    }),
  );
}

/** The receipt's ground: the message and each document are asked for once more. */
export function readBack({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const kept = soughtFiles(link, facts).flatMap((file) => {
    const known = facts.files[file.attachmentId];
    return known && 'documentId' in known ? [{ ...file, documentId: known.documentId }] : [];
  });
  return crm.findMessage(identityOf(facts), hintsOf(facts)).pipe(
    switchMap(({ message }) => {
      if (!message || message.id !== facts.message?.id) return throwError(() => lost());
      return kept.length === 0
        ? of({ stored: [] })
        : crm.settleFiles(message, kept, originOf(facts));
    }),
    map(({ stored: found }): StepEvent => {
      const ids = new Set(found.map(({ attachmentId }) => attachmentId));
      const gone = kept.map(({ attachmentId }) => attachmentId).filter((id) => !ids.has(id));
      return gone.length > 0 ? { kind: 'filesLost', ids: gone } : learnt({});
    }),
  );
}

/** The zones that the CRM user may live in: the mailbox's, then this device's. */
function draftOf({ link, facts }: Workbench, body: string): MessageDraft {
  const { from, replyTo, to, cc, bcc, sentAt, inReplyTo, references, mailboxZone } =
    envelopeOf(facts);
  const {
    mail: { subject },
    records,
    visibility,
  } = link;
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = mailboxZone === undefined ? [here] : [mailboxZone, here];
  return {
    identity: identityOf(facts),
    attempt: attemptOf(facts),
    idIsTaken: facts.idIsTaken,
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
function fateOf({ attachmentId, documentId, name }: StoredFile, { read }: LinkFacts): FileFate {
  const fate = read[attachmentId]?.isLink ? 'linked' : 'archived';
  return { fate, documentId, ...(name !== undefined && { name }) };
}

/** The files that have bytes to send and no fate yet. */
function outgoingFiles({ link, facts, shelf }: Workbench): readonly OutgoingFile[] {
  return filesOf(link, facts).flatMap(({ id, name }) => {
    const content = shelf.contents.get(id);
    return content?.kind === 'bytes' && !facts.files[id]
      ? [
          {
            attachmentId: id,
            name: content.name ?? name,
            blob: content.blob,
            digest: facts.read[id]?.digest ?? '',
          },
        ]
      : [];
  });
}
