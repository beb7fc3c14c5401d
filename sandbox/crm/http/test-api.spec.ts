import { TestCrm } from '../testing/fixtures.ts';
import { faultKinds } from './faults.ts';

describe('The test API', () => {
  let test: TestCrm;

  beforeEach(async () => {
    test = await TestCrm.start({
      seed: (crm) => {
        crm.records.insert(crm.catalogue.get('Accounts'), crm.records.reserveNumber('Accounts'), {
          accountname: 'Seeded',
        });
      },
    });
  });

  afterEach(() => test.stop());

  it('begins anew with the seed, the first numbers and nobody locked out', async () => {
    test.add('Accounts', { accountname: 'Added' });
    await test.sandbox('users/mario/key', { key: 'AnotherKey123456' });
    await test.sandbox('limits', { perFile: 1 });
    await test.sandbox('faults', { method: '*', kind: 'http500' });
    await test.sandbox('line', { bitsPerSecond: 1000 });
    await test.sandbox('reset', {});
    expect(await test.sandbox<unknown>('line')).toEqual({ bitsPerSecond: 0 });
    expect(await test.query('SELECT accountname FROM Accounts;')).toEqual([
      { accountname: 'Seeded', id: '3x1' },
    ]);
    expect(test.add('Accounts', { accountname: 'Added' })).toBe('3x2');
    expect(test.crm.settings.limits.perFile).toBeGreaterThan(1);
  });

  it('tells the comments, and takes the module from a user', async () => {
    const element = { commentcontent: 'Call back', related_to: '3x1', visibility_comm: 'All' };
    const create = () =>
      test.call('create', { elementType: 'ModComments', element: JSON.stringify(element) });
    await create();
    expect(await test.sandbox<unknown>('comments')).toEqual([
      { record: '3x1', text: 'Call back', visibility: 'All', author: 'mario' },
    ]);
    await test.sandbox('users/mario', { restrictions: { ModComments: 'none' } });
    await create().catch(() => undefined);
    expect((await test.sandbox<unknown[]>('comments')).length).toBe(1);
  });

  describe('as a page', () => {
    const browser = { accept: 'text/html,*/*' };
    const submit = (path: string, fields: Readonly<Record<string, string>>) =>
      test.app.inject({
        method: 'POST',
        url: `/sandbox/${path}`,
        headers: { ...browser, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      });

    it('sets faults, limits and what a module lacks, and shows them', async () => {
      const set = await submit('faults', {
        method: 'create',
        nth: '',
        kind: 'cutAfter',
        value: '',
      });
      expect([set.statusCode, set.headers.location]).toEqual([303, '/sandbox/faults']);
      await submit('limits', { perFile: '5', perRequest: '50', maxFiles: '2' });
      await submit('relations', { module: 'Contacts', messages: 'false' });
      await submit('settings', { serverZone: 'Asia/Tokyo' });
      await submit('line', { bitsPerSecond: '20000000' });
      const { body } = await test.app.inject({ url: '/sandbox/faults', headers: browser });
      expect(body).toMatch(/<td>create<\/td>\s*<td>each<\/td>\s*<td>cutAfter<\/td>/);
      expect(body).toContain('Modules without messages: Contacts');
      expect(body).toContain('value="Asia/Tokyo"');
      expect(body).toContain('value="20000000"');
      expect(test.crm.settings.limits).toEqual({ perFile: 5, perRequest: 50, maxFiles: 2 });
    });

    it('offers every kind of fault', async () => {
      const { body } = await test.app.inject({ url: '/sandbox/faults', headers: browser });
      for (const kind of faultKinds) expect(body).toContain(`<option>${kind}</option>`);
    });

    it('clears all faults, and tells what it cannot take', async () => {
      await submit('faults', { method: '*', kind: 'empty' });
      expect((await submit('faults/clear', {})).statusCode).toBe(303);
      expect(await test.sandbox<unknown>('faults')).toEqual([]);
      expect((await submit('faults', { method: '*', kind: 'nonsense' })).statusCode).toBe(400);
    });
  });

  it('logs calls with method, user and status', async () => {
    await test.call('getlangs', {}, 'admin');
    await test.call('retrieve', { id: '4x99' });
    await test.call('loginpwd', { username: 'nobody', password: 'x' });
    const calls = await test.sandbox<unknown>('calls');
    expect(calls).toEqual([
      { method: 'getlangs', user: 'admin', status: 200 },
      { method: 'retrieve', user: 'mario', status: 500 },
      jasmine.objectContaining({ method: 'loginpwd', status: 500 }),
    ]);
  });

  it('shows stored messages with their owner and what answers hide', async () => {
    await test.data('create', {
      elementType: 'Messages',
      element: { messageid: '<1@x>', subject: 'x', mvisibility: 'Public' },
    });
    expect(await test.sandbox<unknown>('messages')).toEqual([
      jasmine.objectContaining({
        messageid: '<1@x>',
        owner: 'mario',
        mvisibility: 'Public',
        messagehash: jasmine.stringMatching(/^[0-9a-f]{40}$/),
      }),
    ]);
  });

  it('refuses what it does not know', async () => {
    const bad = [
      ['faults', { method: 'create', kind: 'flood' }],
      ['limits', { perFile: -1 }],
      ['line', { bitsPerSecond: 0.5 }],
      ['relations', { module: 'Accounts' }],
    ] as const;
    for (const [path, payload] of bad) {
      const response = await test.app.inject({
        method: 'POST',
        url: `/sandbox/${path}`,
        payload: { ...payload },
      });
      expect(response.statusCode).toBe(400);
    }
  });

  it('may be asked from another origin', async () => {
    const response = await test.app.inject({
      method: 'OPTIONS',
      url: '/sandbox/faults',
      headers: { origin: 'http://localhost:4300', 'access-control-request-method': 'DELETE' },
    });
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.headers['access-control-allow-methods']).toContain('DELETE');
  });
});
