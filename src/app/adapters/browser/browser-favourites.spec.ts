import { Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { CrmRecord } from '../../domain/crm';
import type { Account } from '../../domain/account';
import { BrowserFavourites } from './browser-favourites';
import { paneProviders } from '../../testing/harness/pane-providers';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

const account: Account = { crmAddress: 'https://crm.example', userName: 'mario' };
const other: Account = { ...account, userName: 'anna' };
const aRecord = (id: string): CrmRecord => ({
  id,
  module: 'Contacts',
  moduleLabel: 'Contact',
  label: `Record ${id}`,
  detail: '',
  reasons: [],
});

/** Favourites as a pane that was just opened has them. */
function open(): BrowserFavourites {
  return Injector.create({
    providers: [
      { provide: BrowserFavourites, deps: [] },
      ...paneProviders,
      { provide: STORAGE_PARTITION, useValue: () => 'favourites-spec.' },
      { provide: STORAGE_PATIENCE, useValue: 3_000 },
    ],
  }).get(BrowserFavourites);
}

async function listed(favourites: BrowserFavourites, of = account): Promise<readonly string[]> {
  return (await firstValueFrom(favourites.list(of))).map(({ id }) => id);
}

describe('BrowserFavourites', () => {
  beforeEach(async () => {
    for (const each of [account, other]) await firstValueFrom(open().forget(each));
  });

  it('tells a pane that is opened later what was starred, the newest first', async () => {
    const favourites = open();
    for (const id of ['4x1', '4x2', '4x1']) {
      await firstValueFrom(favourites.star(account, aRecord(id)));
    }
    expect(await listed(open())).toEqual(['4x1', '4x2']);
    expect(await listed(open(), { ...account, userName: 'MARIO' })).toEqual(['4x1', '4x2']);
    expect(await listed(open(), other)).toEqual([]);
  });

  it('keeps the record, and not why it was suggested', async () => {
    const reasons = [{ kind: 'number', number: 'TT1' }] as const;
    await firstValueFrom(open().star(account, { ...aRecord('4x1'), reasons }));
    expect(await firstValueFrom(open().list(account))).toEqual([aRecord('4x1')]);
  });

  it('takes the star away again', async () => {
    await firstValueFrom(open().star(account, aRecord('4x1')));
    await firstValueFrom(open().star(account, aRecord('4x2')));
    await firstValueFrom(open().unstar(account, aRecord('4x1')));
    expect(await listed(open())).toEqual(['4x2']);
  });

  it('keeps what two panes star at the same time', async () => {
    const [one, two] = [open(), open()];
    await Promise.all([
      firstValueFrom(one.star(account, aRecord('4x1'))),
      firstValueFrom(two.star(account, aRecord('4x2'))),
    ]);
    expect([...(await listed(open()))].sort()).toEqual(['4x1', '4x2']);
  });

  it('keeps the 200 that were starred last', async () => {
    const favourites = open();
    for (let number = 1; number <= 201; number += 1) {
      await firstValueFrom(favourites.star(account, aRecord(`4x${String(number)}`)));
    }
    const ids = await listed(open());
    expect(ids.length).toBe(200);
    expect(ids[0]).toBe('4x201');
    expect(ids).not.toContain('4x1');
  });

  it('forgets those of one account', async () => {
    await firstValueFrom(open().star(account, aRecord('4x1')));
    await firstValueFrom(open().star(other, aRecord('4x2')));
    await firstValueFrom(open().forget(account));
    expect(await listed(open())).toEqual([]);
    expect(await listed(open(), other)).toEqual(['4x2']);
  });

  it('works from memory where the browser blocks its storage', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('Denied', 'SecurityError'));
    const favourites = open();
    await firstValueFrom(favourites.star(account, aRecord('4x1')));
    await firstValueFrom(favourites.star(account, aRecord('4x2')));
    await firstValueFrom(favourites.unstar(account, aRecord('4x1')));
    expect(await listed(favourites)).toEqual(['4x2']);
  });
});
