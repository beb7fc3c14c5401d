import { Injectable } from '@angular/core';
import type { DBSchema, IDBPDatabase } from 'idb';
import { type Observable, defer } from 'rxjs';
import { partOfPane } from '../../domain/problem';
import type { Account } from '../../ports/credential-vault';
import { type JournalEntry, type JournalKey, LinkJournal } from '../../ports/link-journal';
import { DeviceDatabase } from './storage';

/** More mails than anybody links in a year; the oldest are forgotten first. */
const mostEntries = 5_000;
/** As many of the last links are remembered for what may be linked next. */
const mostRemembered = 300;

interface JournalSchema extends DBSchema {
  /** By `nameOf`; the index finds the oldest. Read with `readEntry`. */
  entries: { key: string; value: unknown; indexes: { at: string } };
}
type Database = IDBPDatabase<JournalSchema>;

/**
 * The journal in IndexedDB. What the browser's storage does not take in time stays in memory, and
 * memory is always asked too: it is the newer of the two.
 */
@Injectable()
export class BrowserLinkJournal extends LinkJournal {
  private readonly device = new DeviceDatabase<JournalSchema>(
    'vtenext-mail-connector.journal',
    (database) => {
      database.createObjectStore('entries').createIndex('at', 'at');
    },
  );
  /** Entries that are not on the device; `undefined` for those removed. */
  private readonly memory = new Map<string, JournalEntry | undefined>();

  override write(entry: JournalEntry): Observable<void> {
    return this.changed(nameOf(entry), entry, async (database) => {
      const writing = database.transaction('entries', 'readwrite');
      await writing.store.put(entry, nameOf(entry));
      if ((await writing.store.count()) > mostEntries) {
        const oldest = await writing.store.index('at').openCursor();
        await oldest?.delete();
      }
      await writing.done;
    });
  }

  override read(key: JournalKey): Observable<JournalEntry | undefined> {
    return defer(async () => {
      const name = nameOf(key);
      if (this.memory.has(name)) return this.memory.get(name);
      return this.stored(async (database) => {
        const [entry] = await readEntries([await database.get('entries', name)]);
        return entry;
      }, undefined);
    });
  }

  override unfinished(account: Account): Observable<readonly JournalEntry[]> {
    return defer(async () => {
      const stored = await this.stored(
        async (database) => readEntries(await database.getAllFromIndex('entries', 'at')),
        [],
      );
      const newer = [...this.memory.values()].filter((entry) => entry !== undefined);
      return [...stored.filter((entry) => !this.memory.has(nameOf(entry))), ...newer].filter(
        (entry) => entry.wanted.length > 0 && isOf(account, entry),
      );
    });
  }

  override linked(account: Account): Observable<readonly JournalEntry[]> {
    return defer(async () => {
      const stored = await this.stored(async (database) => {
        const newest: unknown[] = [];
        const reading = database.transaction('entries').store.index('at').iterate(null, 'prev');
        for await (const { primaryKey, value } of reading) {
          if (isNameOf(account, primaryKey) && hasLinked(value)) newest.push(value);
          if (newest.length >= mostRemembered) break;
        }
        return readEntries(newest);
      }, []);
      const newer = [...this.memory.values()].filter(
        (entry) => entry !== undefined && entry.linked.length > 0 && isOf(account, entry),
      ) as JournalEntry[];
      return [...newer.toReversed(), ...stored.filter((entry) => !this.memory.has(nameOf(entry)))];
    });
  }

  override remove(key: JournalKey): Observable<void> {
    const name = nameOf(key);
    return this.changed(name, undefined, (database) => database.delete('entries', name));
  }

  override forget(account: Account): Observable<void> {
    return defer(async () => {
      for (const [name, entry] of this.memory) {
        if (entry && isOf(account, entry)) this.memory.delete(name);
      }
      await this.stored(async (database) => {
        const writing = database.transaction('entries', 'readwrite');
        for (const name of await writing.store.getAllKeys()) {
          if (isNameOf(account, name)) await writing.store.delete(name);
        }
        await writing.done;
      }, undefined);
    });
  }

  /** In memory until the device has it. */
  private changed(
    name: string,
    entry: JournalEntry | undefined,
    change: (database: Database) => Promise<void>,
  ): Observable<void> {
    return defer(async () => {
      this.memory.set(name, entry);
      const isKept = await this.stored(async (database) => {
        await change(database);
        return true;
      }, false);
      if (isKept && this.memory.get(name) === entry) this.memory.delete(name);
    });
  }

  /** What the device gives, or `otherwise` where its storage is blocked. */
  private async stored<T>(use: (database: Database) => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await this.device.use(use);
    } catch {
      return otherwise;
    }
  }
}

function nameOf({ account, messageId }: JournalKey): string {
  return JSON.stringify([account.crmAddress, account.userName.toLowerCase(), messageId]);
}

/** Whether an entry is the account's, whatever stands in it. */
function isNameOf({ crmAddress, userName }: Account, name: string): boolean {
  return name.startsWith(JSON.stringify([crmAddress, userName.toLowerCase(), '']).slice(0, -2));
}

function hasLinked(value: unknown): boolean {
  const { linked } = (value ?? {}) as { readonly linked?: unknown };
  return Array.isArray(linked) && linked.length > 0;
}

/** Those that are entries, of what is stored. What reads them is loaded where there are any. */
async function readEntries(stored: readonly unknown[]): Promise<readonly JournalEntry[]> {
  const present = stored.filter((value) => value !== undefined);
  if (present.length === 0) return [];
  const { readEntry } = await partOfPane(import('./stored-shapes'));
  return present.flatMap((value) => readEntry(value) ?? []);
}

/** User names are the same in any case (API.md 3). */
function isOf(one: Account, { account: other }: JournalEntry): boolean {
  return (
    one.crmAddress === other.crmAddress &&
    one.userName.toLowerCase() === other.userName.toLowerCase()
  );
}
