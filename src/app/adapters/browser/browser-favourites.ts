import { Injectable, inject } from '@angular/core';
import type { DBSchema, IDBPDatabase } from 'idb';
import { type Observable, defer } from 'rxjs';
import type { CrmRecord } from '../../domain/crm';
import { partOfPane } from '../../platform/part-of-pane';
import { type Account, accountId } from '../../domain/account';
import { Favourites } from '../../ports/favourites';
import { SignedOut } from './signed-out';
import { DeviceDatabase } from './storage';

/** More than anybody finds anything in; the oldest are forgotten first. */
const mostRecords = 200;

interface FavouritesSchema extends DBSchema {
  /** The records of one account, by `accountId`, the newest first; see `readRecords`. */
  accounts: { key: string; value: unknown };
}
type Change = (records: readonly CrmRecord[]) => readonly CrmRecord[];

/**
 * Favourites in IndexedDB; what the browser's storage does not take in time holds until the pane is
 * closed.
 */
@Injectable()
export class BrowserFavourites extends Favourites {
  private readonly device = new DeviceDatabase<FavouritesSchema>(
    'vtenext-mail-connector.favourites',
    (database) => {
      database.createObjectStore('accounts');
    },
  );
  /** As this pane knows them, which is what counts where the storage is blocked. */
  private readonly memory = new Map<string, readonly CrmRecord[]>();
  private readonly signedOut = inject(SignedOut);

  constructor() {
    super();
    this.signedOut.leavings.subscribe((account) => this.memory.delete(accountId(account)));
  }

  override list(account: Account): Observable<readonly CrmRecord[]> {
    return defer(() => this.known(account, (database, name) => database.get('accounts', name)));
  }

  override star(account: Account, record: CrmRecord): Observable<void> {
    return this.changed(account, (records) =>
      [{ ...record, reasons: [] }, ...without(record, records)].slice(0, mostRecords),
    );
  }

  override unstar(account: Account, record: CrmRecord): Observable<void> {
    return this.changed(account, (records) => without(record, records));
  }

  override forget(account: Account): Observable<void> {
    return defer(async () => {
      const name = accountId(account);
      this.memory.set(name, []);
      await this.device.use((database) => database.delete('accounts', name)).catch(() => undefined);
    });
  }

  /** In one transaction, for another pane may be starring, too. */
  private changed(account: Account, change: Change): Observable<void> {
    return defer(async () => {
      if (this.signedOut.has(account)) return;
      const name = accountId(account);
      this.memory.set(name, change(this.memory.get(name) ?? []));
      await this.known(account, async (database) => {
        const readRecords = await loadReader();
        const writing = database.transaction('accounts', 'readwrite');
        const records = change(readRecords(await writing.store.get(name)));
        if (this.signedOut.has(account)) return [];
        await (records.length > 0 ? writing.store.put(records, name) : writing.store.delete(name));
        await writing.done;
        return records;
      });
    });
  }

  /** What the device gives, or what is in memory where its storage is blocked. */
  private async known(
    account: Account,
    use: (database: IDBPDatabase<FavouritesSchema>, name: string) => Promise<unknown>,
  ): Promise<readonly CrmRecord[]> {
    const name = accountId(account);
    try {
      const stored = await this.device.use((database) => use(database, name));
      const records = stored === undefined ? [] : (await loadReader())(stored);
      this.memory.set(name, records);
      return records;
    } catch {
      return this.memory.get(name) ?? [];
    }
  }
}

/** Loaded where there is something to read. */
const loadReader = async () => (await partOfPane(import('./stored-shapes'))).readRecords;

function without(record: CrmRecord, records: readonly CrmRecord[]): readonly CrmRecord[] {
  return records.filter(({ id }) => id !== record.id);
}
