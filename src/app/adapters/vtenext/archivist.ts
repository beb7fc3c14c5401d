import { type Observable, catchError, concatMap, from, last, map, of, switchMap, throwError, toArray } from 'rxjs';
import { type RecordAnswer, anySchema, describeSchema, recordSchema, rowsSchema } from '../../../contract/rest';
import type {
  MessageDraft,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
} from '../../domain/archive';
import type { CrmRecord } from '../../domain/crm';
import { ProblemError, toProblem } from '../../domain/problem';
import type { UploadEvent } from '../../ports/crm';
import { addComment, findComments } from './comments';
import {
  documentTitle,
  matchFiles,
  possibleTitles,
  sentName,
  shownName,
  sought,
} from './files';
import { isOurs, readNote, writeNote } from './link-note';
import { messageElement, userTime, zoneOffset } from './message-element';
import { copiesOf, stored } from './message-finder';
import { recordNumber } from './record-number';
import type { RestCaller } from './rest-caller';
import { difference } from './stored-difference';
import { writeVtql } from './vtql';
import { userOffset } from './zones';

/** As many files, and bytes of files, as PHP takes in one request by default (API.md 8.1). */
const MOST_FILES = 20;
const MOST_BYTES = 7_500_000;
/** Copies of one mail stored within this time come from two panes at once, in milliseconds. */
const TWIN_SPAN = 10 * 60_000;

/** Keeps mails and their files in the CRM: the recipe of API.md 10. */
export class Archivist {
  constructor(private readonly rest: RestCaller) {}

