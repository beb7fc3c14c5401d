import type { Observable } from 'rxjs';
import type { Configuration } from '../domain/configuration';

/** What whoever hosts the pane decided. */
export abstract class HostedConfiguration {
  /**
   * The configuration; `stockConfiguration` where the host has none.
   * Fails with `badConfiguration`, or with `paneIncomplete` where it cannot be had.
   */
  abstract read(): Observable<Configuration>;
}
