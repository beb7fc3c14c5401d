import type { Observable } from 'rxjs';

/**
 * What a person chose once and for all on this device; in memory where the browser blocks its
 * storage: no call ever fails for that.
 */
export abstract class Preferences {
  /** Whether the whole mail is filed beside each message, as an `.eml`; not until it is chosen. */
  abstract archivesOriginal(): Observable<boolean>;

  abstract archiveOriginal(wanted: boolean): Observable<void>;

  /** Names of modules that were searched in or linked to, the last one first. */
  abstract recentModules(): Observable<readonly string[]>;

  abstract keepRecentModules(modules: readonly string[]): Observable<void>;
}