  /**
   * The message with its files; the answer is compared with what was sent, the time corrected. What
   * was stored wrongly is deleted again, so that another attempt does not take it for the mail.
   */
  storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    const sendable = files.filter(({ blob }) => blob.size > 0).slice(0, MOST_FILES);
    return this.createMessage(messageElement(draft), sendable).pipe(
      concatMap((event) =>
        event.kind === 'progress'
          ? of(event)
          : this.accepted(event.stored, draft, sendable.map(sought), new Date()).pipe(
              map((message) => ({ kind: 'stored' as const, stored: message })),
            ),
      ),
    );
  }

  checkMessage(
    { id }: StoredMessage,
    draft: MessageDraft,
    files: readonly SoughtFile[],
    storedAt: Date,
  ): Observable<StoredMessage> {
    return this.rest
      .call('retrieve', { id }, recordSchema)
      .pipe(switchMap((row) => this.accepted(row, draft, files, storedAt)));
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
    files: readonly SoughtFile[],
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
        if (size !== file.blob.size) return this.remove(id).pipe(switchMap(refused));
        return this.attachFile(message, id).pipe(
          map(() => ({
            kind: 'stored' as const,
            stored: { attachmentId: file.attachmentId, documentId: id, size },
          })),
        );
      }),
      catchError((error: unknown) =>
        toProblem(error).kind === 'forbidden' ? this.whyForbidden() : throwError(() => error),
      ),
    );
  }

  attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.relate(documentId, [message.id]);
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
          this.attachFile(message, id).pipe(
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

  findComments(
    message: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>> {
    return findComments(this.rest, message, recordIds, text);
  }

  addComment(record: CrmRecord, text: string): Observable<string> {
    return addComment(this.rest, record, text);
  }

  discard(message: StoredMessage | undefined, madeIds: readonly string[]): Observable<void> {
    return from(madeIds).pipe(
      concatMap((id) => this.remove(id).pipe(catchError(unlessGone))),
      toArray(),
      switchMap(() => (message ? this.remove(message.id) : of(undefined))),
    );
  }

  /** The field is left alone where somebody else has written it. */
  writeNote({ id }: StoredMessage, recordIds: readonly string[]): Observable<void> {
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      switchMap(({ xmailer }) => {
        const note = writeNote([...readNote(xmailer), ...recordIds]);
        if (!isOurs(xmailer) || note === xmailer) return of(undefined);
        const element = JSON.stringify({ id, xmailer: note });
        return this.rest.call('revise', { element }, recordSchema, 'write');
      }),
      map(() => undefined),
    );
  }

  /** What the CRM says it stored is corrected and compared with what was sent; copies go. */
  private accepted(
    row: RecordAnswer,
    draft: MessageDraft,
    files: readonly SoughtFile[],
    storedAt: Date,
  ): Observable<StoredMessage> {
    return this.corrected(row, draft, storedAt).pipe(
      switchMap((message) => {
        const problem = difference(row, draft);
        if (!problem) return this.withoutTwins(message, draft.messageId, files);
        return this.discardWithFiles(message, files).pipe(
          switchMap(() => throwError(() => new ProblemError(problem))),
        );
      }),
    );
  }

  /**
   * Locks do not reach another browser: of copies that two panes stored at the same time the oldest
   * stays, and whoever sees it takes the others away with their documents.
   */
  private withoutTwins(
    own: StoredMessage,
    messageId: string,
    files: readonly SoughtFile[],
  ): Observable<StoredMessage> {
    return copiesOf(messageId, this.rest).pipe(
      switchMap((rows) => {
        const ours = rows.find(({ id }) => id === own.id);
        const twins = rows.filter((row) => ours && isTwin(row, ours));
        const [oldest, ...others] = twins;
        if (!oldest || others.length === 0) return of(own);
        return from(others.map(stored)).pipe(
          concatMap((twin) => this.discardWithFiles(twin, files).pipe(catchError(unlessGone))),
          toArray(),
          map(() => ({ ...own, ...stored(oldest), copyRemoved: true })),
        );
      }),
    );
  }

  private discardWithFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
  ): Observable<void> {
    return this.findFiles(message, files).pipe(
      switchMap((found) =>
        this.discard(
          message,
          found.map(({ documentId }) => documentId),
        ),
      ),
    );
  }

  /**
   * With the files; or, where the whole is more than the server takes in one request, with fewer
   * and in the end with none: that looks like a missing permission (API.md 8.1).
   */
  private createMessage(
    element: Readonly<Record<string, string>>,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<RecordAnswer>> {
    return this.create('Messages', element, files, 'files').pipe(
      catchError((error: unknown) => {
        if (toProblem(error).kind !== 'forbidden' || files.length === 0) {
          return throwError(() => error);
        }
        const fewer = within(MOST_BYTES, files);
        return this.createMessage(element, fewer.length < files.length ? fewer : []);
      }),
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
    return this.rest
      .upload('create', form, recordSchema)
      .pipe(
        map((event) =>
          event.kind === 'progress' ? { ...event, file: underWay(files, event.sent) } : event,
        ),
      );
  }

  /** The time is set anew where the CRM user's zone is another than was assumed (API.md 7.3). */
  private corrected(
    row: RecordAnswer,
    { sentAt, zones }: MessageDraft,
    storedAt: Date,
  ): Observable<StoredMessage> {
    const measured = zoneOffset(row['createdtime'] ?? '', storedAt);
    if (measured === undefined) return of({ ...stored(row), timeIsGuessed: true });
    const { minutes, isGuessed } = userOffset(measured, zones, new Date(sentAt), storedAt);
    const message = { ...stored(row), ...(isGuessed && { timeIsGuessed: true }) };
    const mdate = userTime(sentAt, minutes);
    if (row['mdate'] === mdate) return of(message);
    const element = JSON.stringify({ id: row.id, mdate });
    return this.rest
      .call('revise', { element }, recordSchema, 'write')
      .pipe(map(() => message));
  }

  private relate(id: string, list: readonly string[]): Observable<void> {
    return this.rest
      .call('relate', { id, relatelist: JSON.stringify(list), relationid: '' }, anySchema, 'write')
      .pipe(map(() => undefined));
  }

  private remove(id: string): Observable<void> {
    return this.rest.call('delete', { id }, anySchema, 'write').pipe(map(() => undefined));
  }
}

/** Whether two copies were stored within minutes of each other: both times are of one zone. */
function isTwin(one: RecordAnswer, other: RecordAnswer): boolean {
  const time = ({ createdtime }: RecordAnswer): number =>
    Date.parse(`${(createdtime ?? '').replace(' ', 'T')}Z`);
  return Math.abs(time(one) - time(other)) <= TWIN_SPAN;
}

/** The name of the file whose bytes are sent after so many. */
function underWay(files: readonly OutgoingFile[], sent: number): string {
  let end = 0;
  const file = files.find(({ blob: { size } }) => (end += size) >= sent) ?? files.at(-1);
  return file?.name ?? '';
}

/** As many of the files, in their order, as are together no more than `bytes`. */
function within(bytes: number, files: readonly OutgoingFile[]): readonly OutgoingFile[] {
  let room = bytes;
  return files.filter(({ blob: { size } }) => {
    if (size > room) return false;
    room -= size;
    return true;
  });
}

const refused = (): Observable<never> =>
  throwError(() => new ProblemError({ kind: 'fileRefused' }));

/** What was deleted before is one that the CRM denies (API.md 2). */
function unlessGone(error: unknown): Observable<void> {
  const { kind } = toProblem(error);
  return kind === 'forbidden' || kind === 'recordGone' ? of(undefined) : throwError(() => error);
}
