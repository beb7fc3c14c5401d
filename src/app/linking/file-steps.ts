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
import type { FileOutcome, StoredFile, StoredMessage } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import type { LinkProgress } from '../domain/link-progress';
import type { Attachment } from '../domain/mail';
import { toProblem } from '../domain/problem';
import { soughtFiles } from '../machine/link-files';
import {
  type StepContext,
  type StepEvent,
  fileOutcome,
  messageOf,
  originOf,
  progressed,
  uploadEvents,
} from './step-context';
import { policyOf } from '../domain/problem-policy';

/**
 * Which files the CRM has of this very mail; those that did not come with the message are listed at
 * it.
 */
export function findFiles({ link, progress, documents }: StepContext): Observable<StepEvent> {
  const message = messageWithFiles(progress);
  const sought = soughtFiles(link, progress).filter(
    ({ attachmentId }) => !progress.files[attachmentId],
  );
  if (sought.length === 0 || !message) return EMPTY;
  return documents.findFiles(message, sought, originOf(progress)).pipe(
    switchMap(({ stored: found, doubtful }) => {
      const ids = new Set(found.map(({ attachmentId }) => attachmentId));
      const unlisted = found.filter(({ isListed }) => !isListed);
      return concat(
        ...unlisted.map(({ documentId }) => documents.attachFile(message, documentId)),
      ).pipe(
        ignoreElements(),
        endWith(
          progressed({
            missed: sought.map(({ attachmentId }) => attachmentId).filter((id) => !ids.has(id)),
            doubtful,
            files: Object.fromEntries(
              found.map((file) => [file.attachmentId, outcomeOf(file, progress)]),
            ),
            created: found.flatMap(({ documentId, isOwn }) => (isOwn ? [documentId] : [])),
          }),
        ),
      );
    }),
  );
}

/**
 * The message, with the files that a document without a mark may be. Those that were sent alone are
 * no more among them: what else is like them is not theirs, and may be another file's.
 */
function messageWithFiles({ message, missed }: LinkProgress): StoredMessage | undefined {
  const { sentTogether } = message ?? {};
  return message && sentTogether
    ? { ...message, sentTogether: sentTogether.filter((id) => !missed.includes(id)) }
    : message;
}

export function uploadFile(
  attachment: Attachment,
  { progress, contentCache, documents }: StepContext,
): Observable<StepEvent> {
  const { id, name } = attachment;
  const content = contentCache.contents.get(id);
  if (progress.files[id] || !content) return EMPTY;
  const message = messageOf(progress);
  const digest = progress.read[id]?.digest ?? '';
  if (content.kind === 'link') {
    return documents
      .fileLink(message, { attachmentId: id, name, url: content.url, digest }, originOf(progress))
      .pipe(map((file) => filed(file, 'linked')));
  }
  const file = { attachmentId: id, name: content.name ?? name, blob: content.blob, digest };
  return documents.uploadFile(message, file, originOf(progress)).pipe(
    uploadEvents((one) => filed(one, 'archived')),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      return policyOf(problem).skipsUpload
        ? of(fileOutcome(id, { fate: 'missing', problem }))
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
  { progress, documents }: StepContext,
): Observable<StepEvent> {
  const ids = documentIds(progress);
  if (ids.length === 0) return EMPTY;
  return documents.relateFiles(ids, record).pipe(
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

/** What a document that was found holds: the file, or a link to it. */
function outcomeOf(
  { attachmentId, documentId, name }: StoredFile,
  { read }: LinkProgress,
): FileOutcome {
  const fate = read[attachmentId]?.isLink ? 'linked' : 'archived';
  return { fate, documentId, ...(name !== undefined && { name }) };
}

/** The documents that hold files of the link. */
function documentIds({ files }: Pick<LinkProgress, 'files'>): readonly string[] {
  return Object.values(files).flatMap((file) =>
    file.fate === 'archived' || file.fate === 'linked' ? [file.documentId] : [],
  );
}
