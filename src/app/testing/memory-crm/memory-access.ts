import type { Observable } from 'rxjs';
import type { MemoryDatabase } from './database';
import type { Filing } from './filing';
import type { Answer, ArchiveMethod, Call } from './troubles';

/** One user's way to the database, with the troubles that it meets. */
export interface MemoryAccess {
  readonly database: MemoryDatabase;
  /** The user's web service id. */
  readonly owner: string;
  readonly filing: Filing;
  /** Names of files that are dropped behind a success when sent with the message. */
  readonly dropped: readonly string[];
  /** Names of files that are refused whatever happens. */
  readonly refused: readonly string[];
  /** What calls wait for before they go on; at once where there is nothing. */
  readonly gate: () => Observable<unknown>;
  perform<T>(method: ArchiveMethod, work: (call: Call) => Answer<T>): Observable<T>;
}
