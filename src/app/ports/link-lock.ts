import type { Observable } from 'rxjs';

/** What `LinkLock.hold` says when the work has to wait. */
export const waiting = Symbol('waiting');

/** Lets the panes of one browser link the same mail one after another. */
export abstract class LinkLock {
  /**
   * Does `work` while no other pane holds the lock of this name; says `waiting` first where one
   * does. The lock is free again after the work, or when the pane is closed.
   */
  abstract hold<T>(name: string, work: Observable<T>): Observable<T | typeof waiting>;
}
