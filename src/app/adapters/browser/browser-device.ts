import { Injectable, inject } from '@angular/core';
import { type Observable, defer, switchMap } from 'rxjs';
import type { Finding } from '../../domain/finding';
import { partOfPane } from '../../domain/problem';
import { Device } from '../../ports/device';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

/** The browser that the pane runs in. */
@Injectable()
export class BrowserDevice extends Device {
  private readonly partition = inject(STORAGE_PARTITION);
  private readonly patience = inject(STORAGE_PATIENCE);

  override examine(): Observable<Finding> {
    return defer(() => partOfPane(import('./device-examination'))).pipe(
      switchMap(({ examineDevice }) => examineDevice(this.partition(), this.patience)),
    );
  }
}
