import type { Observable } from 'rxjs';
import type { Settings } from '../domain/settings';

/**
 * What a person chose once and for all on this device; in memory where the browser blocks its
 * storage: no call ever fails for that.
 */
export abstract class SettingsStore {
  /** What was chosen; `defaultSettings` where nothing was. */
  abstract read(): Observable<Settings>;

  /** Changes what is given; all else stays as it is. */
  abstract save(change: Partial<Settings>): Observable<void>;
}
