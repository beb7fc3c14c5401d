import type { Observable } from 'rxjs';
import type { CrmModule } from '../domain/crm';

/**
 * What kinds of records the CRM has, as far as this user may see them.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class ModuleCatalogue {
  /** The modules that mail can be linked to, in the order of usefulness. */
  abstract permittedModules(): Observable<readonly CrmModule[]>;

  /**
   * Asks anew for what is remembered of modules, and gives those that mail can be linked to now.
   */
  abstract refreshModules(): Observable<readonly CrmModule[]>;
}
