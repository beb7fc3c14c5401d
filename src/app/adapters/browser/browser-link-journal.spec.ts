import { Injector } from '@angular/core';
import { openDB } from 'idb';
import { firstValueFrom } from 'rxjs';
import type { CrmRecord } from '../../domain/crm';
import { noProgress } from '../../domain/link-progress';
import { type MailIdentity, mailKey } from '../../domain/mail-identity';
import type { Account } from '../../domain/account';
import type { JournalEntry } from '../../ports/link-journal';
import { BrowserLinkJournal } from './browser-link-journal';
import { paneProviders } from '../../testing/harness/pane-providers';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

const partition = 'journal-spec.';
const anAccount: Account = { crmAddress: 'https://crm.example', userName: 'mario' };
const aRecord: CrmRecord = {
  id: '4x50',
  module: 'Contacts',
  moduleLabel: 'Contact',
  label: 'Anna Rossi',
  detail: '',
  reasons: [],
};
const aMailOf = (messageId: string, named: Partial<MailIdentity> = {}): MailIdentity => ({
  messageId,
  subject: 'Offer',
  sender: 'anna@rossi.example',
  sentAt: '2026-11-24T09:00:00.000Z',
  sentAtIsExact: true,
  digest: 'd0d1d2d3d4d5d6d7d8d9dadb',
  derivedIds: [`<of ${messageId}>`],
  ...named,
});
const anEntry = (messageId: string, named: Partial<JournalEntry> = {}): JournalEntry => ({
  account: anAccount,
  mailKey: mailKey(aMailOf(messageId)),
  messageId,
  subject: 'Offer',
  attachments: [],
  linked: [],
  wanted: [aRecord],
  undone: [],
  progress: noProgress,
  at: '2026-11-24T10:00:00.000Z',
  ...named,
});

const olderName = `${partition}vtenext-mail-connector.journal`;
/** The journal of version 0.1 on this device. */
const older = () =>
  openDB(olderName, 1, {
    upgrade: (database) => {
      database.createObjectStore('entries').createIndex('at', 'at');
    },
  });
/** As version 0.1 wrote it: with fewer facts, and without a key of the mail. */
const anOlderEntry = (messageId: string, named: Partial<JournalEntry> = {}): object => {
  const { mailKey: _later, progress, ...entry } = anEntry(messageId, named);
  const { idIsTaken: _id, judged: _said, doubtful: _two, unmarked: _none, ...known } = progress;
  return { ...entry, progress: known };
};
async function writeOlder(...entries: readonly object[]): Promise<void> {
  const database = await older();
  for (const entry of entries) {
    const { account, messageId } = entry as JournalEntry;
    const name = JSON.stringify([account.crmAddress, account.userName, messageId]);
    await database.put('entries', entry, name);
  }
  database.close();
}
async function olderEntries(): Promise<readonly unknown[]> {
  const database = await older();
  const entries: readonly unknown[] = await database.getAll('entries');
  database.close();
  return entries;
}

/** A journal as a pane that was just opened has it. */
function open(): BrowserLinkJournal {
  return Injector.create({
    providers: [
      { provide: BrowserLinkJournal, deps: [] },
      ...paneProviders,
      { provide: STORAGE_PARTITION, useValue: () => partition },
      { provide: STORAGE_PATIENCE, useValue: 3_000 },
    ],
  }).get(BrowserLinkJournal);
}

