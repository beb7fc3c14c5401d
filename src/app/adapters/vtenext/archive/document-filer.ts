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
import { describeSchema, recordSchema, rowsSchema } from '../../../../contract/rest';
import type {
  DocumentOrigin,
  FoundFiles,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
} from '../../../domain/archive';
import type { CrmRecord } from '../../../domain/crm';
import { ProblemError, toProblem } from '../../../domain/problem';
import { policyOf } from '../../../domain/problem-policy';
import type { CloudFile, Discardable, UploadEvent } from '../../../ports/crm';
import { CrmWriter, unlessGone } from './crm-writer';
import { writeDocumentMark } from './document-mark';
import { DocumentMarker, type Notes, storedFile } from './document-marker';
import {
  type DocumentRow,
  documentRow,
  matchMarked,
  possibleTitles,
  shownName,
  sought,
} from './files';
import type { ModuleCatalogue } from '../records/module-catalogue';
import type { RestCaller } from '../rest/rest-caller';
import { type Condition, writeVtql } from '../rest/vtql';

/** As many documents of the titles sought are read. */
const MOST_DOCUMENTS = 1_000;
/** Keeps the files of mails as documents, each with its mark (API.md 8 and 14.16). */
export class DocumentFiler {
  readonly marker: DocumentMarker;
  private readonly writer: CrmWriter;

  constructor(
    private readonly rest: RestCaller,
    private readonly catalogue: ModuleCatalogue,
  ) {
    this.writer = new CrmWriter(rest);
    this.marker = new DocumentMarker(rest, this.writer);
  }

  findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.notes().pipe(
      switchMap((notes) =>
        this.documents(files, message.owner, notes).pipe(
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

  settleFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.notes().pipe(
      switchMap((notes) => this.documents(files, message.owner, notes)),
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

  uploadFile(
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

  attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.writer.relate(documentId, [message.id]);
  }

  fileLink(
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
   * In one call, or document by document where the record may only be read (API.md 10, step 7). What
   * cannot be related because it was deleted is told apart from a record that was.
   */
  relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.writer.relate(record.id, documentIds).pipe(
      catchError((error: unknown) => {
        if (!policyOf(toProblem(error)).deniesRecord) return throwError(() => error);
        return this.existing(documentIds).pipe(
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
    return this.notes().pipe(
      switchMap((notes) => this.documents(files, owner, notes, unmarked)),
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
    return this.notes().pipe(
      map((notes) => (notes === 'written' ? { notecontent: writeDocumentMark(mark, origin) } : {})),
    );
  }

  /** What this user may do with notes: selecting a hidden field is an error, so `describe` is asked. */
  private notes(): Observable<Notes> {
    return this.catalogue.describe('Documents').pipe(
      map(({ fields }): Notes => {
        const field = fields.find(({ name }) => name === 'notecontent');
        if (!field) return 'hidden';
        return field.editable === false ? 'read' : 'written';
      }),
      catchError((error: unknown) =>
        toProblem(error).kind === 'forbidden' ? of('hidden' as const) : throwError(() => error),
      ),
    );
  }

  /** Documents of these titles and this owner, or of these ids. */
  private documents(
    files: readonly SoughtFile[],
    owner: string,
    notes: Notes,
    ids: readonly string[] = [],
  ): Observable<readonly DocumentRow[]> {
    const titles = [...new Set(files.flatMap(({ name }) => possibleTitles(name)))];
    const known = [...new Set([...ids, ...files.flatMap(({ documentId }) => documentId ?? [])])];
    const where: (readonly Condition[])[] = [
      ...(titles.length > 0 && owner !== ''
        ? [
            [
              { field: 'notes_title', isOneOf: titles },
              { field: 'assigned_user_id', is: owner },
            ],
          ]
        : []),
      ...(known.length > 0 ? [[{ field: 'id', isOneOf: known }]] : []),
    ];
    const query = writeVtql({
      select: [
        'notes_title',
        'filesize',
        'createdtime',
        'creator',
        ...(notes === 'hidden' ? [] : ['notecontent']),
      ],
      from: 'Documents',
      where,
      orderBy: 'createdtime',
      descending: true,
      limit: MOST_DOCUMENTS,
    });
    if (!query) return of([]);
    return this.rest.call('query', { query }, rowsSchema).pipe(
      map((rows) => rows.map(documentRow)),
      catchError((error: unknown) => {
        // What was described may be a day old.
        const problem = toProblem(error);
        return notes !== 'hidden' && problem.kind === 'fieldRefused'
          ? this.documents(files, owner, 'hidden', ids)
          : throwError(() => error);
      }),
    );
  }

  private existing(ids: readonly string[]): Observable<ReadonlySet<string>> {
    const query = writeVtql({
      select: ['notes_title'],
      from: 'Documents',
      where: [[{ field: 'id', isOneOf: ids }]],
      limit: MOST_DOCUMENTS,
    });
    if (!query) return of(new Set<string>());
    return this.rest
      .call('query', { query }, rowsSchema)
      .pipe(map((rows) => new Set(rows.map(({ id }) => id))));
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
