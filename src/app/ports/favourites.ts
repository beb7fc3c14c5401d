import type { Observable } from 'rxjs';
import type { CrmRecord } from '../domain/crm';
import type { Account } from '../domain/account';

/**
 * Records that a person starred, of one account each. Kept on the device, or in memory where the
 * browser blocks its storage: no call ever fails for that.
 */
export abstract class Favourites {
  /** The newest first. */
  abstract list(account: Account): Observable<readonly CrmRecord[]>;

  abstract star(account: Account, record: CrmRecord): Observable<void>;

  abstract unstar(account: Account, record: CrmRecord): Observable<void>;

  /** Forgets all of one account. */
  abstract forget(account: Account): Observable<void>;
}
