import type { Observable } from 'rxjs';
import type { Choices } from '../domain/choices';

/**
 * What a person chose once and for all on this device; in memory where the browser blocks its
 * storage: no call ever fails for that.
 */
export abstract class Preferences {
  /** What was chosen; `firstChoices` where nothing was. */
  abstract read(): Observable<Choices>;

  /** Changes what is given; all else stays as it is. */
  abstract choose(change: Partial<Choices>): Observable<void>;
}
