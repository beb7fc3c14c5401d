import { Injectable, InjectionToken, inject } from '@angular/core';
import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import { BehaviorSubject } from 'rxjs';

/**
 * Gives what the names of stored things must begin with, so that panes opened in different
 * partitions of one browser stay apart; empty where there are none. Asked at each use, for it is
 * known only once the host is ready.
 */
export const STORAGE_PARTITION = new InjectionToken<() => string>('STORAGE_PARTITION');

/** How long, in milliseconds, the browser's storage may take before it counts as blocked. */
export const STORAGE_PATIENCE = new InjectionToken<number>('STORAGE_PATIENCE', {
  providedIn: 'root',
  factory: () => 3_000,
});

/** Whether a newer pane wrote to this device what this one cannot read, and so leaves alone. */
@Injectable({ providedIn: 'root' })
export class NewerPane {
  readonly wroteHere = new BehaviorSubject(false);
}

/** The browser's storage did not answer in time. */
export class StorageSilent extends Error {}

/**
 * One of the pane's IndexedDB databases, `name` after the partition, of version 1. Made where
 * `inject` may be called.
 *
 * Browsers that block storage throw at once, refuse, or never answer: every call rejects then, with
 * `StorageSilent` after `STORAGE_PATIENCE`. So does every call where a newer pane has made another
 * version of it, which is its own to keep. As long as a call is unanswered no other waits for the
 * same database, so that a pane whose storage is blocked is no slower than another.
 */
export class DeviceDatabase<Schema extends DBSchema> {
  private readonly partition = inject(STORAGE_PARTITION);
  private readonly patience = inject(STORAGE_PATIENCE);
  private readonly newer = inject(NewerPane);
  private unanswered = 0;

  constructor(
    private readonly name: string,
    /** Makes the object stores of a new database. */
    private readonly make: (database: IDBPDatabase<Schema>) => void,
  ) {}

  /**
   * Opens the database for some work. `isLate` tells the work that nobody waits for it any more.
   */
  use<T>(work: (database: IDBPDatabase<Schema>, isLate: () => boolean) => Promise<T>): Promise<T> {
    return this.inTime(async (isLate) => {
      const database = await openDB<Schema>(this.fullName, 1, { upgrade: this.make }).catch(
        (error: unknown) => {
          if ((error as Partial<DOMException>).name === 'VersionError')
            this.newer.wroteHere.next(true);
          throw error;
        },
      );
      try {
        return await work(database, isLate);
      } finally {
        database.close();
      }
    });
  }

  /** Removes the database, whatever it holds. */
  remove(): Promise<void> {
    return this.inTime(async () => deleteDB(this.fullName));
  }

  private get fullName(): string {
    return `${this.partition()}${this.name}`;
  }

  private inTime<T>(work: (isLate: () => boolean) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.unanswered > 0) {
        reject(new StorageSilent());
        return;
      }
      let late = false;
      const alarm = setTimeout(() => {
        late = true;
        this.unanswered += 1;
        reject(new StorageSilent());
      }, this.patience);
      work(() => late)
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(alarm);
          if (late) this.unanswered -= 1;
        });
    });
  }
}
