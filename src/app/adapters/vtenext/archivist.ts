import { type Observable, catchError, concat, concatMap, from, last, map, of, switchMap, throwError, toArray } from 'rxjs';
import { type RecordAnswer, anySchema, recordSchema, rowsSchema } from '../../../contract/rest';
import type { MessageDraft, OutgoingFile, StoredFile, StoredMessage } from '../../domain/archive';
import type { CrmRecord } from '../../domain/crm';
import { ProblemError, toProblem } from '../../domain/problem';
import type { UploadEvent } from '../../ports/crm';
import { documentTitle, matchFiles, possibleTitles, recordNumber, sentName, shownName } from './files';
import { messageElement, userTime, zoneOffset } from './message-element';
import type { RestCaller } from './rest-caller';
import { subjectText } from './text';
import { writeVtql } from './vtql';

/** As many files as PHP takes in one request by default (API.md 8.1). */
const MOST_FILES = 20;

/** Keeps mails and their files in the CRM: the recipe of API.md 10. */
export class Archivist {
  constructor(private readonly rest: RestCaller) {}

  findMessage(messageId: string): Observable<StoredMessage | undefined> {
    const query = writeVtql({
      select: ['messageid', 'assigned_user_id'],
      from: 'Messages',
      where: [[{ field: 'messageid', is: messageId }]],
      limit: 10,
    });
    if (!query) return of(undefined);
    return this.rest.call('query', { query }, rowsSchema).pipe(
      map((rows) => rows.toSorted((one, other) => recordNumber(one.id) - recordNumber(other.id))[0]),
      map((row) => row && stored(row)),
    );
  }

