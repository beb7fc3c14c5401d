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
import type { FileFate, InlineImage, OutgoingFile, StoredFile } from '../domain/archive';
import type { Attachment, AttachmentContent, Envelope } from '../domain/mail';
import { ProblemError, toProblem } from '../domain/problem';
import type { Crm, UploadEvent } from '../ports/crm';
import type { MailHost } from '../ports/mail-host';
import { type Link, type LinkFacts, type LinkStep, documentIds } from './link-plan';

/** Contents read from Outlook, by attachment id. */
export type Shelf = Map<string, AttachmentContent>;

/** What a step works with. */
export interface Workbench {
  readonly link: Link;
  readonly facts: LinkFacts;
  readonly shelf: Shelf;
  readonly host: MailHost;
  readonly crm: Crm;
}

/** What a step tells: bytes on their way, or facts that hold from now on. */
export type StepEvent =
  | { readonly kind: 'progress'; readonly sent: number; readonly total: number }
  | { readonly kind: 'learnt'; readonly facts: Partial<LinkFacts> };

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
    case 'storeMessage':
      return storeMessage(bench);
    case 'relateMessage':
      return relateMessage(bench);
    case 'findFiles':
      return findFiles(bench);
    case 'uploadFile':
      return uploadFile(step.attachment, bench);
    case 'relateFiles':
      return relateFiles(bench);
    case 'readBack':
      return readBack(bench);
  }
}

function readEnvelope({ link, facts, host }: Workbench): Observable<StepEvent> {
  return facts.envelope
    ? EMPTY
    : host.readEnvelope(link.mail).pipe(map((envelope) => learnt({ envelope })));
}

function findMessage({ facts, crm }: Workbench): Observable<StepEvent> {
  return crm
    .findMessage(envelopeOf(facts).messageId)
    .pipe(
      map((message) =>
        message ? learnt({ message, messageWasThere: !facts.storeTried }) : learnt({}),
      ),
    );
}

/** A file that Outlook refuses for good is told in the receipt; anything else stops the link. */
function readFile(attachment: Attachment, { link, shelf, host }: Workbench): Observable<StepEvent> {
  if (shelf.has(attachment.id)) return EMPTY;
  return host.readAttachment(link.mail.itemId, attachment).pipe(
    map((content) => {
      shelf.set(attachment.id, content);
      return content.kind === 'bytes' && content.blob.size === 0
        ? fate(attachment.id, { fate: 'empty' })
        : learnt({});
    }),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      return problem.kind === 'host'
        ? of(fate(attachment.id, { fate: 'missing', problem }))
        : throwError(() => error);
    }),
  );
}

function storeMessage(bench: Workbench): Observable<StepEvent> {
  const { link, facts, crm } = bench;
  const envelope = envelopeOf(facts);
  return from(crm.fitBody(link.mail.body, inlineImages(bench))).pipe(
    switchMap((body) => {
      const embedded = learnt({
        bodyCut: body.cut,
        files: Object.fromEntries(body.embedded.map((id) => [id, { fate: 'inBody' }])),
      });
      if (facts.message) return of(embedded);
      const files = outgoingFiles(bench).filter((file) => !body.embedded.includes(file.attachmentId));
      const draft = {
        messageId: envelope.messageId,
        subject: link.mail.subject,
        from: envelope.from,
        replyTo: envelope.replyTo,
        to: envelope.to,
        cc: envelope.cc,
        bcc: envelope.bcc,
        sentAt: envelope.sentAt,
        body: body.html,
        inReplyTo: envelope.inReplyTo,
        references: envelope.references,
      };
      return concat(
        of(embedded, learnt({ storeTried: true })),
        crm
          .storeMessage(draft, files)
          .pipe(uploadEvents((message) => learnt({ message, messageWasThere: false }))),
      );
    }),
  );
}

function relateMessage({ link, facts, crm }: Workbench): Observable<StepEvent> {
  return crm.relateMessage(messageOf(facts), link.record).pipe(map(() => learnt({})));
}

/**
 * What is found in a second look was sent alone by this link, and the answer was lost: whether the
 * message lists it is not known.
 */
