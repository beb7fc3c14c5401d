import type { Observable } from 'rxjs';
import type { CrmModule, CrmRecord, ModuleAnswer, RecordField } from '../domain/crm';

/**
 * Records that a person looks for, and what they hold.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class RecordSearch {
  /**
   * Records in which every word of `text` occurs, in any of name, number, e-mail and phone: a page
   * of each module given, from its row `start` on (`next` of the answer before). A module that
   * answers again tells more of the same records.
   */
  abstract search(
    text: string,
    modules: readonly CrmModule[],
    start?: number,
  ): Observable<ModuleAnswer>;

  /**
   * What a person tells a record by, in the CRM's order; empty fields are left out. Fails with
   * `recordGone`.
   */
  abstract preview(record: CrmRecord): Observable<readonly RecordField[]>;

  /** The records of these ids that the user may see. */
  abstract recordsOf(
    ids: readonly string[],
    modules: readonly CrmModule[],
  ): Observable<readonly CrmRecord[]>;
}
