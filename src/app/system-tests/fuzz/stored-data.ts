import { Injector, runInInjectionContext } from '@angular/core';
import * as fc from 'fast-check';
import { openDB } from 'idb';
import { lastValueFrom } from 'rxjs';
import { BrowserCredentialVault } from '../../adapters/browser/browser-credential-vault';
import { BrowserFavourites } from '../../adapters/browser/browser-favourites';
import { BrowserLinkJournal } from '../../adapters/browser/browser-link-journal';
import { BrowserSettingsStore } from '../../adapters/browser/browser-settings-store';
import { SealedStore } from '../../adapters/browser/sealed-store';
import { paneProviders } from '../../testing/harness/pane-providers';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from '../../adapters/browser/storage';
import { readEntry, readRecords } from '../../adapters/browser/stored-shapes';
import { noProgress } from '../../domain/link-progress';
import { mailKey } from '../../domain/mail-identity';
import { progressFor, givenUpEntry } from '../../machine/journal-reading';
import type { JournalEntry } from '../../ports/link-journal';
import { aMail, aRecord, anAccount, anAttachment, anIdentity } from '../../testing/samples';
import { anyText, anyValue, fuzz, mutated, settled } from './fuzzing';

const partition = 'fuzz.';
const prefix = `${partition}vtenext-mail-connector.`;
const account = JSON.stringify([anAccount.crmAddress, anAccount.userName]);

/** What a pane writes down of a link that failed in the middle. */
export const honestEntry: JournalEntry = {
  account: anAccount,
  mailKey: mailKey(anIdentity()),
  messageId: '<1@rossi.example>',
  subject: 'Offer',
  attachments: [anAttachment()],
  conversationId: 'c',
  people: ['anna@rossi.example'],
  linked: [aRecord()],
  wanted: [aRecord({ id: '4x51' })],
  undone: [],
  note: 'A note',
  progress: {
    ...noProgress,
    storeTriedAt: '2026-11-26T10:00:00.000Z',
    message: { id: '33x1', owner: '19x1', noted: ['4x50'] },
    read: {
      'att-1': { name: 'offer.pdf', size: 1, isLink: false, digest: 'd0d1d2d3d4d5d6d7d8d9dadb' },
    },
    files: {
      'att-1': { fate: 'archived', documentId: '7x1' },
      'att-2': { fate: 'missing', problem: { kind: 'fileRefused' } },
    },
    note: { after: '33x1', at: { '4x51': { fate: 'refused', problem: { kind: 'forbidden' } } } },
  },
  at: '2026-11-26T10:00:00.000Z',
};

const device = Injector.create({
  providers: [
    ...paneProviders,
    { provide: STORAGE_PARTITION, useValue: () => partition },
    { provide: STORAGE_PATIENCE, useValue: 5_000 },
  ],
});

/** An adapter over the browser's storage, as a pane that was just opened has it. */
function opened<T>(adapter: new () => T): T {
  return runInInjectionContext(device, () => new adapter());
}

/** Puts a value where an adapter will look for it. */
async function store(name: string, table: string, key: string, value: unknown): Promise<void> {
  const database = await openDB(`${prefix}${name}`, 1, {
    upgrade: (upgraded) => {
      const made = upgraded.createObjectStore(table);
      if (table === 'entries') made.createIndex('at', 'at');
    },
  });
  await database.put(table, value, key);
  database.close();
}

/** Uses of an entry that the store and its pages make. */
function use(entry: JournalEntry): void {
  progressFor(aMail({ attachments: [anAttachment()] }), entry);
  givenUpEntry(entry);
  for (const { label } of [...entry.linked, ...entry.wanted, ...entry.undone]) label.trim();
}

const anyEntry = fc.oneof(
  { weight: 8, arbitrary: mutated(honestEntry) },
  { weight: 1, arbitrary: anyValue },
);

export function fuzzStoredData(): void {
  // security: fuzz
  fuzz('entries of the journal, of any shape', 2_500, anyEntry, (stored) => {
    const entry = readEntry(stored);
    if (entry) use(entry);
  });
  fuzz(
    'records that were starred, of any shape',
    1_000,
    fc.oneof(mutated([aRecord()]), anyValue),
    (stored) => {
      for (const { label, reasons } of readRecords(stored)) label.concat(String(reasons.length));
    },
  );

  fuzzJournal();
  fuzzPreferences();
  fuzzKeys();
}

function fuzzJournal(): void {
  // security: fuzz
  fuzz('a journal on the device that is none', 150, anyEntry, async (stored) => {
    const name = JSON.stringify([anAccount.crmAddress, 'mario', mailKey(anIdentity())]);
    await store('journal-2', 'entries', name, stored);
    const journal = opened(BrowserLinkJournal);
    const [read] = (await settled(journal.read({ account: anAccount, mail: anIdentity() }))) ?? [];
    if (read) use(read);
    for (const entries of [journal.unfinished(anAccount), journal.linked(anAccount)]) {
      for (const entry of (await settled(entries))?.[0] ?? []) use(entry);
    }
    await settled(journal.forget(anAccount));
    const after = await settled(journal.unfinished(anAccount));
    if (after?.[0]?.length !== 0) throw new Error('Signing out left something.');
  });
}

function fuzzPreferences(): void {
  // security: fuzz
  fuzz(
    'favourites and choices on the device that are none',
    150,
    fc.tuple(fc.oneof(mutated([aRecord()]), anyValue), anyValue),
    async ([list, choice]) => {
      await store('favourites', 'accounts', account, list);
      const favourites = opened(BrowserFavourites);
      await settled(favourites.list(anAccount));
      await settled(favourites.star(anAccount, aRecord({ id: '4x99' })));
      for (const name of [
        'ownDomains',
        'closed',
        'recentModules',
        'archivesOriginal',
        '__proto__',
      ]) {
        await store('preferences', 'choices', name, choice);
      }
      const settings = await lastValueFrom(opened(BrowserSettingsStore).read());
      for (const texts of [settings.ownDomains, settings.closed, settings.recentModules]) {
        for (const text of texts) text.trim();
      }
    },
  );
}

function fuzzKeys(): void {
  const honestKey = {
    ...anAccount,
    version: 2,
    accessKey: 'k',
    name: 'Production',
    colour: 'blue',
    usedAt: 1,
  };
  const vaultName = 'vtenext-mail-connector.vault';
  const anyKey = fc.oneof(
    mutated(honestKey).map((value) => JSON.stringify(value)),
    anyText,
  );
  // security: fuzz
  fuzz('keys on the device that are none', 100, anyKey, async (text) => {
    const sealed = runInInjectionContext(device, () => new SealedStore(vaultName));
    await sealed.put('any', text);
    const vault = opened(BrowserCredentialVault);
    const given = await settled(vault.restore());
    const key = vault.current();
    if (given?.[0] && typeof key?.accessKey !== 'string') throw new Error('A key of no text.');
    await settled(vault.forget());
  });
}
