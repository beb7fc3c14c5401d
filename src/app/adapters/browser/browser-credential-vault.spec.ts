import { type IDBPDatabase, deleteDB, openDB } from 'idb';
import { toProblem } from '../../domain/problem';
import {
  account,
  altered,
  everythingStored,
  forget,
  keep,
  key,
  keyringOf,
  legible,
  name,
  newVault,
  replaceStored,
  restore,
  store,
} from '../../testing/harness/vault-bench';

describe('BrowserCredentialVault', () => {
  const clean = async () => {
    await Promise.all([name, 'p2.vtenext-mail-connector.vault'].map((one) => deleteDB(one)));
  };
  beforeEach(clean);
  afterEach(clean);

  it('gives nothing when nothing was ever kept', async () => {
    const vault = newVault();
    expect(await restore(vault)).toBeUndefined();
    expect(vault.current()).toBeUndefined();
  });

  it('brings the key back when it was to be remembered', async () => {
    expect(await keep(newVault(), true)).toBeTrue();
    const vault = newVault();
    expect(await restore(vault)).toEqual(account);
    expect(vault.current()).toEqual(key);
  });

  it('holds the key at once, before the device has it', () => {
    const vault = newVault();
    vault.keep(key, true).subscribe();
    expect(vault.current()).toEqual(key);
  });

  // security: key-at-rest
  it('keeps the key in memory only when it was not to be remembered', async () => {
    await keep(newVault(), true);
    const vault = newVault();
    expect(await keep(vault, false)).toBeFalse();
    expect(vault.current()).toEqual(key);
    expect(await everythingStored()).toEqual([]);
    expect(await restore(newVault())).toBeUndefined();
  });

  it('leaves nothing behind when it forgets', async () => {
    const vault = newVault();
    await keep(vault, true);
    await forget(vault);
    expect(vault.current()).toBeUndefined();
    expect(await everythingStored()).toEqual([]);
    expect(await restore(newVault())).toBeUndefined();
  });

  it('forgets when it is told so while still keeping', async () => {
    const vault = newVault();
    const keeping = keep(vault, true);
    await forget(vault);
    await keeping;
    expect(await everythingStored()).toEqual([]);
    expect(vault.current()).toBeUndefined();
  });

  it('holds to the key signed in with when the restoring ends after that', async () => {
    await keep(newVault(), true);
    const vault = newVault();
    const restoring = restore(vault);
    const other = { ...key, userName: 'other' };
    await keep(vault, false, other);
    await restoring;
    expect(vault.current()).toEqual(other);
  });

  it('holds the newer key when a second one is kept', async () => {
    const vault = newVault();
    await keep(vault, true);
    const other = { ...key, userName: 'other' };
    await keep(vault, true, other);
    const again = newVault();
    await restore(again);
    expect(again.current()).toEqual(other);
  });

  // security: key-at-rest
  it('keeps partitions of the browser apart', async () => {
    await keep(newVault('p1.'), true);
    expect(await restore(newVault('p2.'))).toBeUndefined();
    expect(await restore(newVault('p1.'))).toEqual(account);
  });

  // security: key-at-rest
  it('stores no part of the key in clear, and no key that could be taken out', async () => {
    await keep(newVault(), true);
    const stored = await everythingStored();
    const keys = stored.filter((value) => value instanceof CryptoKey);
    const text = stored.map(legible).join();
    expect(stored.length).toBe(2);
    expect(keys.map(({ extractable }) => extractable)).toEqual([false]);
    expect(keys.map(({ algorithm }) => algorithm)).toEqual([
      { name: 'AES-GCM', length: 256 } as KeyAlgorithm,
    ]);
    const elsewhere = JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      location.href,
      window.name,
    ]);
    for (const secret of [key.accessKey, key.userName, key.crmAddress, btoa(key.accessKey)]) {
      expect(text).not.toContain(secret);
      expect(elsewhere).not.toContain(secret);
    }
  });

  it('encrypts the same key differently each time', async () => {
    const vault = newVault();
    await keep(vault, true);
    const once = (await everythingStored()).map(legible).join();
    await keep(vault, true);
    expect((await everythingStored()).map(legible).join()).not.toBe(once);
  });

  for (const [what, spoil] of [
    ['altered', () => replaceStored('texts', altered)],
    ['of another form', () => replaceStored('texts', 'plain text of an older version')],
    ['sealed with a key that is gone', () => replaceStored('keys', undefined)],
  ] as const) {
    it(`gives nothing, and removes what lies there, when it is ${what}`, async () => {
      await keep(newVault(), true);
      await spoil();
      const vault = newVault();
      expect(await restore(vault)).toBeUndefined();
      expect(vault.current()).toBeUndefined();
      expect(await everythingStored()).toEqual([]);
    });
  }

  for (const [what, text] of [
    ['without an address', JSON.stringify({ ...key, crmAddress: undefined })],
    ['of an address that is none', JSON.stringify({ ...key, crmAddress: 'javascript' })],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['no JSON', 'key'],
  ] as const) {
    it(`drops a stored text that is ${what}, and nothing beside it`, async () => {
      await keep(newVault(), true);
      await store(text, 'other');
      const vault = newVault();
      expect(await restore(vault)).toEqual(account);
      expect((await keyringOf(vault)).profiles.length).toBe(1);
      expect((await everythingStored()).length).toBe(2);
    });
  }

  it('takes over the key that an older pane has stored', async () => {
    await store(JSON.stringify(key));
    const vault = newVault();
    expect(await restore(vault)).toEqual(account);
    expect(vault.current()).toEqual(key);
    expect(await keyringOf(vault)).toEqual({
      profiles: [{ account, name: 'crm.example.com', colour: 'blue' }],
      isBlocked: false,
    });
  });

  it('gives nothing, and remembers again, when the database is of another making', async () => {
    (await openDB(name, 1, { upgrade: (old) => void old.createObjectStore('other') })).close();
    const vault = newVault();
    expect(await restore(vault)).toBeUndefined();
    expect(await keep(vault, true)).toBeTrue();
    expect(await restore(newVault())).toEqual(account);
  });

  // security: newer-data
  it('works from memory, says so, and deletes nothing when a newer pane has made the database', async () => {
    const newer = await openDB(name, 7, { upgrade: (old) => void old.createObjectStore('texts') });
    await newer.put('texts', 'what only the newer one reads', 'a');
    newer.close();
    const vault = newVault();
    expect(await restore(vault)).toBeUndefined();
    expect(await keep(vault, true)).toBeFalse();
    expect(vault.current()).toEqual(key);
    expect((await keyringOf(vault)).isBlocked).toBeTrue();
    await forget(vault).catch(() => undefined);
    const again = await openDB(name, 7);
    expect(await again.getAll('texts')).toEqual(['what only the newer one reads']);
    again.close();
  });

  // security: newer-data
  it('leaves a text alone that a newer pane has stored, and says so', async () => {
    await keep(newVault(), true);
    await store(JSON.stringify({ ...key, version: 3 }), 'other');
    const vault = newVault();
    expect(await restore(vault)).toEqual(account);
    expect((await keyringOf(vault)).profiles.length).toBe(1);
    expect((await keyringOf(vault)).isBlocked).toBeTrue();
    await forget(vault);
    expect((await everythingStored()).length).toBe(2);
  });
});

