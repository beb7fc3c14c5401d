import { Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { BrowserSettingsStore } from './browser-settings-store';
import { paneProviders } from '../../testing/harness/pane-providers';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

const partition = 'preferences-spec.';

/** The preferences as a pane that was just opened has them. */
function open(): BrowserSettingsStore {
  return Injector.create({
    providers: [
      { provide: BrowserSettingsStore, deps: [] },
      ...paneProviders,
      { provide: STORAGE_PARTITION, useValue: () => partition },
      { provide: STORAGE_PATIENCE, useValue: 3_000 },
    ],
  }).get(BrowserSettingsStore);
}

const originalOf = async (settingsStore: BrowserSettingsStore): Promise<boolean> =>
  (await firstValueFrom(settingsStore.read())).archivesOriginal;

describe('BrowserSettingsStore', () => {
  beforeEach(async () => {
    await new Promise((done) => {
      const name = `${partition}vtenext-mail-connector.settingsStore`;
      indexedDB.deleteDatabase(name).onsuccess = done;
    });
  });

  it('files no whole mail until that is chosen', async () => {
    expect(await originalOf(open())).toBeFalse();
  });

  it('remembers the choice on the device', async () => {
    await firstValueFrom(open().save({ archivesOriginal: true }));
    expect(await originalOf(open())).toBeTrue();
    await firstValueFrom(open().save({ archivesOriginal: false }));
    expect(await originalOf(open())).toBeFalse();
  });

  it('holds the choice in memory where storage is blocked', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('blocked', 'SecurityError'));
    const settingsStore = open();
    expect(await originalOf(settingsStore)).toBeFalse();
    await firstValueFrom(settingsStore.save({ archivesOriginal: true }));
    expect(await originalOf(settingsStore)).toBeTrue();
  });

  it('tells which modules were used last', async () => {
    await firstValueFrom(open().save({ recentModules: ['Leads', 'Contacts'] }));
    const { recentModules } = await firstValueFrom(open().read());
    expect(recentModules).toEqual(['Leads', 'Contacts']);
  });
});
