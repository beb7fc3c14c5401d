import type { Observable } from 'rxjs';
import type { Finding } from '../domain/finding';

/**
 * A look at the way to a CRM, for whoever cannot get through.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class CrmDiagnostics {
  /**
   * Looks at the way to the CRM at `address`, as typed, and tells one finding of each of its topics
   * as they come. Changes nothing, and counts as no failed sign-in; with the key in use where that
   * is for this CRM. Fails with `paneIncomplete`.
   */
  abstract diagnose(address: string): Observable<Finding>;
}
