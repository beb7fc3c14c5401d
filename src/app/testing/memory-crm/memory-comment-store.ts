import type { Observable } from 'rxjs';
import type { StoredMessage } from '../../domain/archive';
import type { CrmRecord } from '../../domain/crm';
import { CommentStore } from '../../ports/comment-store';
import type { MemoryAccess } from './memory-access';
import { numberOf } from './rows';

/** Keeps comments in memory. */
export class MemoryCommentStore extends CommentStore {
  constructor(private readonly crm: MemoryAccess) {
    super();
  }

  override findComments(
    message: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>> {
    return this.crm.perform('findComments', () => {
      const found = this.crm.database.comments.filter(
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
    return this.crm.perform('addComment', () => {
      const id = this.crm.database.newId('36x');
      this.crm.database.comments.push({ id, owner: this.crm.owner, record: record.id, text });
      return id;
    });
  }
}
