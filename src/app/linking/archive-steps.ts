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
import type { FileFate, MessageDraft, OutgoingFile, StoredFile } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { type LinkFacts, documentIds } from '../domain/link-facts';
import type { Attachment } from '../domain/mail';
import { ProblemError, toProblem } from '../domain/problem';
import type { UploadEvent } from '../ports/crm';
import {
  type StepEvent,
  type Workbench,
  envelopeOf,
  fate,
  learnt,
  lost,
  messageIdOf,
  messageOf,
  soughtFiles,
} from './link-bench';
import { filesOf } from './link-plan';
import { asksForSignIn } from './linking.state';

export function findMessage({ link, facts, crm }: Workbench): Observable<StepEvent> {
  return crm.findMessage(messageIdOf(link, facts)).pipe(
    map((message): StepEvent => {
      if (!message) return facts.message ? { kind: 'startedOver' } : learnt({});
      if (facts.message && facts.message.id !== message.id) return { kind: 'startedOver', message };
      return learnt({
        message: { ...facts.message, ...message },
        messageWasThere: facts.storeTriedAt === undefined,
      });
    }),
  );
}

/** From now on a message that is found is this link's own, even if no answer tells of it. */
export function beginStoring({ facts }: Workbench): Observable<StepEvent> {
  return facts.message ? EMPTY : of(learnt({ storeTriedAt: new Date().toISOString() }));
}

/** A message of one's own that was found, and not told of by an answer, is compared all the same. */
export function storeMessage(bench: Workbench): Observable<StepEvent> {
  const { link, facts, shelf, crm } = bench;
  const { message, messageWasThere, messageChecked, storeTriedAt } = facts;
  if (message && (messageWasThere || messageChecked || storeTriedAt === undefined)) return EMPTY;
  if (message) {
    const storedAt = new Date(storeTriedAt ?? '');
    return crm
      .checkMessage(message, draftOf(bench, ''), soughtFiles(link, facts), storedAt)
      .pipe(map((checked) => learnt({ message: checked, messageChecked: true })));
  }
  const { body } = shelf;
  if (body === undefined) return throwError(() => new ProblemError({ kind: 'mailChanged' }));
  return crm
    .storeMessage(draftOf(bench, body), outgoingFiles(bench))
    .pipe(
      uploadEvents((stored) =>
        learnt({ message: stored, messageWasThere: false, messageChecked: true }),
      ),
    );
}

export function relateMessage(
  record: CrmRecord,
  { facts, crm }: Workbench,
): Observable<StepEvent> {
  return crm
    .relateMessage(messageOf(facts), record)
    .pipe(map(() => learnt({ related: [record.id] })));
}

/**
 * A file that was missed before and is found now was sent alone by this link, and the answer was
 * lost: whether the message lists it is not known. What came with a message of one's own is one's
 * own.
 */
export function findFiles({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const { message } = facts;
  const sought = soughtFiles(link, facts).filter(({ attachmentId }) => !facts.files[attachmentId]);
  if (sought.length === 0 || !message) return EMPTY;
  const wasMissed = (id: string): boolean => facts.missed.includes(id);
  return crm.findFiles(message, sought).pipe(
    switchMap((stored) => {
      const found = new Set(stored.map(({ attachmentId }) => attachmentId));
      // A copy that was taken away may have had its documents among ours; and of a message that was
      // there nobody knows whether it lists them.
      const isUnsure = facts.messageWasThere || message.copyRemoved === true;
      const unlisted = stored.filter((file) => isUnsure || wasMissed(file.attachmentId));
      return concat(
        ...unlisted.map(({ documentId }) => crm.attachFile(message, documentId)),
      ).pipe(
        ignoreElements(),
        endWith(
          learnt({
            missed: sought.map(({ attachmentId }) => attachmentId).filter((id) => !found.has(id)),
            files: Object.fromEntries(
              stored.map((file) => [file.attachmentId, fateOf(file, facts)]),
            ),
            created: stored
              .filter(
                (file) =>
                  wasMissed(file.attachmentId) ||
                  (!facts.messageWasThere && file.cameWithMessage === true),
              )
              .map(({ documentId }) => documentId),
          }),
        ),
      );
    }),
  );
}

export function uploadFile(
  attachment: Attachment,
  { facts, shelf, crm }: Workbench,
): Observable<StepEvent> {
  const { id, name } = attachment;
  const content = shelf.contents.get(id);
  if (facts.files[id] || !content) return EMPTY;
  const message = messageOf(facts);
  if (content.kind === 'link') {
    return crm
      .fileLink(message, { attachmentId: id, name, url: content.url })
      .pipe(
        map(({ documentId }) =>
          learnt({ files: { [id]: { fate: 'linked', documentId } }, created: [documentId] }),
        ),
      );
  }
  const file = { attachmentId: id, name: content.name ?? name, blob: content.blob };
  return crm.uploadFile(message, file).pipe(
    uploadEvents(({ documentId }) =>
      learnt({ files: { [id]: { fate: 'archived', documentId } }, created: [documentId] }),
    ),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      return problem.kind === 'fileRefused' || problem.kind === 'forbidden'
        ? of(fate(id, { fate: 'missing', problem }))
        : throwError(() => error);
    }),
  );
}

