import type { Observable } from 'rxjs';
import type { CrmModule, ModuleAnswer } from '../domain/crm';
import type { MatchSignals } from '../domain/match-signals';
import type { Correspondent } from '../domain/other-side';

/**
 * Which records of the CRM a mail points to.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class RecordSuggestions {
  /**
   * Records that the clues point to; a module may answer several times, and each record says why it
   * is there. By the addresses of `people` the most useful module is asked at once; the rest waits
   * for the clues. A module that fails or is slow holds no other up.
   */
  abstract suggest(
    people: readonly Correspondent[],
    signals: Observable<MatchSignals>,
    modules: readonly CrmModule[],
  ): Observable<ModuleAnswer>;
}
