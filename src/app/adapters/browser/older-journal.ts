import { type IDBPDatabase, openDB } from 'idb';
import { type MailIdentity, mailKey } from '../../domain/mail-identity';
import type { Account } from '../../domain/account';
import type { JournalEntry, JournalKey } from '../../ports/link-journal';
import { nameOf, readEntries } from './journal-entries';

/**
 * The journal of version 0.1, which knew a mail by its Message-ID alone. It is read where there is
 * one, and never written but when its account is forgotten.
 */
export class OlderJournal {
  constructor(
    private readonly name: string,
    /** Names under which something newer is stored: what is passed over among them. */
    private readonly newer: ReadonlySet<string>,
  ) {}

  /** The entry of this mail, under its key. */
  async read(account: Account, mail: MailIdentity): Promise<JournalEntry | undefined> {
    if (this.newer.has(nameOf({ account, mailKey: olderKey(mail.messageId) }))) return undefined;
    const [entry] = await readEntries([withKey(await this.stored(account, mail), mailKey(mail))]);
    return entry;
  }

  /**
   * Under what it is noted that the entry of this mail, where there is one, is to be passed over.
   */
  async nameOf(key: JournalKey | JournalEntry): Promise<string | undefined> {
    if (key.mailKey.startsWith(OLDER)) return nameOf(key);
    if (!('messageId' in key)) return undefined;
    const { account, messageId } = key;
    const stored = await this.stored(account, key);
    return stored === undefined ? undefined : nameOf({ account, mailKey: olderKey(messageId) });
  }

  /**
   * The entries of the account, the oldest first, that `known` has nothing newer of, each under a
   * key that stands for it.
   */
  async all(account: Account, known: readonly JournalEntry[]): Promise<readonly JournalEntry[]> {
    const stored = await this.use((database) => database.getAll('entries', rangeOf(account)));
    const entries = await readEntries(stored.map((value) => withKey(value, undefined)));
    const byAge = entries.toSorted((one, other) => one.at.localeCompare(other.at));
    return byAge.filter(
      (entry) =>
        !this.newer.has(nameOf(entry)) &&
        !known.some(
          ({ messageId, subject }) => messageId === entry.messageId && subject === entry.subject,
        ),
    );
  }

  forget(account: Account): Promise<void> {
    return this.use((database) => database.delete('entries', rangeOf(account)));
  }

  /** What may be an entry of this mail, as it was stored. */
  private async stored(
    account: Account,
    { messageId, subject }: Pick<MailIdentity, 'messageId' | 'subject'>,
  ): Promise<unknown> {
    const name = nameOf({ account, mailKey: messageId });
    const stored: unknown = await this.use((database) => database.get('entries', name));
    return (stored as Partial<JournalEntry> | undefined)?.subject === subject ? stored : undefined;
  }

  private async use<T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> {
    const database = await openDB(this.name);
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }
}

/** Stands for the key of a mail that version 0.1 linked, and that has not been opened since. */
const olderKey = (messageId: string): string => `${OLDER}${messageId}`;
const OLDER = 'older ';

function withKey(stored: unknown, key: string | undefined): unknown {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { messageId } = stored as { readonly messageId?: unknown };
  return { ...stored, mailKey: key ?? olderKey(String(messageId)) };
}

/** All names that begin with the account's. */
function rangeOf(account: Account): IDBKeyRange {
  const start = nameOf({ account, mailKey: '' }).slice(0, -2);
  return IDBKeyRange.bound(start, `${start}\uffff`);
}
