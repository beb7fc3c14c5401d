import { TestBed } from '@angular/core/testing';
import { Cache } from '../../../ports/cache';
import type { MemoryCache } from '../../../testing/memory-stores';
import {
  type OpenCrm,
  aKey,
  answerWith,
  ended,
  openCrm,
  outcome,
} from '../../../testing/harness/open-crm';

const row = (named: Readonly<Record<string, string>>) => ({
  id: '47x1',
  username: 'mario',
  firstname: 'Mario',
  lastname: 'Rossi',
  assigned_user_id: '19x4',
  ...named,
});

describe('VtenextSignIn.whoAmI', () => {
  let open: OpenCrm;
  let cache: MemoryCache;
  beforeEach(() => {
    open = openCrm();
    cache = TestBed.inject(Cache) as MemoryCache;
  });
  const keptUsers = (): readonly string[] =>
    [...cache.values.keys()].filter((name) => name.endsWith(' user with address'));
  const asked = async (data: unknown) => {
    const seen = outcome(open.crm.signIn.whoAmI());
    await open.answerData('query', data);
    return (await ended(seen)).given;
  };

  // security: who-is-signed-in
  it('gives name and id from the own row of Employees, as a real CRM answers', async () => {
    const seen = outcome(open.crm.signIn.whoAmI());
    const { query } = await open.answer('query', 'feature-whoami-employees-restricted');
    expect(query).toBe(
      "SELECT username,lastname,firstname,email,assigned_user_id FROM Employees WHERE username='mario' LIMIT 2;",
    );
    expect((await ended(seen)).given).toEqual([
      {
        userName: 'mario',
        name: 'Mario Rossi',
        id: '19x4',
        address: 'mario.rossi@crm.example.com',
      },
    ]);
  });

  it('asks once for each account', async () => {
    await asked([row({})]);
    const again = await ended(outcome(open.crm.signIn.whoAmI()));
    expect(again.given).toEqual([{ userName: 'mario', name: 'Mario Rossi', id: '19x4' }]);
    expect(await open.isSilent()).toBeTrue();
    open.vault.key = { ...aKey, userName: 'anna' };
    const seen = outcome(open.crm.signIn.whoAmI());
    await open.answerData('query', []);
    expect((await ended(seen)).given).toEqual([{ userName: 'anna', name: 'anna' }]);
  });

  for (const [what, data] of [
    ['no row', []],
    ['the row of somebody else', [row({ username: 'admin', firstname: '', lastname: 'Admin' })]],
    ['a row without a name', [row({ firstname: ' ', lastname: '' })]],
  ] as const) {
    it(`gives the user name alone, and keeps nothing, when the CRM answers with ${what}`, async () => {
      expect(await asked(data)).toEqual([{ userName: 'mario', name: 'mario' }]);
      expect(keptUsers()).toEqual([]);
    });
  }

  it('takes the own row beside another, whatever the case of its name, and no id that is none', async () => {
    const rows = [
      row({ username: 'admin' }),
      row({ username: 'MARIO', assigned_user_id: 'javascript:1' }),
    ];
    expect(await asked(rows)).toEqual([{ userName: 'mario', name: 'Mario Rossi' }]);
  });

  it('shows no endless name, and no characters that turn the text around', async () => {
    const [user] = await asked([row({ firstname: '\u202eMario\n', lastname: 'x'.repeat(5_000) })]);
    expect(user?.name.startsWith('Mario x')).toBeTrue();
    expect(user?.name.length).toBe(100);
  });

  // security: who-is-signed-in
  it('gives the user name alone when the module is hidden', async () => {
    const seen = outcome(open.crm.signIn.whoAmI());
    answerWith(await open.call('query'), 'error-query-no-module-permission');
    expect((await ended(seen)).given).toEqual([{ userName: 'mario', name: 'mario' }]);
  });

  it('fails when the key is refused', async () => {
    const seen = outcome(open.crm.signIn.whoAmI());
    answerWith(await open.call('query'), 'error-basic-wrong-key');
    expect((await ended(seen)).problem).toBe('keyRefused');
  });

  it('asks for what on the device was tampered with', async () => {
    cache.write(aKey, 'user with address', { name: '', id: 7 });
    expect(await asked([row({})])).toEqual([
      { userName: 'mario', name: 'Mario Rossi', id: '19x4' },
    ]);
  });

  it('keeps nothing of an account that is not in use any more', async () => {
    const seen = outcome(open.crm.signIn.whoAmI());
    const call = await open.call('query');
    open.vault.key = { ...aKey, userName: 'anna' };
    call.flush(JSON.stringify({ status: 200, data: [row({})] }));
    await ended(seen);
    expect(keptUsers()).toEqual([]);
  });
});

describe('VtenextSignIn, with two keys', () => {
  // security: who-is-signed-in
  it('sends nothing more with a key that was refused, also after another was in use', async () => {
    const open = openCrm();
    const first = outcome(open.crm.signIn.whoAmI());
    answerWith(await open.call('query'), 'error-basic-wrong-key');
    await ended(first);
    open.vault.key = { ...aKey, userName: 'anna' };
    const second = outcome(open.crm.signIn.whoAmI());
    await open.answerData('query', []);
    await ended(second);
    open.vault.key = aKey;
    expect((await ended(outcome(open.crm.signIn.whoAmI()))).problem).toBe('keyRefused');
    expect(await open.isSilent()).toBeTrue();
  });
});
