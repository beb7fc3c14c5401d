import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  endWith,
  from,
  ignoreElements,
  map,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import type {
  FileFate,
  InlineImage,
  OutgoingFile,
  SoughtFile,
  StoredFile,
} from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { type LinkFacts, type ReadFile, documentIds } from '../domain/link-facts';
import type { Attachment, AttachmentContent, Envelope } from '../domain/mail';
import { ProblemError, toProblem } from '../domain/problem';
import type { Crm, UploadEvent } from '../ports/crm';
import type { MailHost } from '../ports/mail-host';
import { type Link, type LinkStep, knownMessageId } from './link-plan';

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
 * What a step tells: bytes on their way, facts that hold from now on, or that the message which was
 * stored is gone and nothing of what was established holds.
 */
export type StepEvent =
  | { readonly kind: 'progress'; readonly sent: number; readonly total: number }
  | { readonly kind: 'learnt'; readonly facts: Partial<LinkFacts> }
  | { readonly kind: 'startedOver' };

const learnt = (facts: Partial<LinkFacts>): StepEvent => ({ kind: 'learnt', facts });
const fate = (id: string, value: FileFate): StepEvent => learnt({ files: { [id]: value } });

/** Performs one step. Fails with `ProblemError`; what it learnt before stays true. */
export function performStep(step: LinkStep, bench: Workbench): Observable<StepEvent> {
  switch (step.name) {
    case 'readEnvelope':
      return readEnvelope(bench);
    case 'findMessage':
      return findMessage(bench);
    case 'readFile':
      return readFile(step.attachment, bench);
    case 'prepareMessage':
      return prepareMessage(bench);
    case 'storeMessage':
      return storeMessage(bench);
    case 'relateMessage':
      return relateMessage(step.record, bench);
    case 'findFiles':
      return findFiles(bench);
    case 'uploadFile':
      return uploadFile(step.attachment, bench);
    case 'relateFiles':
      return relateFiles(step.record, bench);
    case 'readBack':
      return readBack(bench);
    case 'writeNote':
      return writeNote(bench);
  }
}

function readEnvelope({ link, facts, host }: Workbench): Observable<StepEvent> {
  return facts.envelope
    ? EMPTY
    : host.readEnvelope(link.mail).pipe(map((envelope) => learnt({ envelope })));
}

function findMessage({ link, facts, crm }: Workbench): Observable<StepEvent> {
  return crm.findMessage(messageIdOf(link, facts)).pipe(
    map((message): StepEvent => {
      if (message) return learnt({ message, messageWasThere: !facts.storeTried });
      return facts.message ? { kind: 'startedOver' } : learnt({});
    }),
  );
}

/** A file that Outlook refuses for good is told in the receipt; anything else stops the link. */
function readFile(
  attachment: Attachment,
  { link, facts, shelf, host }: Workbench,
): Observable<StepEvent> {
  const { id } = attachment;
  if (shelf.contents.has(id) || (facts.files[id] && facts.message)) return EMPTY;
  return host.readAttachment(link.mail.itemId, attachment).pipe(
    map((content) => {
      shelf.contents.set(id, content);
      const read = { [id]: readFact(attachment, content) };
      return content.kind === 'bytes' && content.blob.size === 0
        ? learnt({ read, files: { [id]: { fate: 'empty' } } })
        : learnt({ read });
    }),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      return problem.kind === 'host'
        ? of(fate(id, { fate: 'missing', problem }))
        : throwError(() => error);
    }),
  );
}

function readFact({ name }: Attachment, content: AttachmentContent): ReadFile {
  return content.kind === 'link'
    ? { name, size: 0, isLink: true }
    : { name: content.name ?? name, size: content.blob.size, isLink: false };
}

/** The body is made also for a message that is there: which images it carries must be known. */
function prepareMessage(bench: Workbench): Observable<StepEvent> {
  const { link, facts, shelf, crm } = bench;
  if (facts.message && facts.bodyPrepared) return EMPTY;
  return from(crm.fitBody(link.mail.body, inlineImages(bench))).pipe(
    map(({ html, cut, embedded }) => {
      shelf.body = html;
      return learnt({
        bodyPrepared: true,
        bodyCut: cut,
        files: Object.fromEntries(embedded.map((id) => [id, { fate: 'inBody' }])),
        storeTried: facts.storeTried || !facts.message,
      });
    }),
  );
}

function storeMessage(bench: Workbench): Observable<StepEvent> {
  const { link, facts, shelf, crm } = bench;
  if (facts.message) return EMPTY;
  const { body } = shelf;
  if (body === undefined) return throwError(() => new ProblemError({ kind: 'mailChanged' }));
  const envelope = envelopeOf(facts);
  const draft = {
    messageId: envelope.messageId,
    subject: link.mail.subject,
    from: envelope.from,
    replyTo: envelope.replyTo,
    to: envelope.to,
    cc: envelope.cc,
    bcc: envelope.bcc,
    sentAt: envelope.sentAt,
    body,
    inReplyTo: envelope.inReplyTo,
    references: envelope.references,
  };
  return crm.storeMessage(draft, outgoingFiles(bench)).pipe(
    // A copy's documents may lie among ours: they are listed at the message once more.
    uploadEvents((message) =>
      learnt({
        message,
        messageWasThere: false,
        filesLookedFor: message.copyRemoved ?? false,
      }),
    ),
  );
}