  /** The message with its files; the answer is compared with what was sent, the time corrected. */
  storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    const element = messageElement(draft);
    const sent = files.filter(({ blob }) => blob.size > 0).slice(0, MOST_FILES);
    return this.create('Messages', element, sent, 'files').pipe(
      concatMap((event) =>
        event.kind === 'progress'
          ? of(event)
          : this.corrected(event.stored, draft).pipe(
              map((row) => {
                check(row, draft);
                return { kind: 'stored' as const, stored: stored(row) };
              }),
            ),
      ),
    );
  }

  relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.relate(message.id, [record.id]).pipe(
      catchError((error: unknown) => {
        // Of a permitted module a record that is denied is one that is gone (API.md 2).
        const problem = toProblem(error);
        return throwError(() =>
          problem.kind === 'noMessagesRelation'
            ? new ProblemError({ kind: 'noMessagesRelation', module: record.module })
            : error,
        );
      }),
    );
  }

  findFiles(
    message: StoredMessage,
    files: readonly OutgoingFile[],
  ): Observable<readonly StoredFile[]> {
    const titles = [...new Set(files.flatMap(({ name }) => possibleTitles(name)))];
    const query = writeVtql({
      select: ['notes_title', 'filesize', 'createdtime'],
      from: 'Documents',
      where: [
        [
          { field: 'notes_title', isOneOf: titles },
          { field: 'assigned_user_id', is: message.owner },
        ],
      ],
      orderBy: 'createdtime',
      descending: true,
      limit: 200,
    });
    if (!query) return of([]);
    return this.rest
      .call('query', { query }, rowsSchema)
      .pipe(map((rows) => matchFiles(files, rows, recordNumber(message.id))));
  }

  uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
  ): Observable<UploadEvent<StoredFile>> {
    const element = {
      notes_title: documentTitle(file.name),
      filelocationtype: 'I',
      filestatus: '1',
    };
    return this.create('Documents', element, [file], 'filename').pipe(
      concatMap((event) => {
        if (event.kind === 'progress') return of(event);
        const { id } = event.stored;
        const size = Number(event.stored['filesize']);
        const refused = throwError(() => new ProblemError({ kind: 'fileRefused' }));
        if (size !== file.blob.size) return concat(this.remove(id), refused);
        return this.relate(id, [message.id]).pipe(
          map(() => ({
            kind: 'stored' as const,
            stored: { attachmentId: file.attachmentId, documentId: id, size },
          })),
        );
      }),
    );
  }

  fileLink(
    message: StoredMessage,
    link: { readonly attachmentId: string; readonly name: string; readonly url: string },
  ): Observable<StoredFile> {
    const element = {
      notes_title: documentTitle(link.name),
      filelocationtype: 'E',
      filename: link.url,
      filestatus: '1',
    };
    return this.rest
      .call(
        'create',
        { elementType: 'Documents', element: JSON.stringify(element) },
        recordSchema,
        'write',
      )
      .pipe(
        switchMap(({ id }) =>
          this.relate(id, [message.id]).pipe(
            map(() => ({ attachmentId: link.attachmentId, documentId: id, size: 0 })),
          ),
        ),
      );
  }

  /** In one call, or document by document where the record may only be read (API.md 10, step 7). */
  relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.relate(record.id, documentIds).pipe(
      catchError((error: unknown) =>
        toProblem(error).kind === 'forbidden'
          ? from(documentIds).pipe(
              concatMap((id) => this.relate(id, [record.id])),
              last(),
            )
          : throwError(() => error),
      ),
    );
  }

  discardMessage(message: StoredMessage, documentIds: readonly string[]): Observable<void> {
    return from([...documentIds, message.id]).pipe(
      concatMap((id) => this.remove(id)),
      toArray(),
      map(() => undefined),
    );
  }

  private create(
    elementType: string,
    element: Readonly<Record<string, string>>,
    files: readonly OutgoingFile[],
    part: 'files' | 'filename',
  ): Observable<UploadEvent<RecordAnswer>> {
    if (files.length === 0) {
      return this.rest
        .call('create', { elementType, element: JSON.stringify(element) }, recordSchema, 'write')
        .pipe(map((answer) => ({ kind: 'stored', stored: answer })));
    }
    const form = new FormData();
    form.set('elementType', elementType);
    form.set(
      'element',
      JSON.stringify(
        part === 'files'
          ? { ...element, hasattachments: 'True', external_plugin: 'true' }
          : element,
      ),
    );
    files.forEach(({ blob, name }, index) => {
      if (part === 'files') form.append(`file${String(index)}`, blob, sentName(name));
      else form.append('filename', blob, shownName(name));
    });
    return this.rest.upload('create', form, recordSchema);
  }

  /** Where the CRM user's zone is another than the browser's, the time is set anew (API.md 7.3). */
  private corrected(row: RecordAnswer, draft: MessageDraft): Observable<RecordAnswer> {
    const here = -new Date().getTimezoneOffset();
    const there = zoneOffset(row['createdtime'] ?? '', new Date());
    if (there === undefined || there === here) return of(row);
    const element = { id: row.id, mdate: userTime(draft.sentAt, there) };
    return this.rest.call('revise', { element: JSON.stringify(element) }, recordSchema, 'write');
  }

  private relate(id: string, list: readonly string[]): Observable<void> {
    return this.rest
      .call('relate', { id, relatelist: JSON.stringify(list), relationid: '' }, anySchema, 'write')
      .pipe(map(() => undefined));
  }

  private remove(id: string): Observable<never> {
    return this.rest
      .call('delete', { id }, anySchema, 'write')
      .pipe(concatMap(() => of<never>()));
  }
}

function stored(row: RecordAnswer): StoredMessage {
  return { id: row.id, owner: row['assigned_user_id'] ?? '' };
}

/** What the CRM says it stored, against what was sent: it loses things behind a success. */
function check(row: RecordAnswer, draft: MessageDraft): void {
  const problem = (what: 'body' | 'subject' | 'message'): ProblemError =>
    new ProblemError({ kind: 'storedWrongly', what });
  if ((row['description'] ?? '').trim() === '') throw problem('body');
  if ((row['messageid'] ?? '') !== draft.messageId) throw problem('message');
  const subject = decoded(row['subject'] ?? '');
  if (!decoded(subjectText(draft.subject)).startsWith(subject)) throw problem('subject');
}

/** Entities read back, for the CRM decodes some of them as it stores. */
function decoded(text: string): string {
  return (new DOMParser().parseFromString(text, 'text/html').documentElement.textContent).trim();
}
