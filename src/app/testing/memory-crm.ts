import { type Observable, map, of, switchMap } from 'rxjs';
import type {
  Discarded,
  DocumentOrigin,
  FoundFiles,
  LookHints,
  MessageDraft,
  MessageLook,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
} from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import type { MailIdentity } from '../domain/mail-identity';
import { type Problem, ProblemError } from '../domain/problem';
import type { CloudFile, Discardable, UploadEvent } from '../ports/crm';
import { FakeCrm } from './fakes';
import { MemoryDatabase } from './memory-crm/database';
import { Filing, isLike, storedFile } from './memory-crm/filing';
import { judgedRows, lookAt } from './memory-crm/judging';
import { Storing } from './memory-crm/storing';
import {
  type Answer,
  type ArchiveMethod,
  type Call,
  TroubledCalls,
  type TroubleTime,
} from './memory-crm/troubles';
import { type CommentRow, type DocumentRow, type MessageRow, numberOf } from './memory-crm/rows';

export type { ArchiveMethod } from './memory-crm/troubles';

/**
 * A CRM that keeps mails in memory, as one user sees it: for whole links. It answers at once, can
 * lose a call before it is done or the answer after it, does calls twice as behind a proxy that sends
 * them again, and drops files as a real one does.
 */
export class MemoryCrm extends FakeCrm {
  readonly messages: MessageRow[];
  readonly documents: DocumentRow[];
  readonly comments: CommentRow[];
  /** Names of files that are dropped behind a success when sent with the message. */
  dropped: readonly string[] = [];
  /** Names of files that are refused whatever happens. */
  refused: readonly string[] = [];
  /** Whether this user may write the notes of documents. */
  marksDocuments = true;
  /** What calls wait for before they go on; at once where there is nothing. */
  gate: () => Observable<unknown> = () => of(undefined);

  private readonly calls = new TroubledCalls();
  private readonly filing: Filing;
  private readonly storing: Storing;

  /** `owner`: the user's web service id. */
  constructor(
    readonly database = new MemoryDatabase(),
    readonly owner = '19x4',
  ) {
    super();
    ({ messages: this.messages, documents: this.documents, comments: this.comments } = database);
    this.filing = new Filing(database, () => this.marksDocuments);
    this.storing = new Storing(database, owner, this.filing, {
      isDropped: ({ name, blob: { size } }) =>
        size === 0 ||
        size > database.largestFile ||
        [...this.dropped, ...this.refused].includes(name),
      pause: () => this.gate(),
      discard: (own) => this.deleteOwn(own),
    });
  }

  /** Every call, in order. */
  get log(): readonly ArchiveMethod[] {
    return this.calls.log;
  }
  /** Pairs of message and record. */
  get relations(): ReadonlySet<string> {
    const { messages, database } = this;
    return new Set(
      messages.flatMap((row) => database.recordsAt(row).map((id) => `${row.id} ${id}`)),
    );
  }

  /** Lets the next call of `method` fail. */
  failNext(
    method: ArchiveMethod,
    when: Exclude<TroubleTime, 'replayed'> = 'before',
    problem: Problem = { kind: 'unreachable' },
  ): void {
    this.calls.add({ method, when, problem });
  }

  /** Lets something on the way send the next call of `method` twice. */
  replayNext(method: ArchiveMethod): void {
    this.calls.add({ method, when: 'replayed', problem: { kind: 'unexpected' } });
  }

  /** All calls succeed from now on, and no file is dropped or refused. */
  behave(): void {
    this.calls.clear();
    this.dropped = [];
    this.refused = [];
    this.database.mostFiles = 20;
    this.database.largestFile = Infinity;
  }

  override findMessage(mail: MailIdentity, hints: LookHints = {}): Observable<MessageLook> {
    return this.perform('findMessage', () =>
      lookAt(judgedRows(this.database, this.owner, mail, hints), mail),
    );
  }

