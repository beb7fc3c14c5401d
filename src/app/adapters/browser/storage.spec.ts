import { Injector, runInInjectionContext } from '@angular/core';
import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import { paneProviders } from '../../testing/harness/pane-providers';
import { DeviceDatabase, STORAGE_PARTITION, STORAGE_PATIENCE, StorageSilent } from './storage';

interface Schema extends DBSchema {
  values: { key: string; value: number };
}

const name = 'storage-spec.values';

function newDatabase(patience = 2_000): DeviceDatabase<Schema> {
  const injector = Injector.create({
    providers: [
      ...paneProviders,
      { provide: STORAGE_PARTITION, useValue: () => 'storage-spec.' },
      { provide: STORAGE_PATIENCE, useValue: patience },
    ],
  });
  return runInInjectionContext(
    injector,
    () =>
      new DeviceDatabase<Schema>('values', (database) => {
        database.createObjectStore('values');
      }),
  );
}

describe('DeviceDatabase', () => {
  beforeEach(() => deleteDB(name));
  afterEach(() => deleteDB(name));

  it('keeps values in a database of the partition, and leaves none of them when it is removed', async () => {
    await newDatabase().use((database) => database.put('values', 1, 'one'));
    expect(await newDatabase().use((database) => database.get('values', 'one'))).toBe(1);
    expect((await indexedDB.databases()).map((each) => each.name)).toContain(name);
    await newDatabase().remove();
    expect(await newDatabase().use((database) => database.get('values', 'one'))).toBeUndefined();
  });

  it('rejects with what the browser says when it throws, and when it refuses', async () => {
    const throwing = spyOn(indexedDB, 'open').and.throwError(
      new DOMException('Denied.', 'SecurityError'),
    );
    await expectAsync(newDatabase().use(() => Promise.resolve())).toBeRejectedWithError('Denied.');
    throwing.and.callThrough();
    (await openDB(name, 2)).close();
    await expectAsync(newDatabase().use(() => Promise.resolve())).toBeRejected();
  });

  describe('when the browser never answers', () => {
    let holder: IDBPDatabase;
    beforeEach(async () => {
      holder = await openDB('storage-spec.holder', 1);
      const open = indexedDB.open.bind(indexedDB);
      // Waits until the holder is closed.
      spyOn(indexedDB, 'open').and.callFake(() => open('storage-spec.holder', 2));
    });
    afterEach(async () => {
      holder.close();
      (indexedDB.open as jasmine.Spy).and.callThrough();
      await deleteDB('storage-spec.holder');
    });

    // security: key-at-rest
    it('gives up after its patience, once: later calls do not wait', async () => {
      const database = newDatabase(50);
      const silent = () =>
        expectAsync(database.use(() => Promise.resolve())).toBeRejectedWith(
          jasmine.any(StorageSilent),
        );
      await silent();
      const before = performance.now();
      await silent();
      expect(performance.now() - before).toBeLessThan(25);
    });

    it('is used again once the browser has answered, and tells late work that it is late', async () => {
      const database = newDatabase(50);
      const seen: boolean[] = [];
      const work = (_: unknown, isLate: () => boolean) => Promise.resolve(seen.push(isLate()));
      await expectAsync(database.use(work)).toBeRejected();
      expect(seen).toEqual([]);
      holder.close();
      for (let turn = 0; turn < 100 && seen.length === 0; turn += 1) {
        await new Promise((done) => setTimeout(done, 5));
      }
      expect(seen).toEqual([true]);
      await new Promise((done) => setTimeout(done, 10));
      await database.use(work);
      expect(seen).toEqual([true, false]);
    });
  });
});
