import type { Observable } from 'rxjs';
import type { OpenItem } from '../domain/mail';

/** Knows which item the host shows. Each call fails only with `ProblemError`. */
export abstract class ItemWatch {
  /**
   * Waits for the host and gives the item it shows, once.
   * Fails with `officeBlocked`, `outsideOutlook` or `hostSilent`.
   */
  abstract start(): Observable<OpenItem>;

  /**
   * The item on the screen now, once; or nothing, and the pane is loaded anew, where only that can
   * tell. Not to be called while a link is under way, therefore.
   */
  abstract currentItem(): Observable<OpenItem>;

  /**
   * Each change of the item on the screen, also one that the host forgot to announce and that was
   * noticed when the pane got the focus. Never completes.
   */
  abstract itemChanges(): Observable<OpenItem>;
}
