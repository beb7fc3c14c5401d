import { Injector } from '@angular/core';
import { openDB } from 'idb';
import { firstValueFrom } from 'rxjs';
import type { AccessKey } from '../../ports/credential-vault';
import { BrowserCredentialVault } from '../../adapters/browser/browser-credential-vault';
import { paneProviders } from './pane-providers';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from '../../adapters/browser/storage';

// What the specs of the vault share.

export const key: AccessKey = {
  crmAddress: 'https://crm.example.com/vtenext',
  userName: 'demo.user',
  accessKey: 'Zy8aTopSecretKey1',
};
export const account = { crmAddress: key.crmAddress, userName: key.userName };
export const name = 'p1.vtenext-mail-connector.vault';

/** As after a new start of the pane: nothing is left but what lies on the device. */
export function newVault(partition = 'p1.', patience = 2_000): BrowserCredentialVault {
  return Injector.create({
    providers: [
      { provide: BrowserCredentialVault, deps: [] },
      ...paneProviders,
      { provide: STORAGE_PARTITION, useValue: () => partition },
      { provide: STORAGE_PATIENCE, useValue: patience },
    ],
  }).get(BrowserCredentialVault);
}

export const keep = (vault: BrowserCredentialVault, remember: boolean, kept = key) =>
  firstValueFrom(vault.keep(kept, remember));
export const restore = (vault: BrowserCredentialVault) => firstValueFrom(vault.restore());
export const forget = (vault: BrowserCredentialVault) => firstValueFrom(vault.forget());

/** Everything in every database of a vault of this origin. */
export async function everythingStored(): Promise<unknown[]> {
  const all = await indexedDB.databases();
  const databases = all.filter(({ name: database = '' }) => database.endsWith('.vault'));
  const contents = databases.map(async ({ name: database = '' }) => {
    const open = await openDB(database);
    const stores = [...open.objectStoreNames].map((store) => open.getAll(store));
    const values = (await Promise.all(stores)).flat() as unknown[];
    open.close();
    return values;
  });
  return (await Promise.all(contents)).flat();
}

/** Bytes as characters, so that a text in clear would be found in them. */
export function legible(value: unknown): string {
  if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
  if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
  if (value instanceof CryptoKey) return value.algorithm.name;
  if (typeof value === 'object' && value !== null) return Object.values(value).map(legible).join();
  return String(value);
}

export const altered = { iv: new Uint8Array(12), ciphertext: new ArrayBuffer(40) };

/** Puts a value in place of the only one in the store, or the one under this id. */
export async function replaceStored(store: string, value: unknown, under?: string): Promise<void> {
  const open = await openDB(name);
  const [id = ''] = under ? [under] : await open.getAllKeys(store);
  await open.put(store, value, id);
  open.close();
}

/** Stores a text as the vault does, under an id, as a pane of some version may have. */
export async function store(text: string, id = 'current'): Promise<void> {
  const open = await openDB(name, 1, {
    upgrade(database) {
      database.createObjectStore('keys');
      database.createObjectStore('texts');
    },
  });
  const algorithm = { name: 'AES-GCM', length: 256 };
  const sealing = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(text);
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, sealing, bytes);
  await open.put('keys', sealing, id);
  await open.put('texts', { iv, ciphertext }, id);
  open.close();
}

export const keyringOf = (vault: BrowserCredentialVault) => firstValueFrom(vault.watch());
export const namesIn = async (vault: BrowserCredentialVault): Promise<readonly string[]> =>
  (await keyringOf(vault)).profiles.map(({ name: called }) => called);
