import {
  type Observable,
  catchError,
  concatMap,
  forkJoin,
  from,
  map,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import { type RecordAnswer, recordSchema } from '../../../../contract/rest';
import type {
  Discarded,
  DocumentOrigin,
  MessageDraft,
  OutgoingFile,
  StoredMessage,
} from '../../../domain/archive';
import type { CrmRecord } from '../../../domain/crm';
import { ProblemError, toProblem } from '../../../domain/problem';
import type { Discardable, UploadEvent } from '../../../ports/crm';
import type { Device } from '../../../ports/device';
import { addComment, findComments, isSameComment } from './comments';
import { CrmWriter, unlessGone } from './crm-writer';
import { DocumentFiler } from './document-filer';
import { sought } from './files';
import { idToStoreUnder, messageElement, shortenedParts, userTime } from './message-element';
import { type JudgedRow, ownMark, rowsOf, storedMessage } from './message-finder';
import { writeMark } from './mark-writing';
import type { ModuleCatalogue } from '../records/module-catalogue';
import { recordNumber } from '../records/record-number';
import type { RestCaller } from '../rest/rest-caller';
import { difference } from './stored-difference';
import { measuredOffset, userOffset } from './zones';

/** As many files, and bytes of files, as PHP takes in one request by default (API.md 8.1). */
const MOST_FILES = 20;
const MOST_BYTES = 7_500_000;

/** Keeps mails and their files in the CRM: the recipe of API.md 10. */
export class VtenextMessageArchive {
  /** Keeps the files. */
  readonly filer: DocumentFiler;
  private readonly writer: CrmWriter;

  constructor(
    private readonly rest: RestCaller,
    catalogue: ModuleCatalogue,
    /** Tells how wrong the clock is; where there is none it is right. */
    private readonly device: Pick<Device, 'clockError'> = { clockError: () => of(0) },
  ) {
    this.filer = new DocumentFiler(rest, catalogue);
    this.writer = new CrmWriter(rest);
  }

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
      concatMap(([event, sent]): Observable<UploadEvent<StoredMessage>> =>
        event.kind === 'progress'
          ? of(event)
          : this.accepted(event.stored, draft, sent, new Date()).pipe(
              map((message) => ({ kind: 'stored' as const, stored: message })),
            ),
      ),
      catchError((error: unknown) =>
        error instanceof IdTaken
          ? this.storeMessage({ ...draft, idIsTaken: true }, files)
          : throwError(() => error),
      ),
    );
  }

  checkMessage(
    { id }: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    storedAt: Date,
  ): Observable<StoredMessage> {
    const sendable = files.filter(({ blob }) => blob.size > 0).slice(0, MOST_FILES);
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      switchMap((row) => this.accepted(row, draft, sendable, storedAt)),
      // The body to store it anew with is not at hand: the link begins anew.
      catchError((error: unknown) =>
        throwError(() =>
          error instanceof IdTaken
            ? new ProblemError({ kind: 'storedWrongly', what: 'message' })
            : error,
        ),
      ),
    );
  }

  relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.writer.relate(message.id, [record.id]).pipe(
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

  noteRecords(
    { id }: StoredMessage,
    recordIds: readonly string[],
    without: readonly string[] = [],
  ): Observable<void> {
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      switchMap((row) => {
        const mark = ownMark(row);
        if (!mark) return of(undefined);
        const ids = [...mark.recordIds, ...recordIds].filter((one) => !without.includes(one));
        const xmailer = writeMark({ ...mark, recordIds: ids });
        return xmailer === row['xmailer'] ? of(undefined) : this.writer.revise({ id, xmailer });
      }),
    );
  }

  showToAll({ id }: StoredMessage): Observable<void> {
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      switchMap((row) => {
        const mark = ownMark(row);
        return this.writer.revise({
          id,
          mvisibility: 'Public',
          ...(mark && { xmailer: writeMark({ ...mark, visibility: 'Public' }) }),
        });
      }),
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

  discard(own: Discardable): Observable<Discarded> {
    return forkJoin([this.filer.ownDocuments(own), this.ownComments(own)]).pipe(
      switchMap(([documents, comments]) =>
        from([...documents, ...comments]).pipe(
          concatMap((id) => this.writer.remove(id).pipe(catchError(unlessGone))),
          toArray(),
          switchMap(() => this.discardMessage(own)),
          map((message) => ({ message, documents: documents.length })),
        ),
      ),
    );
  }

  /** Comments that are still what was written: ids may have been given out anew. */
  private ownComments({ comments }: Discardable): Observable<readonly string[]> {
    return from(comments).pipe(
      concatMap(({ id, recordId, text }) =>
        this.rest.call('retrieve', { id }, recordSchema).pipe(
          map((row) => (isSameComment(row, recordId, text) ? [id] : [])),
          catchError((error: unknown) => unlessGone(error).pipe(map(() => []))),
        ),
      ),
      toArray(),
      map((ids) => ids.flat()),
    );
  }

  private discardMessage({ attempt, message }: Discardable): Observable<Discarded['message']> {
    if (!message) return of('none');
    const { id } = message;
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      catchError((error: unknown) => unlessGone(error)),
      switchMap((row): Observable<Discarded['message']> => {
        if (!row) return of('gone');
        if (ownMark(row)?.attempt !== attempt) return of('foreign');
        return this.writer.remove(id).pipe(map(() => 'deleted'));
      }),
    );
  }

  /** What the CRM says it stored is corrected and compared with what was sent; copies are settled. */
  private accepted(
    row: RecordAnswer,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    storedAt: Date,
  ): Observable<StoredMessage> {
    const { attempt, identity } = draft;
    const problem = difference(row, draft);
    if (problem) {
      const message = storedMessage({ row, isOwn: true }, identity);
      return this.withdraw(message, draft, files, 1).pipe(
        switchMap(() => throwError(() => new ProblemError(problem))),
      );
    }
    return this.corrected(row, draft, storedAt).pipe(
      switchMap((corrected) =>
        rowsOf(identity, { attempt }, this.rest).pipe(
          switchMap((rows) => {
            // Where something sent the call again, another copy stays than the one that was answered.
            const id = rows.find(({ isOwn }) => isOwn)?.row.id ?? row.id;
            return id === row.id
              ? this.settled(corrected, rows, draft, files)
              : this.corrected({ ...row, id }, draft, storedAt).pipe(
                  switchMap((kept) => this.settled(kept, rows, draft, files)),
                );
          }),
        ),
      ),
      map((message) => {
        const shortened = shortenedParts(draft);
        return { ...message, ...(shortened.length > 0 && { shortened }) };
      }),
    );
  }

  /**
   * Locks do not reach another device, and a proxy may send a call again. Of copies of this attempt
   * the oldest stays. Where another device stored the mail before, one's own copy goes; where another
   * mail came first under this id, it goes, too, and is stored under another.
   */
  private settled(
    corrected: StoredMessage,
    rows: readonly JudgedRow[],
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<StoredMessage> {
    const own = rows.filter(({ isOwn }) => isOwn);
    const [first, ...again] = own;
    const times = Math.max(1, own.length);
    const id = first?.row.id ?? corrected.id;
    const message: StoredMessage = {
      ...corrected,
      id,
      sentTogether: files.map(({ attachmentId }) => attachmentId),
      ...(times > 1 && { timesStored: times }),
    };
    const isBefore = ({ row }: JudgedRow): boolean => recordNumber(row.id) < recordNumber(id);
    const storedUnder = idToStoreUnder(draft);
    const isOtherMail = rows.some(
      (one) => one.verdict === 'other' && isBefore(one) && one.row['messageid'] === storedUnder,
    );
    const elder = rows.find(
      (one) => one.verdict === 'same' && one.isMarked && !one.isOwn && isBefore(one),
    );
    const withoutCopies = from(again).pipe(
      concatMap(({ row }) => this.writer.remove(row.id).pipe(catchError(unlessGone))),
      toArray(),
    );
    if (isOtherMail && storedUnder !== draft.identity.derivedIds[0]) {
      return withoutCopies.pipe(
        switchMap(() => this.withdraw(message, draft, files, times)),
        switchMap(() => throwError(() => new IdTaken())),
      );
    }
    if (elder) {
      const kept = storedMessage(elder, draft.identity, rows);
      return withoutCopies.pipe(switchMap(() => this.giveWay(message, kept, draft, files)));
    }
    return withoutCopies.pipe(map(() => message));
  }

  /** Hands one's own files over to the copy that stays, then takes one's own copy away. */
  private giveWay(
    own: StoredMessage,
    kept: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<StoredMessage> {
    const origin = originOf(draft);
    return this.filer.findFiles(own, files.map(sought), origin).pipe(
      switchMap(({ stored }) =>
        from(stored).pipe(
          concatMap(({ attachmentId, documentId }) => {
            const digest = files.find((file) => file.attachmentId === attachmentId)?.digest ?? '';
            return this.filer
              .attachFile(kept, documentId)
              .pipe(switchMap(() => this.filer.marker.remark(documentId, kept.id, digest, origin)));
          }),
          toArray(),
        ),
      ),
      switchMap(() => this.writer.remove(own.id).pipe(catchError(unlessGone))),
      switchMap(() => this.noteRecords(kept, draft.recordIds)),
      map(() => ({ ...kept, copyRemoved: true })),
    );
  }

  /** Deletes one's own message that is not to stay, with what came with it. */
  private withdraw(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    times: number,
  ): Observable<unknown> {
    const { attempt } = draft;
    const asked = files.map(sought);
    const together = asked.map(({ attachmentId }) => attachmentId);
    const whole = { ...message, sentTogether: together, timesStored: times };
    const marked$ =
      asked.length === 0 ? of({}) : this.filer.findFiles(whole, asked, originOf(draft));
    return marked$.pipe(
      switchMap(() =>
        this.discard({
          attempt,
          message,
          owner: message.owner,
          files: asked,
          unmarked: [],
          comments: [],
        }),
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
  ): Observable<readonly [UploadEvent<RecordAnswer>, sent: readonly OutgoingFile[]]> {
    return this.writer.create('Messages', element, files, 'files').pipe(
      map((event) => [event, files] as const),
      catchError((error: unknown) => {
        if (toProblem(error).kind !== 'forbidden' || files.length === 0) {
          return throwError(() => error);
        }
        const fewer = within(MOST_BYTES, files);
        return this.createMessage(element, fewer.length < files.length ? fewer : []);
      }),
    );
  }

  /** The time is set anew where the CRM user's zone is another than was assumed (API.md 7.3). */
  private corrected(
    row: RecordAnswer,
    { sentAt, zones, identity }: MessageDraft,
    storedAt: Date,
  ): Observable<StoredMessage> {
    const own = storedMessage({ row, isOwn: true }, identity);
    return this.device.clockError().pipe(
      catchError(() => of(undefined)),
      switchMap((error) => {
        const measured = measuredOffset(row['createdtime'] ?? '', zones, storedAt, error);
        if (!measured) return of({ ...own, timeIsGuessed: true });
        const { minutes, isGuessed } = userOffset(
          measured.minutes,
          zones,
          new Date(sentAt),
          storedAt,
        );
        const message = {
          ...own,
          ...(isGuessed && { timeIsGuessed: true }),
          ...(!measured.isSure && { timeIsUnsure: true }),
        };
        const mdate = userTime(sentAt, minutes);
        if (row['mdate'] === mdate) return of(message);
        return this.writer.revise({ id: row.id, mdate }).pipe(map(() => message));
      }),
    );
  }
}

/** Another mail was stored first under the id that a mail was stored under. */
class IdTaken extends Error {}

function originOf({ attempt, identity: { sender }, sentAt }: MessageDraft): DocumentOrigin {
  return { attempt, sender, sentAt };
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