describe('BrowserLinkJournal', () => {
  const look = { account: anAccount, mail: aMailOf('<1@a.example>') };
  const key = { account: anAccount, mailKey: mailKey(look.mail) };

  beforeEach(async () => {
    const journal = open();
    await firstValueFrom(journal.forget(anAccount));
    await firstValueFrom(journal.forget({ ...anAccount, userName: 'anna' }));
  });
  afterAll(() => {
    indexedDB.deleteDatabase(olderName);
  });

  it('tells a pane that is opened later what one before wrote', async () => {
    await firstValueFrom(open().write(anEntry('<1@a.example>')));
    expect(await firstValueFrom(open().read(look))).toEqual(anEntry('<1@a.example>'));
    const other = { ...look, account: { ...anAccount, crmAddress: 'https://other.example' } };
    expect(await firstValueFrom(open().read(other))).toBeUndefined();
  });

  it('takes nothing of another mail for that of one, though both have one Message-ID', async () => {
    await firstValueFrom(open().write(anEntry('<1@a.example>')));
    const mail = aMailOf('<1@a.example>', { derivedIds: ['<of another>'] });
    expect(await firstValueFrom(open().read({ ...look, mail }))).toBeUndefined();
    await firstValueFrom(
      open().write(anEntry('<1@a.example>', { mailKey: mailKey(mail), linked: [aRecord] })),
    );
    expect(await firstValueFrom(open().read(look))).toEqual(anEntry('<1@a.example>'));
    expect((await firstValueFrom(open().unfinished(anAccount))).length).toBe(2);
  });

  it('knows a user by any spelling of the name', async () => {
    await firstValueFrom(open().write(anEntry('<1@a.example>')));
    const account = { ...anAccount, userName: anAccount.userName.toUpperCase() };
    expect(await firstValueFrom(open().read({ ...look, account }))).toBeDefined();
    expect((await firstValueFrom(open().unfinished(account))).length).toBe(1);
  });

  it('lists what is not finished, of one account, the oldest first', async () => {
    const journal = open();
    const entries = [
      anEntry('<2@a.example>', { at: '2026-11-24T12:00:00.000Z' }),
      anEntry('<1@a.example>', { at: '2026-11-24T11:00:00.000Z' }),
      anEntry('<3@a.example>', { wanted: [], linked: [aRecord] }),
      anEntry('<4@a.example>', { account: { ...anAccount, userName: 'anna' } }),
    ];
    for (const entry of entries) await firstValueFrom(journal.write(entry));
    const listed = await firstValueFrom(open().unfinished(anAccount));
    expect(listed.map(({ messageId }) => messageId)).toEqual(['<1@a.example>', '<2@a.example>']);
  });

  it('forgets what is removed', async () => {
    await firstValueFrom(open().write(anEntry('<1@a.example>')));
    await firstValueFrom(open().remove(key));
    expect(await firstValueFrom(open().read(look))).toBeUndefined();
  });

  it('works from memory where the browser blocks its storage', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('Denied', 'SecurityError'));
    const journal = open();
    await firstValueFrom(journal.write(anEntry('<1@a.example>')));
    expect(await firstValueFrom(journal.read(look))).toBeDefined();
    expect((await firstValueFrom(journal.unfinished(anAccount))).length).toBe(1);
    await firstValueFrom(journal.remove(key));
    expect(await firstValueFrom(journal.read(look))).toBeUndefined();
  });

  describe('where version 0.1 left a journal', () => {
    const first = anOlderEntry('<1@a.example>');
    const linked = anOlderEntry('<2@a.example>', { wanted: [], linked: [aRecord] });
    const hers = anOlderEntry('<3@a.example>', { account: { ...anAccount, userName: 'anna' } });
    beforeEach(() => writeOlder(first, linked, hers));

    it("reads an entry of the mail, under the mail's own key", async () => {
      expect(await firstValueFrom(open().read(look))).toEqual(anEntry('<1@a.example>'));
      const renamed = aMailOf('<1@a.example>', { subject: 'Another offer' });
      expect(await firstValueFrom(open().read({ ...look, mail: renamed }))).toBeUndefined();
    });

    it('lists what was begun and what was linked, of one account', async () => {
      const ids = (entries: readonly JournalEntry[]) => entries.map(({ messageId }) => messageId);
      expect(ids(await firstValueFrom(open().unfinished(anAccount)))).toEqual(['<1@a.example>']);
      expect(ids(await firstValueFrom(open().linked(anAccount)))).toEqual(['<2@a.example>']);
    });

    it('lists them by their age', async () => {
      const at = '2026-11-01T10:00:00.000Z';
      await writeOlder(
        anOlderEntry('<8@a.example>', { at }),
        anOlderEntry('<9@a.example>', { at, wanted: [], linked: [aRecord] }),
      );
      const ids = (entries: readonly JournalEntry[]) => entries.map(({ messageId }) => messageId);
      const unfinished = await firstValueFrom(open().unfinished(anAccount));
      expect(ids(unfinished)).toEqual(['<8@a.example>', '<1@a.example>']);
      const newestFirst = await firstValueFrom(open().linked(anAccount));
      expect(ids(newestFirst)).toEqual(['<2@a.example>', '<9@a.example>']);
    });

    it('goes by what is newer, and rewrites nothing', async () => {
      const newer = anEntry('<1@a.example>', { wanted: [], linked: [aRecord] });
      await firstValueFrom(open().write(newer));
      expect(await firstValueFrom(open().read(look))).toEqual(newer);
      expect(await firstValueFrom(open().unfinished(anAccount))).toEqual([]);
      expect(await olderEntries()).toEqual([hers, first, linked]);
    });

    it('passes over what was given up in the list', async () => {
      const [entry] = await firstValueFrom(open().unfinished(anAccount));
      if (!entry) return fail('Nothing is listed.');
      await firstValueFrom(open().remove(entry));
      expect(await firstValueFrom(open().unfinished(anAccount))).toEqual([]);
      expect(await firstValueFrom(open().read(look))).toBeUndefined();
      expect(await olderEntries()).toEqual([hers, first, linked]);
    });

    it('passes over what was given up where its mail is open', async () => {
      const entry = await firstValueFrom(open().read(look));
      if (!entry) return fail('Nothing is known of the mail.');
      await firstValueFrom(open().remove(entry));
      expect(await firstValueFrom(open().read(look))).toBeUndefined();
      expect(await firstValueFrom(open().unfinished(anAccount))).toEqual([]);
      expect(await olderEntries()).toEqual([hers, first, linked]);
    });

    it('forgets all of who signs out, and of nobody else', async () => {
      await firstValueFrom(open().forget(anAccount));
      expect(await firstValueFrom(open().read(look))).toBeUndefined();
      expect(await firstValueFrom(open().linked(anAccount))).toEqual([]);
      expect(await olderEntries()).toEqual([hers]);
    });
  });

  it('makes no journal of version 0.1 where there is none', async () => {
    await new Promise((done) => {
      indexedDB.deleteDatabase(olderName).onsuccess = done;
    });
    const journal = open();
    await firstValueFrom(journal.write(anEntry('<1@a.example>')));
    await firstValueFrom(journal.read({ account: anAccount, mail: aMailOf('<9@a.example>') }));
    await firstValueFrom(journal.linked(anAccount));
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).not.toContain(olderName);
  });
});
