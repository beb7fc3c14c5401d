import type { Observable } from 'rxjs';
import type { StoredMessage } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';

/**
 * The comments that people write on records.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class CommentStore {
  /**
   * The user's own comments of this text on the records, as far as they are younger than the
   * message: their ids by those of the records. Fails with `forbidden`.
   */
  abstract findComments(
    message: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>>;

  /**
   * Comments on the record, for everybody who reads public comments; tells the comment's id. Fails
   * with `forbidden` where the user, or records of this module, may have none, and with
   * `storedWrongly` when the CRM kept something else (what it kept is deleted then).
   */
  abstract addComment(record: CrmRecord, text: string): Observable<string>;
}
