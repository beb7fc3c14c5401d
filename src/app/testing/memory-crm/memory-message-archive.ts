import { type Observable, map } from 'rxjs';
import type {
  Discarded,
  FittedBody,
  LookHints,
  MessageDraft,
  MessageLook,
  OutgoingFile,
  StoredMessage,
  UploadEvent,
} from '../../domain/archive';
import type { CrmRecord } from '../../domain/crm';
import type { MailIdentity } from '../../domain/mail-identity';
import { type Discardable, MessageArchive } from '../../ports/message-archive';
import { isLike } from './filing';
import { judgedRows, lookAt } from './judging';
import type { MemoryAccess } from './memory-access';
import { Storing } from './storing';

/** Keeps mails in memory. */
export class MemoryMessageArchive extends MessageArchive {
  /** What `fitBody` says of each body. */
  fitted: Partial<FittedBody> = {};
  private readonly storing: Storing;

  constructor(private readonly crm: MemoryAccess) {
    super();
    this.storing = new Storing(crm, (own) => this.deleteOwn(own));
  }

  override findMessage(mail: MailIdentity, hints: LookHints = {}): Observable<MessageLook> {
    return this.crm.perform('findMessage', () =>
      lookAt(judgedRows(this.crm.database, this.crm.owner, mail, hints), mail),
    );
  }

  override fitBody: MessageArchive['fitBody'] = (html) =>
    Promise.resolve({ html, embedded: [], cut: false, lacksImages: false, ...this.fitted });

  override storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    return this.crm.perform('storeMessage', (call) =>
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
    return this.crm.perform('checkMessage', () =>
      this.storing.check(this.crm.database.rowOf(message), draft, files),
    );
  }

  override storeLinkedIds(
    message: StoredMessage,
    recordIds: readonly string[],
    without: readonly string[] = [],
  ): Observable<void> {
    return this.crm.perform('storeLinkedIds', () => {
      this.storing.note(this.crm.database.rowOf(message), recordIds, without);
    });
  }

  override showToAll(message: StoredMessage): Observable<void> {
    return this.crm.perform('showToAll', () => {
      const row = this.crm.database.rowOf(message);
      row.isPublic = true;
      if (row.mark) row.mark.visibility = 'Public';
    });
  }

  override relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.crm.perform('relateMessage', () => {
      this.crm.database.relate(this.crm.database.rowOf(message), record.id);
    });
  }

  override discard(own: Discardable): Observable<Discarded> {
    return this.crm.perform('discard', () => this.deleteOwn(own));
  }

  /** Only what bears the attempt's mark, or can bear none and still is what it was. */
  private deleteOwn(own: Discardable): Discarded {
    const { attempt, message, owner, files, unmarked, comments } = own;
    const documents = this.crm.database.documents.filter((one) =>
      one.mark
        ? one.mark.attempt === attempt &&
          one.owner === owner &&
          files.some((file) => file.name === one.name)
        : unmarked.includes(one.id) && files.some((file) => isLike(one, file)),
    );
    const written = comments.filter(({ id, text }) => this.crm.database.comment(id)?.text === text);
    for (const { id } of [...documents, ...written]) this.crm.database.remove(id, attempt);
    const row = message && this.crm.database.message(message.id);
    const isOwn = row?.mark?.attempt === attempt;
    if (row && isOwn) this.crm.database.remove(row.id, attempt);
    return {
      message: !message ? 'none' : !row ? 'gone' : isOwn ? 'deleted' : 'foreign',
      documents: documents.length,
    };
  }
}
