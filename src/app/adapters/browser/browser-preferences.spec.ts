import { Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { BrowserPreferences } from './browser-preferences';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

const partition = 'preferences-spec.';

/** The preferences as a pane that was just opened has them. */
function open(): BrowserPreferences {
  return Injector.create({
    providers: [
      { provide: BrowserPreferences, deps: [] },
      { provide: STORAGE_PARTITION, useValue: () => partition },
      { provide: STORAGE_PATIENCE, useValue: 3_000 },
    ],
  }).get(BrowserPreferences);
}

describe('BrowserPreferences', () => {
  beforeEach(async () => {
    await new Promise((done) => {
      const name = `${partition}vtenext-mail-connector.preferences`;
      indexedDB.deleteDatabase(name).onsuccess = done;
    });
  });

  it('files no whole mail until that is chosen', async () => {
    expect(await firstValueFrom(open().archivesOriginal())).toBeFalse();
  });

  it('remembers the choice on the device', async () => {
    await firstValueFrom(open().archiveOriginal(true));
    expect(await firstValueFrom(open().archivesOriginal())).toBeTrue();
    await firstValueFrom(open().archiveOriginal(false));
    expect(await firstValueFrom(open().archivesOriginal())).toBeFalse();
  });

  it('holds the choice in memory where storage is blocked', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('blocked', 'SecurityError'));
    const preferences = open();
    expect(await firstValueFrom(preferences.archivesOriginal())).toBeFalse();
    await firstValueFrom(preferences.archiveOriginal(true));
    expect(await firstValueFrom(preferences.archivesOriginal())).toBeTrue();
  });

  it('tells which modules were used last', async () => {
    await firstValueFrom(open().keepRecentModules(['Leads', 'Contacts']));
    expect(await firstValueFrom(open().recentModules())).toEqual(['Leads', 'Contacts']);
  });
});
