import type { Observable } from 'rxjs';
import type { Finding } from '../domain/finding';

/** The browser on this device, and where it got the pane from. */
export abstract class Device {
  /**
   * Tells how it is with the storage, the network, the pane's own server, and the clock. What is
   * written for that is removed again. Fails with `paneIncomplete`.
   */
  abstract diagnose(): Observable<Finding>;

  /**
   * Milliseconds that this device's clock is ahead of the pane's own server; nothing where that
   * does not tell its time. Fails with `paneIncomplete`.
   */
  abstract clockError(): Observable<number | undefined>;
}
