import { type Observable, of } from 'rxjs';
import { type Choices, firstChoices } from '../domain/choices';
import type { CrmRecord } from '../domain/crm';
import { Cache } from '../ports/cache';
import type { Account } from '../ports/credential-vault';
import { Favourites } from '../ports/favourites';
import { type JournalEntry, type JournalKey, LinkJournal } from '../ports/link-journal';
import { LinkTurns } from '../ports/link-turns';
import { Preferences } from '../ports/preferences';

/** A journal in memory, which outlives a pane when a test hands it to the next one. */
export class MemoryJournal extends LinkJournal {
  readonly entries = new Map<string, JournalEntry>();

  override write(entry: JournalEntry): Observable<void> {
    this.entries.set(journalName(entry), entry);
    return of(undefined);
  }
  override read(key: JournalKey): Observable<JournalEntry | undefined> {
    return of(this.entries.get(journalName(key)));
  }
  override unfinished({ crmAddress, userName }: Account): Observable<readonly JournalEntry[]> {
    return of(
      [...this.entries.values()].filter(
        ({ account, wanted }) =>
          wanted.length > 0 && account.crmAddress === crmAddress && account.userName === userName,
      ),
    );
  }
  override linked({ crmAddress, userName }: Account): Observable<readonly JournalEntry[]> {
    return of(
      [...this.entries.values()]
        .filter(
          ({ account, linked }) =>
            linked.length > 0 && account.crmAddress === crmAddress && account.userName === userName,
        )
        .toReversed(),
    );
  }
  override remove(key: JournalKey): Observable<void> {
    this.entries.delete(journalName(key));
    return of(undefined);
  }
  override forget({ crmAddress, userName }: Account): Observable<void> {
    for (const [name, { account }] of this.entries) {
      if (account.crmAddress === crmAddress && account.userName === userName) {
        this.entries.delete(name);
      }
    }
    return of(undefined);
  }
}

const journalName = ({ account, messageId }: JournalKey): string =>
  [account.crmAddress, account.userName, messageId].join(' ');

/** Preferences in memory. */
export class MemoryPreferences extends Preferences {
  choices: Choices = firstChoices;

  override read(): Observable<Choices> {
    return of(this.choices);
  }
  override choose(change: Partial<Choices>): Observable<void> {
    this.choices = { ...this.choices, ...change };
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

/** Turns that are always free. */
export class FreeTurns extends LinkTurns {
  override hold<T>(_name: string, work: Observable<T>): Observable<T> {
    return work;
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

const cacheName = ({ crmAddress, userName }: Account, name: string): string =>
  [crmAddress, userName, name].join(' ');
