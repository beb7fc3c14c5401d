import { Injectable, inject } from '@angular/core';
import type { DBSchema, IDBPDatabase } from 'idb';
import { type Observable, defer } from 'rxjs';
import { Cache } from '../../ports/cache';
import { type Account, accountKey } from '../../domain/account';
import { SignedOut } from './signed-out';
import { DeviceDatabase } from './storage';

interface CacheSchema extends DBSchema {
  /** By CRM, user and name. */
  values: { key: [crmAddress: string, userName: string, name: string]; value: unknown };
}
type Database = IDBPDatabase<CacheSchema>;

/** The cache in IndexedDB. */
@Injectable()
export class BrowserCache extends Cache {
  private readonly device = new DeviceDatabase<CacheSchema>(
    'vtenext-mail-connector.cache',
    (database) => {
      database.createObjectStore('values');
    },
  );

  private readonly signedOut = inject(SignedOut);

  override read(account: Account, name: string): Observable<unknown> {
    return defer(() => this.stored((database) => database.get('values', keyOf(account, name))));
  }

  override write(account: Account, name: string, value: unknown): Observable<void> {
    return defer(async () => {
      const key = keyOf(account, name);
      await this.stored(async (database) => {
        if (this.signedOut.has(account)) return;
        await (value === undefined
          ? database.delete('values', key)
          : database.put('values', value, key));
      });
    });
  }

  override forget(account: Account): Observable<void> {
    return defer(async () => {
      const key = accountKey(account);
      // In IndexedDB an array is above every text.
      const all = IDBKeyRange.bound(key, [...key, []]);
      await this.stored((database) => database.delete('values', all));
    });
  }

  /** What the device gives; nothing where its storage is blocked, or too slow to be of use. */
  private async stored<T>(use: (database: Database) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.device.use(use);
    } catch {
      return undefined;
    }
  }
}

const keyOf = (account: Account, name: string): [string, string, string] => [
  ...accountKey(account),
  name,
];