function relateMessage(record: CrmRecord, { facts, crm }: Workbench): Observable<StepEvent> {
  return crm
    .relateMessage(messageOf(facts), record)
    .pipe(map(() => learnt({ related: [record.id] })));
}

/**
 * What is found in a second look was sent alone by this link, and the answer was lost: whether the
 * message lists it is not known. Documents younger than a message of one's own are one's own.
 */
function findFiles({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const { message } = facts;
  const sought = soughtFiles(link, facts).filter(({ attachmentId }) => !facts.files[attachmentId]);
  if (sought.length === 0 || !message) return EMPTY;
  return crm.findFiles(message, sought).pipe(
    switchMap((stored) =>
      concat(
        ...(facts.filesLookedFor
          ? stored.map(({ documentId }) => crm.attachFile(message, documentId))
          : []),
      ).pipe(
        ignoreElements(),
        endWith(
          learnt({
            filesLookedFor: true,
            files: Object.fromEntries(
              stored.map((file) => [file.attachmentId, fateOf(file, facts)]),
            ),
            created:
              facts.messageWasThere && !facts.filesLookedFor
                ? []
                : stored.map(({ documentId }) => documentId),
          }),
        ),
      ),
    ),
  );
}

function uploadFile(
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

function relateFiles(record: CrmRecord, { facts, crm }: Workbench): Observable<StepEvent> {
  const documents = documentIds(facts);
  return documents.length === 0
    ? EMPTY
    : crm.relateFiles(documents, record).pipe(map(() => learnt({})));
}

/** The receipt's ground: the message and each archived file are asked for once more. */
function readBack({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const archived = soughtFiles(link, facts).filter(
    ({ attachmentId }) => facts.files[attachmentId]?.fate === 'archived',
  );
  return crm.findMessage(messageIdOf(link, facts)).pipe(
    switchMap((message) => {
      if (message?.id !== facts.message?.id) return throwError(() => lost());
      return archived.length === 0 ? of([]) : crm.findFiles(messageOf(facts), archived);
    }),
    map((stored) => {
      const found = new Set(stored.map(({ attachmentId }) => attachmentId));
      if (archived.some(({ attachmentId }) => !found.has(attachmentId))) throw lost();
      return learnt({});
    }),
  );
}

/** The mail is linked: a note that cannot be written is no reason to say otherwise. */
function writeNote({ facts, crm }: Workbench): Observable<StepEvent> {
  return crm.writeNote(messageOf(facts), facts.related).pipe(
    map(() => learnt({})),
    catchError(() => EMPTY),
  );
}

const lost = (): ProblemError => new ProblemError({ kind: 'storedWrongly', what: 'message' });

function uploadEvents<Stored>(
  tell: (stored: Stored) => StepEvent,
): (events: Observable<UploadEvent<Stored>>) => Observable<StepEvent> {
  return map((event) => (event.kind === 'progress' ? event : tell(event.stored)));
}

/** What a document that was found holds: the file, or a link to it. */
function fateOf({ attachmentId, documentId }: StoredFile, { read }: LinkFacts): FileFate {
  return { fate: read[attachmentId]?.isLink ? 'linked' : 'archived', documentId };
}

/** The attachments whose name and exact size are known. */
function soughtFiles({ mail }: Link, { read }: LinkFacts): readonly SoughtFile[] {
  return mail.attachments.flatMap(({ id }) => {
    const file = read[id];
    return file ? [{ attachmentId: id, name: file.name, size: file.size }] : [];
  });
}

/** The files that have bytes to send and no fate yet. */
function outgoingFiles({ link, facts, shelf }: Workbench): readonly OutgoingFile[] {
  return link.mail.attachments.flatMap(({ id, name }) => {
    const content = shelf.contents.get(id);
    return content?.kind === 'bytes' && !facts.files[id]
      ? [{ attachmentId: id, name: content.name ?? name, blob: content.blob }]
      : [];
  });
}

/** The images that the body may show. */
function inlineImages({ link, shelf }: Workbench): readonly InlineImage[] {
  return link.mail.attachments.flatMap((attachment) => {
    const content = shelf.contents.get(attachment.id);
    if (content?.kind !== 'bytes' || attachment.kind !== 'file' || content.blob.size === 0) return [];
    const { id, name, contentType, contentId } = attachment;
    if (!attachment.inline && contentId === undefined) return [];
    return [
      {
        attachmentId: id,
        name,
        contentType,
        blob: content.blob,
        ...(contentId === undefined ? {} : { contentId }),
      },
    ];
  });
}

function messageIdOf(link: Link, facts: LinkFacts): string {
  return knownMessageId(link, facts) ?? envelopeOf(facts).messageId;
}

function envelopeOf({ envelope }: LinkFacts): Envelope {
  if (!envelope) throw new ProblemError({ kind: 'unexpected' });
  return envelope;
}

function messageOf({ message }: LinkFacts): NonNullable<LinkFacts['message']> {
  if (!message) throw lost();
  return message;
}
