import { Injector } from '@angular/core';
import { deleteDB, openDB } from 'idb';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import type { CrmRecord } from '../../domain/crm';
import { noProgress } from '../../domain/link-progress';
import { mailKey } from '../../domain/mail-identity';
import type { Account } from '../../domain/account';
import type { JournalEntry } from '../../ports/link-journal';
import { BrowserCache } from './browser-cache';
import { BrowserFavourites } from './browser-favourites';
import { BrowserLinkJournal } from './browser-link-journal';
import { paneProviders } from '../../testing/harness/pane-providers';
import { SignedOut } from './signed-out';
import { NewerPane, STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

const account: Account = { crmAddress: 'https://crm.example', userName: 'mario' };
const record: CrmRecord = {
  id: '4x50',
  module: 'Contacts',
  moduleLabel: 'Contact',
  label: 'Anna Rossi',
  detail: '',
  reasons: [],
};
const mail = {
  messageId: '<20261124.4711@a.example>',
  subject: 'Offer',
  sender: '',
  sentAt: '',
  sentAtIsExact: false,
  digest: '',
  derivedIds: ['<derived@mail-connector.invalid>'],
} as const;
const entry: JournalEntry = {
  account,
  mailKey: mailKey(mail),
  messageId: mail.messageId,
  subject: 'Offer',
  attachments: [],
  linked: [],
  wanted: [record],
  undone: [],
  progress: noProgress,
  at: '2026-11-24T10:00:00.000Z',
};
const names = ['cache', 'favourites', 'journal-2'].map(
  (name) => `gone.vtenext-mail-connector.${name}`,
);

/** The stores of one pane. */
function open() {
  const injector = Injector.create({
    providers: [
      ...[BrowserCache, BrowserFavourites, BrowserLinkJournal].map((provide) => ({
        provide,
        deps: [],
      })),
      ...paneProviders,
      { provide: STORAGE_PARTITION, useValue: () => 'gone.' },
      { provide: STORAGE_PATIENCE, useValue: 3_000 },
    ],
  });
  return {
    signedOut: injector.get(SignedOut),
    newer: injector.get(NewerPane),
    cache: injector.get(BrowserCache),
    favourites: injector.get(BrowserFavourites),
    journal: injector.get(BrowserLinkJournal),
  };
}

describe('what is written of an account', () => {
  const clean = () => Promise.all(names.map((name) => deleteDB(name)));
  beforeEach(clean);
  afterEach(clean);

  const written = async (pane: ReturnType<typeof open>): Promise<readonly unknown[]> => {
    await lastValueFrom(pane.cache.write(account, 'modules', ['a']));
    await lastValueFrom(pane.favourites.star(account, record));
    await lastValueFrom(pane.journal.write(entry));
    const later = open();
    return [
      await firstValueFrom(later.cache.read(account, 'modules')),
      ...(await firstValueFrom(later.favourites.list(account))),
      ...(await firstValueFrom(later.journal.unfinished(account))),
    ].filter((value) => value !== undefined);
  };

  it('is kept while somebody is signed in', async () => {
    expect((await written(open())).length).toBe(3);
  });

  // security: sign-out
  it('is nothing after somebody signed out, until the next sign-in', async () => {
    const pane = open();
    pane.signedOut.add({ ...account, userName: 'MARIO' });
    expect(await written(pane)).toEqual([]);
    expect(await firstValueFrom(pane.journal.read({ account, mail }))).toBeUndefined();
    pane.signedOut.remove(account);
    expect((await written(pane)).length).toBe(3);
  });

  // security: newer-data
  it('stays in memory, and is said to, where a newer pane has made the databases', async () => {
    for (const name of names) {
      const newer = await openDB(name, 9, {
        upgrade: (database) => void database.createObjectStore('newer'),
      });
      await newer.put('newer', 'what only the newer one reads', 'a');
      newer.close();
    }
    const pane = open();
    await lastValueFrom(pane.journal.write(entry));
    await lastValueFrom(pane.favourites.star(account, record));
    expect((await firstValueFrom(pane.journal.unfinished(account))).length).toBe(1);
    expect((await firstValueFrom(pane.favourites.list(account))).length).toBe(1);
    expect(pane.newer.wroteHere.value).toBeTrue();
    for (const store of [pane.cache, pane.favourites, pane.journal]) {
      await lastValueFrom(store.forget(account), { defaultValue: undefined });
    }
    for (const name of names) {
      const newer = await openDB(name, 9);
      expect(await newer.getAll('newer')).toEqual(['what only the newer one reads']);
      newer.close();
    }
  });
});
