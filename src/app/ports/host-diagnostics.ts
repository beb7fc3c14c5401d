import type { Observable } from 'rxjs';
import type { Finding } from '../domain/finding';

/** Tells how the pane stands with the program that opened it. */
export abstract class HostDiagnostics {
  /** Which program this is, and how much of Office.js it speaks. Fails with `paneIncomplete`. */
  abstract diagnose(): Observable<Finding>;

  /** Loads what `diagnose` needs. Fails with `paneIncomplete`. */
  abstract prepare(): Observable<void>;
}
