import { Injectable, inject } from '@angular/core';
import { type Observable, defer, map } from 'rxjs';
import type { Finding } from '../../domain/finding';
import { partOfPane } from '../../platform/part-of-pane';
import { HostDiagnostics } from '../../ports/host-diagnostics';
import { PANE_WINDOW } from './pane-window';

/** Outlook's part of the diagnostics, loaded when it is asked for. */
@Injectable()
export class OfficeHostDiagnostics extends HostDiagnostics {
  private readonly pane = inject(PANE_WINDOW);

  override diagnose(): Observable<Finding> {
    return defer(load).pipe(map(({ diagnoseOutlook }) => diagnoseOutlook(this.pane)));
  }

  override prepare(): Observable<void> {
    return defer(load).pipe(map(() => undefined));
  }
}

const load = () => partOfPane(import('./outlook-diagnostics'));
