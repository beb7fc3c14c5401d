import { type Observable, of, switchMap } from 'rxjs';
import type { Problem } from '../domain/problem';
import { CrmDouble } from './fake-crm';
import { MemoryDatabase } from './memory-crm/database';
import { Filing } from './memory-crm/filing';
import type { MemoryAccess } from './memory-crm/memory-access';
import { MemoryCommentStore } from './memory-crm/memory-comment-store';
import { MemoryDocumentArchive } from './memory-crm/memory-document-archive';
import { MemoryMessageArchive } from './memory-crm/memory-message-archive';
import type { CommentRow, DocumentRow, MessageRow } from './memory-crm/rows';
import {
  type Answer,
  type ArchiveMethod,
  type Call,
  TroubledCalls,
  type TroubleTime,
} from './memory-crm/troubles';

export type { ArchiveMethod } from './memory-crm/troubles';

/**
 * A CRM that keeps mails in memory, as one user sees it: for whole links. It answers at once, can
 * lose a call before it is done or the answer after it, does calls twice as behind a proxy that
 * sends them again, and drops files as a real one does.
 */
export class MemoryCrm extends CrmDouble implements MemoryAccess {
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

  readonly filing: Filing;
  override readonly archive: MemoryMessageArchive;
  override readonly documentArchive: MemoryDocumentArchive;
  override readonly commentStore: MemoryCommentStore;
  private readonly calls = new TroubledCalls();

  /** `owner`: the user's web service id. */
  constructor(
    readonly database = new MemoryDatabase(),
    readonly owner = '19x4',
  ) {
    super();
    ({ messages: this.messages, documents: this.documents, comments: this.comments } = database);
    this.filing = new Filing(database, owner, () => this.marksDocuments);
    this.archive = new MemoryMessageArchive(this);
    this.documentArchive = new MemoryDocumentArchive(this);
    this.commentStore = new MemoryCommentStore(this);
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

  perform<T>(method: ArchiveMethod, work: (call: Call) => Answer<T>): Observable<T> {
    return this.gate().pipe(switchMap(() => this.calls.perform(method, work)));
  }
}