  override storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    return this.perform('storeMessage', (call) =>
      this.storing
        .store(draft, files, call)
        .pipe(map((stored) => ({ kind: 'stored' as const, stored }))),
    );
  }

  override checkMessage(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<StoredMessage> {
    return this.perform('checkMessage', () => this.storing.check(this.row(message), draft, files));
  }

  override noteRecords(
    message: StoredMessage,
    recordIds: readonly string[],
    without: readonly string[] = [],
  ): Observable<void> {
    return this.perform('noteRecords', () => {
      this.storing.note(this.row(message), recordIds, without);
    });
  }

  override showToAll(message: StoredMessage): Observable<void> {
    return this.perform('showToAll', () => {
      const row = this.row(message);
      row.isPublic = true;
      if (row.mark) row.mark.visibility = 'Public';
    });
  }

  override relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.perform('relateMessage', () => {
      this.database.relate(this.row(message), record.id);
    });
  }

  override findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.perform('findFiles', () => this.filing.find(message, files, origin));
  }

  override settleFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.perform('settleFiles', () => this.filing.settle(message, files, origin));
  }

  override uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
    origin: DocumentOrigin,
  ): Observable<UploadEvent<StoredFile>> {
    const { name, blob } = file;
    return this.perform('uploadFile', (call) => {
      const { mostFiles, largestFile } = this.database;
      if (this.refused.includes(name) || mostFiles < 1 || blob.size > largestFile) {
        const { id } = this.made({ name, size: 0 }, file, message, origin, call);
        this.database.remove(id, origin.attempt);
        throw new ProblemError({ kind: 'fileRefused' });
      }
      const document = this.file(message, { name, size: blob.size, blob }, file, origin, call);
      return { kind: 'stored' as const, stored: storedFile(file, document, origin) };
    });
  }

  override attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.perform('attachFile', () => {
      this.row(message);
      const document = this.database.document(documentId);
      if (!document) throw new ProblemError({ kind: 'recordGone' });
      document.atMessage.add(message.id);
    });
  }

  override fileLink(
    message: StoredMessage,
    link: CloudFile,
    origin: DocumentOrigin,
  ): Observable<StoredFile> {
    const { name, url } = link;
    return this.perform('fileLink', (call) =>
      storedFile(link, this.file(message, { name, size: 0, url }, link, origin, call), origin),
    );
  }

  override relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.perform('relateFiles', () => {
      const gone = documentIds.filter((id) => !this.database.document(id));
      if (gone.length > 0) throw new ProblemError({ kind: 'documentsGone', ids: gone });
      for (const id of documentIds) this.database.document(id)?.atRecord.add(record.id);
    });
  }

  override findComments(
    message: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>> {
    return this.perform('findComments', () => {
      const found = this.comments.filter(
        (comment) =>
          comment.owner === message.owner &&
          comment.text === text &&
          recordIds.includes(comment.record) &&
          numberOf(comment.id) > numberOf(message.id),
      );
      return Object.fromEntries(found.map(({ record, id }) => [record, id]));
    });
  }

  override addComment(record: CrmRecord, text: string): Observable<string> {
    return this.perform('addComment', () => {
      const id = this.database.newId('36x');
      this.comments.push({ id, owner: this.owner, record: record.id, text });
      return id;
    });
  }

  override discard(own: Discardable): Observable<Discarded> {
    return this.perform('discard', () => this.deleteOwn(own));
  }

  /** Only what bears the attempt's mark, or can bear none and still is what it was. */
  private deleteOwn(own: Discardable): Discarded {
    const { attempt, message, owner, files, unmarked, comments } = own;
    const documents = this.documents.filter((one) =>
      one.mark
        ? one.mark.attempt === attempt &&
          one.owner === owner &&
          files.some((file) => file.name === one.name)
        : unmarked.includes(one.id) && files.some((file) => isLike(one, file)),
    );
    const written = comments.filter(({ id, text }) => this.database.comment(id)?.text === text);
    for (const { id } of [...documents, ...written]) this.database.remove(id, attempt);
    const row = message && this.database.message(message.id);
    const isOwn = row?.mark?.attempt === attempt;
    if (row && isOwn) this.database.remove(row.id, attempt);
    return {
      message: !message ? 'none' : !row ? 'gone' : isOwn ? 'deleted' : 'foreign',
      documents: documents.length,
    };
  }

  /** Files one document by itself, marked as it is made, then lists it at the message. */
  private file(
    message: StoredMessage,
    content: Pick<DocumentRow, 'name' | 'size' | 'url' | 'blob'>,
    file: { readonly digest: string },
    origin: DocumentOrigin,
    call: Call,
  ): DocumentRow {
    const document = this.made(content, file, message, origin, call);
    this.row(message);
    document.atMessage.add(message.id);
    return document;
  }

  /** The document that the answer tells of. */
  private made(
    content: Pick<DocumentRow, 'name' | 'size' | 'url' | 'blob'>,
    { digest }: { readonly digest: string },
    message: StoredMessage,
    origin: DocumentOrigin,
    call: Call,
  ): DocumentRow {
    const rows = Array.from({ length: call.times }, () =>
      this.storing.keep({ ...content, cameWith: '', maker: origin.attempt }),
    );
    for (const one of rows) this.filing.mark(one, message.id, digest, origin);
    call.created();
    return rows.at(-1) as DocumentRow;
  }

  private row({ id }: Pick<StoredMessage, 'id'>): MessageRow {
    const row = this.database.message(id);
    if (!row) throw new ProblemError({ kind: 'recordGone' });
    return row;
  }

  private perform<T>(method: ArchiveMethod, work: (call: Call) => Answer<T>): Observable<T> {
    return this.gate().pipe(switchMap(() => this.calls.perform(method, work)));
  }
}
