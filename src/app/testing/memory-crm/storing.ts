import { type Observable, defer, map, of, switchMap, throwError } from 'rxjs';
import type { MessageDraft, OutgoingFile, SoughtFile, StoredMessage } from '../../domain/archive';
import { isDistinctive } from '../../domain/distinctive-id';
import { ProblemError } from '../../domain/problem';
import type { Discardable } from '../../ports/message-archive';
import type { MemoryDatabase } from './database';
import { type Judged, judgedRows, storedOf } from './judging';
import type { MemoryAccess } from './memory-access';
import { type MessageRow, numberOf } from './rows';

/** How messages are stored, for one user: what `MessageArchive.storeMessage` promises. */
export class Storing {
  private readonly database: MemoryDatabase;
  private readonly owner: string;

  constructor(
    private readonly crm: MemoryAccess,
    private readonly discard: (own: Discardable) => unknown,
  ) {
    this.database = crm.database;
    this.owner = crm.owner;
  }

  store(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    call: { readonly times: 1 | 2; readonly created: () => void },
  ): Observable<StoredMessage> {
    return defer(() => {
      const [row] = Array.from({ length: call.times }, () => this.create(draft, files)).slice(-1);
      call.created();
      const anew = () => this.store({ ...draft, idIsTaken: true }, files, once);
      return this.check(row as MessageRow, draft, files, anew);
    });
  }

  /**
   * Looks once more, for copies of one's own and of other devices, and for other mails of this id:
   * where one came first the message is withdrawn, and `anew` says how it goes on.
   */
  check(
    stored: MessageRow,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    anew: () => Observable<StoredMessage> = storedWrongly,
  ): Observable<StoredMessage> {
    return this.crm.gate().pipe(
      switchMap(() => {
        const rows = judgedRows(this.database, this.owner, draft.identity, draft);
        const [first, ...again] = rows.filter(({ isOwn }) => isOwn);
        const row = first?.row ?? stored;
        for (const one of again) this.database.remove(one.row.id, draft.attempt);
        const before = rows.filter((one) => numberOf(one.row.id) < numberOf(row.id));
        const message: StoredMessage = {
          ...storedOf({ row, isOwn: true }, rows, draft.identity),
          sentTogether: files.map(({ attachmentId }) => attachmentId),
        };
        const isTaken = before.some(
          (one) => one.verdict === 'other' && one.row.messageId === row.messageId,
        );
        if (isTaken && row.messageId !== draft.identity.derivedIds[0]) {
          this.withdraw(message, draft, files);
          return anew();
        }
        const elder = before.find((one) => one.verdict === 'same' && one.row.mark && !one.isOwn);
        return elder
          ? this.crm.gate().pipe(map(() => this.giveWay(message, elder, rows, draft, files)))
          : of(message);
      }),
    );
  }

  note({ mark }: MessageRow, recordIds: readonly string[], without: readonly string[] = []): void {
    if (!mark) return;
    const all = [...new Set([...mark.records, ...recordIds])];
    mark.records = all.filter((id) => !without.includes(id));
  }

  private create(draft: MessageDraft, files: readonly OutgoingFile[]): MessageRow {
    const { identity, attempt, visibility, recordIds: records } = draft;
    const isOwnId = !draft.idIsTaken && isDistinctive(identity.messageId);
    const row: MessageRow = {
      id: this.database.newId('44x'),
      owner: this.owner,
      messageId: isOwnId ? identity.messageId : identity.derivedIds[0],
      draft,
      isFetched: false,
      mark: {
        attempt,
        digest: identity.digest,
        ...(identity.sentAtIsExact && { sentAt: identity.sentAt }),
        visibility,
        records,
      },
      noted: [],
      isPublic: visibility === 'Public',
    };
    this.database.messages.push(row);
    for (const file of files.slice(0, this.database.mostFiles)) {
      if (this.isDropped(file)) continue;
      const { name, blob } = file;
      const document = { name, size: blob.size, blob, cameWith: row.id, maker: attempt };
      this.crm.filing.keep(document).atMessage.add(row.id);
    }
    return row;
  }

  private isDropped({ name, blob: { size } }: OutgoingFile): boolean {
    const { dropped, refused, database } = this.crm;
    return size === 0 || size > database.largestFile || [...dropped, ...refused].includes(name);
  }

  /** Hands over what came with one's own copy, and takes that away. */
  private giveWay(
    own: StoredMessage,
    elder: Judged,
    rows: readonly Judged[],
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): StoredMessage {
    const origin = originOf(draft);
    const { stored } = this.crm.filing.find(own, soughtOf(files), origin);
    for (const { attachmentId, documentId } of stored) {
      const row = this.database.document(documentId);
      const file = files.find((one) => one.attachmentId === attachmentId);
      if (!row || !file) continue;
      row.atMessage.add(elder.row.id);
      this.crm.filing.mark(row, elder.row.id, file.digest, origin);
    }
    this.database.remove(own.id, draft.attempt);
    this.note(elder.row, draft.recordIds);
    return { ...storedOf(elder, rows, draft.identity), copyRemoved: true };
  }

  private withdraw(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): void {
    const { attempt } = draft;
    const sought = soughtOf(files);
    this.crm.filing.find(message, sought, originOf(draft));
    const { owner } = this;
    this.discard({ attempt, message, owner, files: sought, unmarked: [], comments: [] });
  }
}

function soughtOf(files: readonly OutgoingFile[]): readonly SoughtFile[] {
  return files.map(({ attachmentId, name, blob: { size }, digest }) => ({
    attachmentId,
    name,
    size,
    digest,
  }));
}

const once = { times: 1, created: () => undefined } as const;

const storedWrongly = (): Observable<never> =>
  throwError(() => new ProblemError({ kind: 'storedWrongly', what: 'message' }));

const originOf = ({ attempt, identity: { sender }, sentAt }: MessageDraft) => ({
  attempt,
  sender,
  sentAt,
});
