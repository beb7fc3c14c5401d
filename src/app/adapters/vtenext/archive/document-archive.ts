import { Injectable, inject } from '@angular/core';
import {
  type Observable,
  catchError,
  concatMap,
  from,
  last,
  map,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import { describeSchema, recordSchema } from '../../../../contract/rest';
import type {
  DocumentOrigin,
  FoundFiles,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
  UploadEvent,
} from '../../../domain/archive';
import type { CrmRecord } from '../../../domain/crm';
import { ProblemError, toProblem } from '../../../domain/problem';
import { type CloudFile, DocumentArchive } from '../../../ports/document-archive';
import type { Discardable } from '../../../ports/message-archive';
import { CrmWriter, unlessGone } from './crm-writer';
import { writeDocumentMark } from './document-mark';
import { DocumentFinder } from './document-finder';
import { DocumentMarker, storedFile } from './document-marker';
import { documentRow, matchMarked, possibleTitles, shownName, sought } from './files';
import { RestCaller } from '../rest/rest-caller';
import { policyOf } from '../../../domain/problem-policy';

/** Keeps the files of mails as documents, each with its mark (REST API 8 and 14.16). */
@Injectable({ providedIn: 'root' })
export class VtenextDocumentArchive extends DocumentArchive {
  private readonly rest = inject(RestCaller);
  private readonly finder = inject(DocumentFinder);
  private readonly marker = inject(DocumentMarker);
  private readonly writer = inject(CrmWriter);

  override findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.finder.notes().pipe(
      switchMap((notes) =>
        this.finder.documents(files, message.owner, notes).pipe(
          switchMap((rows) => {
            const marked = matchMarked(files, rows, message.id);
            const known = new Set(marked.map(({ file }) => file));
            const together = files.filter(
              (file) => !known.has(file) && message.sentTogether?.includes(file.attachmentId),
            );
            const stored = marked.map(({ file, row }) => storedFile(file, row, origin));
            if (together.length === 0) return of({ stored, doubtful: [] });
            return this.marker.claim(message, together, rows, origin, notes).pipe(
              map((claimed) => ({
                stored: [...stored, ...claimed.stored],
                doubtful: claimed.doubtful,
              })),
            );
          }),
        ),
      ),
    );
  }

  override settleFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.finder.notes().pipe(
      switchMap((notes) => this.finder.documents(files, message.owner, notes)),
      switchMap((rows) => {
        const kept = matchMarked(files, rows, message.id);
        const again = rows.filter(
          (row) =>
            row.mark?.attempt === origin.attempt &&
            row.mark.messageId === message.id &&
            files.some(({ digest }) => digest === row.mark?.digest) &&
            !kept.some((one) => one.row === row),
        );
        return from(again).pipe(
          concatMap(({ id }) => this.writer.remove(id).pipe(catchError(unlessGone))),
          toArray(),
          map(() => ({
            stored: kept.map(({ file, row }) => storedFile(file, row, origin)),
            doubtful: [],
          })),
        );
      }),
    );
  }

  override uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
    origin: DocumentOrigin,
  ): Observable<UploadEvent<StoredFile>> {
    return this.markFor(message, file.digest, origin).pipe(
      switchMap((mark) => {
        const element = {
          notes_title: shownName(file.name),
          filelocationtype: 'I',
          filestatus: '1',
          ...mark,
        };
        return this.writer.create('Documents', element, [file], 'filename');
      }),
      concatMap((event) => {
        if (event.kind === 'progress') return of(event);
        const row = documentRow(event.stored);
        if (row.size !== file.blob.size) return this.writer.remove(row.id).pipe(switchMap(refused));
        return this.attachFile(message, row.id).pipe(
          map(() => ({ kind: 'stored' as const, stored: storedFile(sought(file), row, origin) })),
        );
      }),
      catchError((error: unknown) =>
        toProblem(error).kind === 'forbidden' ? this.whyForbidden() : throwError(() => error),
      ),
    );
  }

  override attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.writer.relate(documentId, [message.id]);
  }

  override fileLink(
    message: StoredMessage,
    link: CloudFile,
    origin: DocumentOrigin,
  ): Observable<StoredFile> {
    const { name, url, digest } = link;
    return this.markFor(message, digest, origin).pipe(
      switchMap((mark) => {
        const element = {
          notes_title: shownName(name),
          filelocationtype: 'E',
          filename: url,
          filestatus: '1',
          ...mark,
        };
        const parameters = { elementType: 'Documents', element: JSON.stringify(element) };
        return this.rest.call('create', parameters, recordSchema, 'write');
      }),
      switchMap((answer) => {
        const row = documentRow(answer);
        return this.attachFile(message, row.id).pipe(map(() => storedFile(link, row, origin)));
      }),
    );
  }

  /**
   * In one call, or document by document where the record may only be read (REST API 10, step 7).
   * What cannot be related because it was deleted is told apart from a record that was.
   */
  override relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.writer.relate(record.id, documentIds).pipe(
      catchError((error: unknown) => {
        if (!policyOf(toProblem(error)).deniesRecord) return throwError(() => error);
        return this.finder.existing(documentIds).pipe(
          switchMap((ids) => {
            const gone = documentIds.filter((id) => !ids.has(id));
            if (gone.length > 0) {
              return throwError(() => new ProblemError({ kind: 'documentsGone', ids: gone }));
            }
            return from(documentIds).pipe(
              concatMap((id) => this.writer.relate(id, [record.id])),
              last(),
            );
          }),
        );
      }),
    );
  }

  /** What bears the attempt's mark, or was answered to this pane and can bear none. */
  ownDocuments({ attempt, files, unmarked, owner }: Discardable): Observable<readonly string[]> {
    if (files.length === 0 && unmarked.length === 0) return of([]);
    return this.finder.notes().pipe(
      switchMap((notes) => this.finder.documents(files, owner, notes, unmarked)),
      map((rows) =>
        rows
          .filter(({ id, mark, title, size }) =>
            mark
              ? mark.attempt === attempt
              : unmarked.includes(id) &&
                files.some(
                  (file) => file.size === size && possibleTitles(file.name).includes(title),
                ),
          )
          .map(({ id }) => id),
      ),
    );
  }

  /** The field that marks a document as it is made; nothing where notes cannot be written. */
  private markFor(
    { id }: StoredMessage,
    digest: string,
    origin: DocumentOrigin,
  ): Observable<{ notecontent?: string }> {
    const mark = { attempt: origin.attempt, messageId: id, digest };
    return this.finder
      .notes()
      .pipe(
        map((notes) =>
          notes === 'written' ? { notecontent: writeDocumentMark(mark, origin) } : {},
        ),
      );
  }

  /** A file alone above the server's limit for requests looks like a missing permission, too. */
  private whyForbidden(): Observable<never> {
    return this.rest
      .call('describe', { elementType: 'Documents' }, describeSchema)
      .pipe(
        switchMap(({ createable }) =>
          createable ? refused() : throwError(() => new ProblemError({ kind: 'forbidden' })),
        ),
      );
  }
}

const refused = (): Observable<never> =>
  throwError(() => new ProblemError({ kind: 'fileRefused' }));
