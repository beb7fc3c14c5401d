import { Injectable, inject } from '@angular/core';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Observable, defer } from 'rxjs';
import { Preferences } from '../../ports/preferences';
import { STORAGE_PARTITION, STORAGE_PATIENCE, inTime } from './storage';

const databaseName = 'vtenext-mail-connector.preferences';

interface PreferencesSchema extends DBSchema {
  choices: { key: 'archivesOriginal' | 'recentModules'; value: boolean | readonly string[] };
}

/** Preferences in IndexedDB; what it does not take in time holds until the pane is closed. */
@Injectable()
export class BrowserPreferences extends Preferences {
  private readonly partition = inject(STORAGE_PARTITION);
  private readonly patience = inject(STORAGE_PATIENCE);
  private chosen: boolean | undefined;
  private used: readonly string[] | undefined;

  override archivesOriginal(): Observable<boolean> {
    return defer(async () => {
      const kept = await this.stored((database) => database.get('choices', 'archivesOriginal'));
      return this.chosen ?? kept === true;
    });
  }

  override archiveOriginal(wanted: boolean): Observable<void> {
    return defer(async () => {
      this.chosen = wanted;
      await this.stored((database) => database.put('choices', wanted, 'archivesOriginal'));
    });
  }

  override recentModules(): Observable<readonly string[]> {
    return defer(async () => {
      const kept = await this.stored((database) => database.get('choices', 'recentModules'));
      return this.used ?? (Array.isArray(kept) ? kept : []);
    });
  }

  override keepRecentModules(modules: readonly string[]): Observable<void> {
    return defer(async () => {
      this.used = modules;
      await this.stored((database) => database.put('choices', modules, 'recentModules'));
    });
  }

  private async stored<T>(
    use: (database: IDBPDatabase<PreferencesSchema>) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await inTime(this.patience, async () => {
        const database = await openDB<PreferencesSchema>(`${this.partition()}${databaseName}`, 1, {
          upgrade: (upgraded) => {
            upgraded.createObjectStore('choices');
          },
        });
        try {
          return await use(database);
        } finally {
          database.close();
        }
      });
    } catch {
      return undefined;
    }
  }
}
