import { Injectable } from '@angular/core';
import { type Observable, defer, switchMap } from 'rxjs';
import type { Finding } from '../../domain/finding';
import { partOfPane } from '../../domain/problem';
import { Device } from '../../ports/device';
import type { ExaminationSchema } from './device-examination';
import { DeviceDatabase } from './storage';

/** The browser that the pane runs in. */
@Injectable()
export class BrowserDevice extends Device {
  private readonly database = new DeviceDatabase<ExaminationSchema>(
    'vtenext-mail-connector.examination',
    (fresh) => {
      fresh.createObjectStore('texts');
    },
  );

  override examine(): Observable<Finding> {
    return defer(() => partOfPane(import('./device-examination'))).pipe(
      switchMap(({ examineDevice }) => examineDevice(this.database)),
    );
  }

  override clockError(): Observable<number | undefined> {
    return defer(() => partOfPane(import('./device-examination'))).pipe(
      switchMap(({ clockError }) => clockError()),
    );
  }
}
