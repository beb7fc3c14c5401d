import { Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { BrowserPreferences } from './browser-preferences';
import { paneProviders } from './pane-providers';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

const partition = 'preferences-spec.';

/** The preferences as a pane that was just opened has them. */
function open(): BrowserPreferences {
  return Injector.create({
    providers: [
      { provide: BrowserPreferences, deps: [] },
      ...paneProviders,
      { provide: STORAGE_PARTITION, useValue: () => partition },
      { provide: STORAGE_PATIENCE, useValue: 3_000 },
    ],
  }).get(BrowserPreferences);
}

const originalOf = async (preferences: BrowserPreferences): Promise<boolean> =>
  (await firstValueFrom(preferences.read())).archivesOriginal;

describe('BrowserPreferences', () => {
  beforeEach(async () => {
    await new Promise((done) => {
      const name = `${partition}vtenext-mail-connector.preferences`;
      indexedDB.deleteDatabase(name).onsuccess = done;
    });
  });

  it('files no whole mail until that is chosen', async () => {
    expect(await originalOf(open())).toBeFalse();
  });

  it('remembers the choice on the device', async () => {
    await firstValueFrom(open().choose({ archivesOriginal: true }));
    expect(await originalOf(open())).toBeTrue();
    await firstValueFrom(open().choose({ archivesOriginal: false }));
    expect(await originalOf(open())).toBeFalse();
  });

  it('holds the choice in memory where storage is blocked', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('blocked', 'SecurityError'));
    const preferences = open();
    expect(await originalOf(preferences)).toBeFalse();
    await firstValueFrom(preferences.choose({ archivesOriginal: true }));
    expect(await originalOf(preferences)).toBeTrue();
  });

  it('tells which modules were used last', async () => {
    await firstValueFrom(open().choose({ recentModules: ['Leads', 'Contacts'] }));
    const { recentModules } = await firstValueFrom(open().read());
    expect(recentModules).toEqual(['Leads', 'Contacts']);
  });
});
