import { Injectable } from '@angular/core';
import type { DBSchema, IDBPDatabase } from 'idb';
import { type Observable, defer } from 'rxjs';
import { type Settings, defaultSettings } from '../../domain/settings';
import { SettingsStore } from '../../ports/settings-store';
import { DeviceDatabase } from './storage';

/** Devices hold it under the names that settings once had. */
interface SettingsSchema extends DBSchema {
  choices: { key: string; value: unknown };
}

/** Settings in IndexedDB; what it does not take in time holds until the pane is closed. */
@Injectable()
export class BrowserSettingsStore extends SettingsStore {
  private readonly device = new DeviceDatabase<SettingsSchema>(
    'vtenext-mail-connector.preferences',
    (database) => {
      database.createObjectStore('choices');
    },
  );
  private chosen: Partial<Settings> = {};

  override read(): Observable<Settings> {
    return defer(async () => {
      const kept = await this.stored(async (database) => {
        const names = await database.getAllKeys('choices');
        const values = await database.getAll('choices');
        return Object.fromEntries(names.map((name, index) => [name, values[index]]));
      });
      return { ...readSettings(kept ?? {}), ...this.chosen };
    });
  }

  override save(change: Partial<Settings>): Observable<void> {
    return defer(async () => {
      this.chosen = { ...this.chosen, ...change };
      await this.stored(async (database) => {
        const writing = database.transaction('choices', 'readwrite');
        for (const [name, value] of Object.entries(change)) await writing.store.put(value, name);
        await writing.done;
      });
    });
  }

  private async stored<T>(
    use: (database: IDBPDatabase<SettingsSchema>) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await this.device.use(use);
    } catch {
      return undefined;
    }
  }
}

/** What is on the device may be of an older pane, or tampered with. */
function readSettings(kept: Readonly<Record<string, unknown>>): Settings {
  const { archivesOriginal, ownDomains, closed, recentModules } = kept;
  return {
    archivesOriginal: archivesOriginal === true,
    ownDomains: isTexts(ownDomains) ? ownDomains : defaultSettings.ownDomains,
    closed: isTexts(closed) ? closed : defaultSettings.closed,
    recentModules: isTexts(recentModules) ? recentModules : defaultSettings.recentModules,
  };
}

function isTexts(value: unknown): value is readonly string[] {
  // A copy, for `every` passes over holes.
  return Array.isArray(value) && Array.from(value).every((one) => typeof one === 'string');
}
