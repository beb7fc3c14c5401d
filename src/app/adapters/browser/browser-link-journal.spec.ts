import { Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { CrmRecord } from '../../domain/crm';
import { noFacts } from '../../domain/link-facts';
import type { Account } from '../../ports/credential-vault';
import type { JournalEntry } from '../../ports/link-journal';
import { BrowserLinkJournal } from './browser-link-journal';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

const partition = 'journal-spec.';
const anAccount: Account = { crmAddress: 'https://crm.example', userName: 'mario' };
const aRecord: CrmRecord = {
  id: '4x50',
  module: 'Contacts',
  moduleLabel: 'Contact',
  label: 'Anna Rossi',
  detail: '',
  evidence: [],
};
const anEntry = (messageId: string, named: Partial<JournalEntry> = {}): JournalEntry => ({
  account: anAccount,
  messageId,
  subject: 'Offer',
  attachments: [],
  linked: [],
  wanted: [aRecord],
  undone: [],
  facts: noFacts,
  at: '2026-11-24T10:00:00.000Z',
  ...named,
});

/** A journal as a pane that was just opened has it. */
function open(): BrowserLinkJournal {
  return Injector.create({
    providers: [
      { provide: BrowserLinkJournal, deps: [] },
      { provide: STORAGE_PARTITION, useValue: () => partition },
      { provide: STORAGE_PATIENCE, useValue: 3_000 },
    ],
  }).get(BrowserLinkJournal);
}

describe('BrowserLinkJournal', () => {
  const key = { account: anAccount, messageId: '<1@a.example>' };

  beforeEach(async () => {
    const journal = open();
    await firstValueFrom(journal.forget(anAccount));
    await firstValueFrom(journal.forget({ ...anAccount, userName: 'anna' }));
  });

  it('tells a pane that is opened later what one before wrote', async () => {
    await firstValueFrom(open().write(anEntry('<1@a.example>')));
    expect(await firstValueFrom(open().read(key))).toEqual(anEntry('<1@a.example>'));
    const other = { ...key, account: { ...anAccount, crmAddress: 'https://other.example' } };
    expect(await firstValueFrom(open().read(other))).toBeUndefined();
  });

  it('knows a user by any spelling of the name', async () => {
    await firstValueFrom(open().write(anEntry('<1@a.example>')));
    const account = { ...anAccount, userName: anAccount.userName.toUpperCase() };
    expect(await firstValueFrom(open().read({ ...key, account }))).toBeDefined();
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
    expect(await firstValueFrom(open().read(key))).toBeUndefined();
  });

  it('works from memory where the browser blocks its storage', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('Denied', 'SecurityError'));
    const journal = open();
    await firstValueFrom(journal.write(anEntry('<1@a.example>')));
    expect(await firstValueFrom(journal.read(key))).toBeDefined();
    expect((await firstValueFrom(journal.unfinished(anAccount))).length).toBe(1);
    await firstValueFrom(journal.remove(key));
    expect(await firstValueFrom(journal.read(key))).toBeUndefined();
  });
});
