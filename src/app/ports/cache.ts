import type { Observable } from 'rxjs';
import type { Account } from '../domain/account';

/**
 * What was learnt of one CRM and may be learnt again, kept for the next opening of the pane. Where
 * the browser blocks its storage it is simply not there: no call ever fails for that. Holds neither
 * secrets nor records.
 */
export abstract class Cache {
  /** The value, of whatever shape was written, maybe by another version; `undefined` for none. */
  abstract read(account: Account, name: string): Observable<unknown>;

  /**
   * Keeps a value that can be cloned, in place of an earlier one of
   * this name; `undefined` removes it.
   */
  abstract write(account: Account, name: string, value: unknown): Observable<void>;

  /** Forgets all of one account. */
  abstract forget(account: Account): Observable<void>;
}
