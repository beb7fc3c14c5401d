import { Observable, type Subscription, of } from 'rxjs';
import { type Settings, defaultSettings } from '../domain/settings';
import type { CrmRecord } from '../domain/crm';
import { mailKey } from '../domain/mail-identity';
import { Cache } from '../ports/cache';
import { type Account, accountId, isSameAccount } from '../domain/account';
import { Favourites } from '../ports/favourites';
import {
  type JournalEntry,
  type JournalKey,
  type JournalLook,
  LinkJournal,
} from '../ports/link-journal';
import { LinkLock, waiting } from '../ports/link-lock';
import { SettingsStore } from '../ports/settings-store';

/** A journal in memory, which outlives a pane when a test hands it to the next one. */
export class MemoryJournal extends LinkJournal {
  readonly entries = new Map<string, JournalEntry>();

  override prepare(): Observable<void> {
    return of(undefined);
  }
  override write(entry: JournalEntry): Observable<void> {
    this.entries.set(journalName(entry), entry);
    return of(undefined);
  }
  override read({ account, mail }: JournalLook): Observable<JournalEntry | undefined> {
    return of(this.entries.get(journalName({ account, mailKey: mailKey(mail) })));
  }
  override unfinished(account: Account): Observable<readonly JournalEntry[]> {
    return of(this.of(account).filter(({ wanted }) => wanted.length > 0));
  }
  override linked(account: Account): Observable<readonly JournalEntry[]> {
    return of(
      this.of(account)
        .filter(({ linked }) => linked.length > 0)
        .toReversed(),
    );
  }
  override remove(key: JournalKey): Observable<void> {
    this.entries.delete(journalName(key));
    return of(undefined);
  }
  override forget(account: Account): Observable<void> {
    for (const entry of this.of(account)) this.entries.delete(journalName(entry));
    return of(undefined);
  }

  private of(account: Account): readonly JournalEntry[] {
    return [...this.entries.values()].filter((entry) => isSameAccount(entry.account, account));
  }
}

const journalName = ({ account, mailKey: key }: JournalKey): string => accountId(account, key);

/** Settings in memory. */
export class MemorySettingsStore extends SettingsStore {
  settings: Settings = defaultSettings;

  override read(): Observable<Settings> {
    return of(this.settings);
  }
  override save(change: Partial<Settings>): Observable<void> {
    this.settings = { ...this.settings, ...change };
    return of(undefined);
  }
}

/** Stars in memory, which outlive a pane when a test hands them to the next one. */
export class MemoryFavourites extends Favourites {
  /** The newest first, of one account. */
  records: readonly CrmRecord[] = [];

  override list(): Observable<readonly CrmRecord[]> {
    return of(this.records);
  }
  override star(_account: Account, record: CrmRecord): Observable<void> {
    this.records = [record, ...this.records.filter(({ id }) => id !== record.id)];
    return of(undefined);
  }
  override unstar(_account: Account, record: CrmRecord): Observable<void> {
    this.records = this.records.filter(({ id }) => id !== record.id);
    return of(undefined);
  }
  override forget(): Observable<void> {
    this.records = [];
    return of(undefined);
  }
}

/** A lock that is always free. */
export class FreeLinkLock extends LinkLock {
  override hold<T>(_name: string, work: Observable<T>): Observable<T> {
    return work;
  }
}

/** The locks of one browser: whoever shares them waits for each other. */
export class MemoryLinkLock extends LinkLock {
  private readonly queues = new Map<string, (() => void)[]>();

  override hold<T>(name: string, work: Observable<T>): Observable<T | typeof waiting> {
    return new Observable((subscriber) => {
      const queue = this.queues.get(name) ?? [];
      this.queues.set(name, queue);
      let working: Subscription | undefined;
      const begin = (): void => {
        working = work.subscribe(subscriber);
      };
      queue.push(begin);
      if (queue.length === 1) begin();
      else subscriber.next(waiting);
      return () => {
        working?.unsubscribe();
        const index = queue.indexOf(begin);
        if (index >= 0) queue.splice(index, 1);
        if (index === 0) queue[0]?.();
      };
    });
  }
}

/** A cache that lasts as long as itself. */
export class MemoryCache extends Cache {
  readonly values = new Map<string, unknown>();

  override read(account: Account, name: string): Observable<unknown> {
    return of(this.values.get(cacheName(account, name)));
  }
  override write(account: Account, name: string, value: unknown): Observable<void> {
    this.values.set(cacheName(account, name), value);
    return of(undefined);
  }
  override forget(account: Account): Observable<void> {
    for (const name of this.values.keys()) {
      if (name.startsWith(cacheName(account, ''))) this.values.delete(name);
    }
    return of(undefined);
  }
}

const cacheName = (account: Account, name: string): string => `${accountId(account)} ${name}`;
