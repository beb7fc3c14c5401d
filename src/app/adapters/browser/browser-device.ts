import { Injectable } from '@angular/core';
import { type Observable, defer, switchMap } from 'rxjs';
import type { Finding } from '../../domain/finding';
import { partOfPane } from '../../platform/part-of-pane';
import { Device } from '../../ports/device';
import type { DiagnosticsSchema } from './device-diagnostics';
import { DeviceDatabase } from './storage';

/** The browser that the pane runs in. */
@Injectable()
export class BrowserDevice extends Device {
  private readonly database = new DeviceDatabase<DiagnosticsSchema>(
    'vtenext-mail-connector.examination',
    (fresh) => {
      fresh.createObjectStore('texts');
    },
  );

  override diagnose(): Observable<Finding> {
    return defer(() => partOfPane(import('./device-diagnostics'))).pipe(
      switchMap(({ diagnoseDevice }) => diagnoseDevice(this.database)),
    );
  }

  override clockError(): Observable<number | undefined> {
    return defer(() => partOfPane(import('./device-diagnostics'))).pipe(
      switchMap(({ clockError }) => clockError()),
    );
  }
}
