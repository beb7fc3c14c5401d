import { Injectable, inject } from '@angular/core';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Observable, defer } from 'rxjs';
import { Cache } from '../../ports/cache';
import type { Account } from '../../ports/credential-vault';
import { STORAGE_PARTITION, STORAGE_PATIENCE, inTime } from './storage';

const databaseName = 'vtenext-mail-connector.cache';

interface CacheSchema extends DBSchema {
  /** By CRM, user and name. */
  values: { key: [crmAddress: string, userName: string, name: string]; value: unknown };
}
type Database = IDBPDatabase<CacheSchema>;

/** The cache in IndexedDB. */
@Injectable()
export class BrowserCache extends Cache {
  private readonly partition = inject(STORAGE_PARTITION);
  private readonly patience = inject(STORAGE_PATIENCE);

  override read(account: Account, name: string): Observable<unknown> {
    return defer(() => this.stored((database) => database.get('values', keyOf(account, name))));
  }

  override write(account: Account, name: string, value: unknown): Observable<void> {
    return defer(async () => {
      await this.stored((database) => database.put('values', value, keyOf(account, name)));
    });
  }

  override forget(account: Account): Observable<void> {
    return defer(async () => {
      const [crmAddress, userName] = keyOf(account, '');
      const all = IDBKeyRange.bound([crmAddress, userName], [crmAddress, userName, []]);
      await this.stored((database) => database.delete('values', all));
    });
  }

  /** What the device gives; nothing where its storage is blocked, or too slow to be of use. */
  private async stored<T>(use: (database: Database) => Promise<T>): Promise<T | undefined> {
    try {
      return await inTime(this.patience, async () => {
        const database = await openDB<CacheSchema>(`${this.partition()}${databaseName}`, 1, {
          upgrade: (upgraded) => {
            upgraded.createObjectStore('values');
          },
        });
        try {
          return await use(database);
        } finally {
          database.close();
        }
      });
    } catch {
      return undefined;
    }
  }
}

/** User names are the same in any case (API.md 3). */
function keyOf({ crmAddress, userName }: Account, name: string): [string, string, string] {
  return [crmAddress, userName.toLowerCase(), name];
}