describe('BrowserCredentialVault, when storage is blocked', () => {
  let blocker: IDBPDatabase;
  let opening: jasmine.Spy<IDBFactory['open']>;
  let deleting: jasmine.Spy<IDBFactory['deleteDatabase']>;
  const open = indexedDB.open.bind(indexedDB);
  const remove = indexedDB.deleteDatabase.bind(indexedDB);

  beforeEach(async () => {
    opening = spyOn(indexedDB, 'open').and.callThrough();
    deleting = spyOn(indexedDB, 'deleteDatabase').and.callThrough();
    blocker = await openDB('blocker', 1);
    blocker.close();
    blocker = await openDB('blocker', 2);
  });
  afterEach(async () => {
    opening.and.callThrough();
    deleting.and.callThrough();
    blocker.close();
    await deleteDB('blocker');
  });

  const throwAtOnce = () => {
    const refuse = (): never => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    };
    opening.and.callFake(refuse);
    deleting.and.callFake(refuse);
  };
  /** Real requests, which wait until the connection of `blocker` is closed. */
  const neverAnswer = () => {
    opening.and.callFake(() => open('blocker', 3));
    deleting.and.callFake(() => remove('blocker'));
  };

  /** Real requests, refused because a later version is there. */
  const refuse = () => {
    opening.and.callFake(() => open('blocker', 1));
    deleting.and.callFake(() => remove('no-such-database'));
  };

  for (const [how, block] of [
    ['the browser throws at once', throwAtOnce],
    ['the browser refuses', refuse],
    ['the browser never answers', neverAnswer],
  ] as const) {
    // security: key-at-rest
    it(`says so, and keeps the key in memory, when ${how}`, async () => {
      block();
      const vault = newVault('p1.', 50);
      expect(await restore(vault)).toBeUndefined();
      expect(await keyringOf(vault)).toEqual({ profiles: [], isBlocked: true });
      expect(await keep(vault, true)).toBeFalse();
      expect(vault.current()).toEqual(key);
      expect(vault.use(account)).toBeTrue();
      expect(await keyringOf(vault)).toEqual({
        profiles: [{ account, name: 'crm.example.com', colour: 'blue' }],
        isBlocked: true,
      });
    });

    it(`forgets in memory, and says that the device did not, when ${how}`, async () => {
      block();
      const vault = newVault('p1.', 50);
      await keep(vault, true);
      const problem = await forget(vault).catch(toProblem);
      expect(vault.current()).toBeUndefined();
      expect(problem).toEqual({ kind: 'unexpected' });
    });
  }

  it('writes nothing when the browser answers after the person was told so', async () => {
    neverAnswer();
    expect(await keep(newVault('p1.', 50), true)).toBeFalse();
    blocker.close();
    opening.and.callThrough();
    blocker = await openDB('blocker', 3); // answered after the vault's own wish
    expect([...blocker.objectStoreNames]).toEqual(['keys', 'texts']);
    expect(await blocker.getAll('texts')).toEqual([]);
  });
});
