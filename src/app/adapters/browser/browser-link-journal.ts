import { Injectable, inject } from '@angular/core';
import type { DBSchema, IDBPDatabase } from 'idb';
import { type Observable, defer } from 'rxjs';
import { mailKey } from '../../domain/mail-identity';
import { partOfPane } from '../../platform/part-of-pane';
import { type Account, accountId, isSameAccount } from '../../domain/account';
import {
  type JournalEntry,
  type JournalKey,
  type JournalLook,
  LinkJournal,
} from '../../ports/link-journal';
import { loadShapes, nameOf, readEntries } from './journal-entries';
import type { OlderJournal } from './older-journal';
import { SignedOut } from './signed-out';
import { DeviceDatabase, STORAGE_PARTITION } from './storage';

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
    'vtenext-mail-connector.journal-2',
    (database) => {
      database.createObjectStore('entries').createIndex('at', 'at');
    },
  );
  private readonly partition = inject(STORAGE_PARTITION);
  /** Entries that are not on the device; `undefined` for those removed. */
  private readonly memory = new Map<string, JournalEntry | undefined>();
  private readonly signedOut = inject(SignedOut);

  constructor() {
    super();
    this.signedOut.leavings.subscribe((account) => {
      this.forgetInMemory(account);
    });
  }

  override prepare(): Observable<void> {
    return defer(async () => {
      await loadShapes();
    });
  }

  override write(entry: JournalEntry): Observable<void> {
    return this.changed(entry, entry, async (database) => {
      const writing = database.transaction('entries', 'readwrite');
      await writing.store.put(entry, nameOf(entry));
      if ((await writing.store.count()) > mostEntries) {
        const oldest = await writing.store.index('at').openCursor();
        await oldest?.delete();
      }
      await writing.done;
    });
  }

  override read({ account, mail }: JournalLook): Observable<JournalEntry | undefined> {
    return defer(async () => {
      const name = nameOf({ account, mailKey: mailKey(mail) });
      if (this.memory.has(name)) return this.memory.get(name);
      const known = await this.stored(async (database) => {
        const [entry] = await readEntries([await database.get('entries', name)]);
        return entry;
      }, undefined);
      return known ?? (await this.older((journal) => journal.read(account, mail), undefined));
    });
  }

  override unfinished(account: Account): Observable<readonly JournalEntry[]> {
    return defer(async () => {
      const stored = await this.stored(
        async (database) => readEntries(await database.getAllFromIndex('entries', 'at')),
        [],
      );
      const newer = [...this.memory.values()].filter((entry) => entry !== undefined);
      const known = [...stored.filter((entry) => !this.memory.has(nameOf(entry))), ...newer];
      const older = await this.older((journal) => journal.all(account, known), []);
      return [...older, ...known].filter(
        (entry) => entry.wanted.length > 0 && isSameAccount(account, entry.account),
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
        (entry) =>
          entry !== undefined && entry.linked.length > 0 && isSameAccount(account, entry.account),
      ) as JournalEntry[];
      const known = [
        ...newer.toReversed(),
        ...stored.filter((entry) => !this.memory.has(nameOf(entry))),
      ];
      const older = await this.older((journal) => journal.all(account, known), []);
      const linked = older.filter((entry) => entry.linked.length > 0);
      return [...known, ...linked.toReversed()].slice(0, mostRemembered);
    });
  }

  override remove(key: JournalKey | JournalEntry): Observable<void> {
    return this.changed(key, undefined, async (database) => {
      await database.delete('entries', nameOf(key));
      // What version 0.1 wrote stays where it is: that it is to be passed over is noted here.
      const passedOver = await this.older((journal) => journal.nameOf(key), undefined);
      if (passedOver) await database.put('entries', { isGone: true, at: '' }, passedOver);
    });
  }

  override forget(account: Account): Observable<void> {
    return defer(async () => {
      this.forgetInMemory(account);
      await this.stored(async (database) => {
        const writing = database.transaction('entries', 'readwrite');
        for (const name of await writing.store.getAllKeys()) {
          if (isNameOf(account, name)) await writing.store.delete(name);
        }
        await writing.done;
      }, undefined);
      await this.older((journal) => journal.forget(account), undefined);
    });
  }

  /**
   * What the journal of version 0.1 tells, where this browser has one and nothing newer is known.
   */
  private async older<T>(use: (journal: OlderJournal) => Promise<T>, otherwise: T): Promise<T> {
    const name = `${this.partition()}vtenext-mail-connector.journal`;
    try {
      const databases = await this.stored(() => indexedDB.databases(), []);
      if (!databases.some((database) => database.name === name)) return otherwise;
      const { OlderJournal } = await partOfPane(import('./older-journal'));
      const names = await this.stored<readonly string[]>(
        (database) => database.getAllKeys('entries'),
        [],
      );
      return await use(new OlderJournal(name, new Set([...names, ...this.memory.keys()])));
    } catch {
      return otherwise;
    }
  }

  private forgetInMemory(account: Account): void {
    for (const name of this.memory.keys()) if (isNameOf(account, name)) this.memory.delete(name);
  }

  /** In memory until the device has it; nothing once somebody has signed out. */
  private changed(
    key: JournalKey,
    entry: JournalEntry | undefined,
    change: (database: Database) => Promise<void>,
  ): Observable<void> {
    return defer(async () => {
      if (this.signedOut.has(key.account)) return;
      const name = nameOf(key);
      this.memory.set(name, entry);
      const isKept = await this.stored(async (database) => {
        if (!this.signedOut.has(key.account)) await change(database);
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

/** Whether an entry is the account's, whatever stands in it. */
function isNameOf(account: Account, name: string): boolean {
  return name.startsWith(accountId(account, '').slice(0, -2));
}

function hasLinked(value: unknown): boolean {
  const { linked } = (value ?? {}) as { readonly linked?: unknown };
  return Array.isArray(linked) && linked.length > 0;
}