export function relateFiles(record: CrmRecord, { facts, crm }: Workbench): Observable<StepEvent> {
  const documents = documentIds(facts);
  return documents.length === 0
    ? EMPTY
    : crm.relateFiles(documents, record).pipe(map(() => learnt({})));
}

/** The receipt's ground: the message and each document are asked for once more. */
export function readBack({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const kept = soughtFiles(link, facts).filter(({ attachmentId }) => {
    const file = facts.files[attachmentId]?.fate;
    return file === 'archived' || file === 'linked';
  });
  return crm.findMessage(messageIdOf(link, facts)).pipe(
    switchMap((message) => {
      if (!message || message.id !== facts.message?.id) return throwError(() => lost());
      return kept.length === 0 ? of([]) : crm.findFiles(message, kept);
    }),
    map((stored): StepEvent => {
      const found = new Set(stored.map(({ attachmentId }) => attachmentId));
      const ids = kept.map(({ attachmentId }) => attachmentId).filter((id) => !found.has(id));
      return ids.length > 0 ? { kind: 'filesLost', ids } : learnt({});
    }),
  );
}

/** The mail is linked: a note that cannot be written is no reason to say otherwise. */
export function writeNote({ facts, crm }: Workbench): Observable<StepEvent> {
  return crm.writeNote(messageOf(facts), facts.related).pipe(
    map(() => learnt({})),
    catchError((error: unknown) =>
      asksForSignIn(toProblem(error)) ? throwError(() => error) : EMPTY,
    ),
  );
}

/** The zones that the CRM user may live in: the mailbox's, then this device's. */
function draftOf({ link, facts }: Workbench, body: string): MessageDraft {
  const { messageId, from, replyTo, to, cc, bcc, sentAt, inReplyTo, references, mailboxZone } =
    envelopeOf(facts);
  const { mail: { subject }, visibility } = link;
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = mailboxZone === undefined ? [here] : [mailboxZone, here];
  return { messageId, subject, from, replyTo, to, cc, bcc, sentAt, body, inReplyTo, references, zones, visibility };
}

function uploadEvents<Stored>(
  tell: (stored: Stored) => StepEvent,
): (events: Observable<UploadEvent<Stored>>) => Observable<StepEvent> {
  return map((event) => (event.kind === 'progress' ? event : tell(event.stored)));
}

/** What a document that was found holds: the file, or a link to it. */
function fateOf({ attachmentId, documentId }: StoredFile, { read }: LinkFacts): FileFate {
  return { fate: read[attachmentId]?.isLink ? 'linked' : 'archived', documentId };
}

/** The files that have bytes to send and no fate yet. */
function outgoingFiles({ link, facts, shelf }: Workbench): readonly OutgoingFile[] {
  return filesOf(link, facts).flatMap(({ id, name }) => {
    const content = shelf.contents.get(id);
    return content?.kind === 'bytes' && !facts.files[id]
      ? [{ attachmentId: id, name: content.name ?? name, blob: content.blob }]
      : [];
  });
}