function findFiles(bench: Workbench): Observable<StepEvent> {
  const { facts, crm } = bench;
  const sought = [...outgoingFiles(bench), ...outgoingLinks(bench)];
  if (sought.length === 0) return EMPTY;
  const message = messageOf(facts);
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
              stored.map((file) => [file.attachmentId, fateOf(file, bench.shelf)]),
            ),
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
  const content = shelf.get(id);
  if (facts.files[id] || !content) return EMPTY;
  const message = messageOf(facts);
  if (content.kind === 'link') {
    return crm
      .fileLink(message, { attachmentId: id, name, url: content.url })
      .pipe(map(({ documentId }) => fate(id, { fate: 'linked', documentId })));
  }
  const file = { attachmentId: id, name: content.name ?? name, blob: content.blob };
  return crm.uploadFile(message, file).pipe(
    uploadEvents((stored) => fate(id, archived(stored))),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      return problem.kind === 'fileRefused' || problem.kind === 'forbidden'
        ? of(fate(id, { fate: 'missing', problem }))
        : throwError(() => error);
    }),
  );
}

function relateFiles({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const documents = documentIds(facts);
  return documents.length === 0
    ? EMPTY
    : crm.relateFiles(documents, link.record).pipe(map(() => learnt({})));
}

/** The receipt's ground: the message and each archived file are asked for once more. */
function readBack(bench: Workbench): Observable<StepEvent> {
  const { link, facts, crm, shelf } = bench;
  const archivedFiles = link.mail.attachments.flatMap(({ id, name }) => {
    const content = shelf.get(id);
    return facts.files[id]?.fate === 'archived' && content?.kind === 'bytes'
      ? [{ attachmentId: id, name: content.name ?? name, blob: content.blob }]
      : [];
  });
  return crm.findMessage(envelopeOf(facts).messageId).pipe(
    switchMap((message) => {
      if (!message) return throwError(() => lost());
      return archivedFiles.length === 0
        ? of([])
        : crm.findFiles(messageOf(facts), archivedFiles);
    }),
    map((stored) => {
      const found = new Set(stored.map(({ attachmentId }) => attachmentId));
      if (archivedFiles.some(({ attachmentId }) => !found.has(attachmentId))) throw lost();
      return learnt({});
    }),
  );
}

const lost = (): ProblemError => new ProblemError({ kind: 'storedWrongly', what: 'message' });

function uploadEvents<Stored>(
  tell: (stored: Stored) => StepEvent,
): (events: Observable<UploadEvent<Stored>>) => Observable<StepEvent> {
  return map((event) => (event.kind === 'progress' ? event : tell(event.stored)));
}

const archived = ({ documentId }: StoredFile): FileFate => ({ fate: 'archived', documentId });

/** What a document that was found holds: the file, or a link to it. */
function fateOf({ attachmentId, documentId }: StoredFile, shelf: Shelf): FileFate {
  const fate = shelf.get(attachmentId)?.kind === 'link' ? 'linked' : 'archived';
  return { fate, documentId };
}

/** The cloud attachments that have no fate yet, each as the empty file that its document shows. */
function outgoingLinks({ link, facts, shelf }: Workbench): readonly OutgoingFile[] {
  return link.mail.attachments.flatMap(({ id, name }) =>
    shelf.get(id)?.kind === 'link' && !facts.files[id]
      ? [{ attachmentId: id, name, blob: new Blob() }]
      : [],
  );
}

/** The files that have bytes to send and no fate yet. */
function outgoingFiles({ link, facts, shelf }: Workbench): readonly OutgoingFile[] {
  return link.mail.attachments.flatMap(({ id, name }) => {
    const content = shelf.get(id);
    return content?.kind === 'bytes' && !facts.files[id]
      ? [{ attachmentId: id, name: content.name ?? name, blob: content.blob }]
      : [];
  });
}

/** The images that the body may show. */
function inlineImages({ link, shelf }: Workbench): readonly InlineImage[] {
  return link.mail.attachments.flatMap((attachment) => {
    const content = shelf.get(attachment.id);
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

function envelopeOf({ envelope }: LinkFacts): Envelope {
  if (!envelope) throw new ProblemError({ kind: 'unexpected' });
  return envelope;
}

function messageOf({ message }: LinkFacts): NonNullable<LinkFacts['message']> {
  if (!message) throw new ProblemError({ kind: 'unexpected' });
  return message;
}
