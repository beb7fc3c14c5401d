import { Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { BrowserCache } from './browser-cache';
import { paneProviders } from '../../testing/harness/pane-providers';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

const partition = 'cache-spec.';
const mario = { crmAddress: 'https://crm.example', userName: 'mario' };
const anna = { ...mario, userName: 'anna' };

/** The cache as a pane that was just opened has it. */
function open(): BrowserCache {
  return Injector.create({
    providers: [
      { provide: BrowserCache, deps: [] },
      ...paneProviders,
      { provide: STORAGE_PARTITION, useValue: () => partition },
      { provide: STORAGE_PATIENCE, useValue: 3_000 },
    ],
  }).get(BrowserCache);
}

describe('BrowserCache', () => {
  beforeEach(async () => {
    await new Promise((done) => {
      indexedDB.deleteDatabase(`${partition}vtenext-mail-connector.cache`).onsuccess = done;
    });
  });

  const read = (account = mario, name = 'modules') => firstValueFrom(open().read(account, name));

  it('gives what was kept, also in a pane that is opened anew', async () => {
    expect(await read()).toBeUndefined();
    await firstValueFrom(open().write(mario, 'modules', ['Contacts']));
    expect(await read()).toEqual(['Contacts']);
    expect(await read({ ...mario, userName: 'Mario' })).toEqual(['Contacts']);
    expect(await read(mario, 'others')).toBeUndefined();
  });

  it('keeps users and CRMs apart, and forgets one of them alone', async () => {
    await firstValueFrom(open().write(mario, 'modules', 1));
    await firstValueFrom(open().write(mario, 'describe x', 2));
    await firstValueFrom(open().write(anna, 'modules', 3));
    expect(await read({ ...mario, crmAddress: 'https://other.example' })).toBeUndefined();
    await firstValueFrom(open().forget(mario));
    expect(await read()).toBeUndefined();
    expect(await read(mario, 'describe x')).toBeUndefined();
    expect(await read(anna)).toBe(3);
  });

  it('is simply not there where the browser blocks its storage', async () => {
    spyOn(indexedDB, 'open').and.throwError('blocked');
    await firstValueFrom(open().write(mario, 'modules', 1));
    expect(await read()).toBeUndefined();
  });
});
