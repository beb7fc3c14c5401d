import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { basic, TestCrm } from '../testing/fixtures.ts';
import type { Fault } from './faults.ts';
import type { Ledger } from './ledger.ts';

describe('The REST endpoint', () => {
  let test: TestCrm;

  beforeEach(async () => {
    test = await TestCrm.start();
    test.add('Accounts', { accountname: 'Müller/Söhne' });
  });

  afterEach(() => test.stop());

  type Sent = {
    readonly url?: string;
    readonly type?: string;
    readonly payload?: string;
    readonly method?: 'GET' | 'POST' | 'OPTIONS';
  };

  async function send({ url = 'vtews/retrieve', type, payload, method = 'POST' }: Sent) {
    return test.app.inject({
      method,
      url: `/restapi/v1/${url}`,
      headers: { ...basic('admin'), ...(type === undefined ? {} : { 'content-type': type }) },
      ...(payload === undefined ? {} : { payload }),
    });
  }

  const account = '{"id":"3x1"}';

  it('prints JSON as PHP does', async () => {
    const payload = `{"query":"SELECT accountname FROM Accounts;"}`;
    const query = { url: 'vtews/query', type: 'application/json' };
    expect((await send({ ...query, payload })).body).toBe(
      '{\n    "status": 200,\n    "data": [\n        {\n' +
        '            "accountname": "M\\u00fcller\\/S\\u00f6hne",\n' +
        '            "id": "3x1"\n        }\n    ]\n}',
    );
    const none = payload.replace('Accounts;', 'Accounts LIMIT 0;');
    expect((await send({ ...query, payload: none })).body).toBe(
      '{\n    "status": 200,\n    "data": [\n        \n    ]\n}',
    );
  });

  it('carries the same CORS headers whatever it answers', async () => {
    const answers = await Promise.all([
      send({ method: 'OPTIONS', url: 'vtews/query' }),
      send({ type: 'application/json', payload: account }),
      send({ type: 'application/json', payload: '{"id":"4x999"}' }),
      send({ url: 'vtews/nosuch' }),
      test.app.inject({ method: 'POST', url: '/restapi/v1/vtews/getlangs' }),
    ]);
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 500, 400, 401]);
    for (const { headers } of answers) {
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-allow-headers']).toBe('Authorization, Content-Type');
      expect(headers['access-control-allow-methods']).toBe('POST, OPTIONS');
      expect(headers['access-control-allow-credentials']).toBe('true');
      expect(headers['access-control-max-age']).toBeUndefined();
    }
  });

  // security: address-first
  it('counts no attempt to sign in for a GET by nobody, however often', async () => {
    for (let time = 0; time < 7; time += 1) {
      const answer = await test.app.inject({ method: 'GET', url: '/restapi/v1/vtews/getlangs' });
      expect(answer.statusCode).toBe(400);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    }
    expect(test.crm.gatekeeper.failures()).toEqual({});
    expect((await send({ url: 'vtews/getlangs' })).statusCode).toBe(200);
  });

  for (const [what, sent] of [
    ['as JSON', { type: 'application/json', payload: account }],
    ['as JSON with a charset', { type: 'application/json; charset=utf-8', payload: account }],
    ['as a form', { type: 'application/x-www-form-urlencoded', payload: 'id=3x1' }],
    ['in the query string', { url: 'vtews/retrieve?id=3x1' }],
    [
      'by the path without rewrite rules',
      {
        url: 'index.php/vtews/retrieve',
        type: 'application/json',
        payload: account,
      },
    ],
    [
      'with a slash at the end',
      {
        url: 'vtews/retrieve/',
        type: 'application/json',
        payload: account,
      },
    ],
  ] as const) {
    it(`reads parameters sent ${what}`, async () => {
      expect((await send(sent)).statusCode).toBe(200);
    });
  }

  for (const [what, sent] of [
    ['of another content type', { type: 'text/plain', payload: account }],
    ['of a content type in capitals', { type: 'Application/JSON', payload: account }],
    ['that is no JSON', { type: 'application/json', payload: '{"id":' }],
    ['that is empty', { type: 'application/json', payload: '' }],
  ] as const) {
    it(`reads nothing from a body ${what}`, async () => {
      expect((await send(sent)).json<{ message: string }>().message).toBe(
        'Permission to perform the operation is denied for id',
      );
    });
  }

  it('knows no method by GET, and none without a name', async () => {
    const got = await send({ method: 'GET', url: 'vtews/listtypes' });
    expect(got.json<{ error: string }>().error).toBe('RouteNotFoundException');
    expect((await send({ url: '' })).body).toBe('');
  });

  it('hides the HTTP status when asked to', async () => {
    const url = 'vtews/retrieve?_suppress_status_code=1&id=3x999';
    const answer = await send({ url });
    expect(answer.statusCode).toBe(200);
    expect(answer.json<{ status: number }>().status).toBe(500);
  });

  describe('when it is told to fail', () => {
    async function fail(fault: Fault): Promise<void> {
      await test.sandbox('faults', fault);
    }

    function stored(): number {
      return test.crm.database.all('SELECT number FROM "m_Contacts"').length;
    }

    const create = {
      url: 'vtews/create',
      type: 'application/json',
      payload: JSON.stringify({ elementType: 'Contacts', element: '{"lastname":"x"}' }),
    };

    it('fails at the call that was named, and at no other', async () => {
      await fail({ method: 'create', nth: 2, kind: 'http500' });
      const answers = [await send(create), await send(create), await send(create)];
      expect(answers.map((answer) => answer.statusCode)).toEqual([200, 500, 200]);
      expect(stored()).toBe(2);
    });

    it('fails at every call of every method when told so', async () => {
      await fail({ method: '*', kind: 'unauthorized' });
      expect((await send(create)).statusCode).toBe(401);
      expect((await send({ url: 'vtews/getlangs' })).statusCode).toBe(401);
      await test.app.inject({ method: 'DELETE', url: '/sandbox/faults' });
      expect((await send(create)).statusCode).toBe(200);
    });

    it('processes a request twice, as a proxy that sends it again', async () => {
      await fail({ method: 'create', nth: 1, kind: 'replayed' });
      const element = {
        messageid: '<1@x>',
        subject: 'x',
        hasattachments: 'True',
        external_plugin: 'true',
      };
      const file = new File(['abc'], 'a.txt');
      const { envelope } = await test.upload('Messages', element, [['f', file]]);
      const { messages, documents } = await test.sandbox<Ledger>('ledger');
      expect(messages.length).toBe(2);
      expect((envelope['data'] as { id: string }).id).toBe(messages[1]?.id ?? '');
      expect(new Set(documents.map(({ sha256 }) => sha256)).size).toBe(1);
      expect(documents.map((each) => each.messages)).toEqual(messages.map(({ id }) => [id]));
      expect((await test.sandbox<unknown[]>('calls')).length).toBe(2);
    });

    it('counts a wrong key twice when it is sent again', async () => {
      await fail({ method: 'getlangs', kind: 'replayed' });
      const authorization = `Basic ${btoa('mario:wrong')}`;
      const url = '/restapi/v1/vtews/getlangs';
      const answer = await test.app.inject({ method: 'POST', url, headers: { authorization } });
      expect(answer.statusCode).toBe(401);
      expect(test.crm.gatekeeper.failures()).toEqual({ mario: 2 });
    });

    it('shows the page of a proxy in place of the answer', async () => {
      await fail({ method: 'create', kind: 'proxyPage' });
      const { statusCode, body, headers } = await send(create);
      expect([statusCode, stored()]).toEqual([200, 1]);
      expect(headers['content-type']).toContain('text/html');
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(body).toMatch(/^<!DOCTYPE html>/);
    });

    it('cuts the body of an answer whose HTTP is whole', async () => {
      const whole = (await send({ type: 'application/json', payload: account })).body;
      await fail({ method: '*', kind: 'cutAnswer' });
      const { statusCode, body, headers } = await send({
        type: 'application/json',
        payload: account,
      });
      expect(statusCode).toBe(200);
      expect(whole.startsWith(body) && body.length < whole.length).toBeTrue();
      expect(headers['content-length']).toBe(String(body.length));
      await send(create);
      expect(stored()).toBe(1);
    });

    it('prints notices before the JSON, with status 200 whatever the JSON says', async () => {
      await fail({ method: '*', kind: 'htmlBefore' });
      const answer = await send({ url: 'vtews/retrieve?id=3x999' });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.body).toMatch(/^<br \/>[^]*\n\{\n {4}"status": 500/);
    });

    it('knows only the path with index.php when there are no rewrite rules', async () => {
      await fail({ method: '*', kind: 'noRewrite' });
      const missing = await send({ type: 'application/json', payload: account });
      expect([missing.statusCode, missing.headers['access-control-allow-origin']]).toEqual([
        404,
        undefined,
      ]);
      const url = 'index.php/vtews/retrieve';
      expect((await send({ url, type: 'application/json', payload: account })).statusCode).toBe(
        200,
      );
    });

    it('redirects preflights and calls to another host name, which answers', async () => {
      await fail({ method: '*', kind: 'redirect' });
      for (const method of ['GET', 'POST', 'OPTIONS'] as const) {
        const { statusCode, headers } = await send({ method, url: 'vtews/getlangs' });
        expect(statusCode).toBe(302);
        expect(headers.location).toBe('http://127.0.0.1/restapi/v1/vtews/getlangs?redirected=1');
      }
      expect((await send({ url: 'vtews/getlangs?redirected=1' })).statusCode).toBe(200);
    });

    it('leaves out CORS headers, or sends one twice', async () => {
      await fail({ method: 'getlangs', kind: 'noCors' });
      await fail({ method: 'retrieve', kind: 'doubleCors' });
      const without = await send({ url: 'vtews/getlangs' });
      expect(without.statusCode).toBe(200);
      expect(Object.keys(without.headers).join()).not.toContain('access-control');
      const twice = await send({ type: 'application/json', payload: account });
      expect(twice.headers['access-control-allow-origin']).toEqual(['*', '*'] as never);
    });

    it('refuses preflights alone', async () => {
      await fail({ method: '*', kind: 'noPreflight' });
      const refused = await send({ method: 'OPTIONS', url: 'vtews/getlangs' });
      expect(refused.statusCode).toBe(405);
      expect(refused.headers['access-control-allow-origin']).toBeUndefined();
      expect((await send({ url: 'vtews/getlangs' })).statusCode).toBe(200);
    });

    it('sees no Authorization header, and counts no failure for it', async () => {
      await fail({ method: '*', kind: 'dropAuthorization' });
      const refused = await send({ url: 'vtews/getlangs' });
      expect(refused.json<{ message: string }>().message).toContain('no username supplied');
      expect(test.crm.gatekeeper.failures()).toEqual({});
    });

    it('answers in maintenance without CORS headers, preflights included', async () => {
      await fail({ method: '*', kind: 'maintenance' });
      for (const method of ['POST', 'OPTIONS'] as const) {
        const answer = await send({ method, url: 'vtews/getlangs' });
        expect(answer.statusCode).toBe(200);
        expect(answer.body).toContain('Fatal error');
        expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      }
    });

    it('answers nothing, or late', async () => {
      await fail({ method: 'getlangs', nth: 1, kind: 'empty' });
      expect((await send({ url: 'vtews/getlangs' })).body).toBe('');
      await fail({ method: 'getlangs', kind: 'latency', value: 60 });
      const start = performance.now();
      await send({ url: 'vtews/getlangs' });
      expect(performance.now() - start).toBeGreaterThan(55);
    });

    it('stores a message without its files', async () => {
      await fail({ method: 'create', kind: 'dropFiles' });
      const element = {
        messageid: '<1@x>',
        subject: 'x',
        hasattachments: 'True',
        external_plugin: 'true',
      };
      const { status } = await test.upload('Messages', element, [['f', new File(['x'], 'a.txt')]]);
      expect(status).toBe(200);
      expect(await test.query('SELECT id FROM Documents;')).toEqual([]);
    });

    describe('on its connections', () => {
      let address: string;

      beforeEach(async () => {
        await test.app.listen({ port: 0, host: '127.0.0.1' });
        const { port } = test.app.server.address() as AddressInfo;
        address = `http://127.0.0.1:${port}/restapi/v1/vtews/create`;
      });

      /** The status of a call over the line; `cut` without one. */
      async function request(body: string | FormData = create.payload): Promise<string> {
        const type = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
        try {
          const headers = { ...type, ...basic('admin') };
          return String((await fetch(address, { method: 'POST', headers, body })).status);
        } catch {
          return 'cut';
        }
      }

      async function statuses(): Promise<readonly number[]> {
        const calls = await test.sandbox<readonly { status: number }[]>('calls');
        return calls.map(({ status }) => status);
      }

      /** Waits until so many calls are logged. */
      async function logged(count: number): Promise<void> {
        while ((await statuses()).length < count) await wait(5);
      }

      it('cuts them before or after the work is done', async () => {
        await fail({ method: 'create', nth: 1, kind: 'cutBefore' });
        expect(await request()).toBe('cut');
        expect(stored()).toBe(0);
        await fail({ method: 'create', nth: 1, kind: 'cutAfter' });
        expect(await request()).toBe('cut');
        expect(stored()).toBe(1);
        expect(await request()).toBe('200');
        expect(await statuses()).toEqual([0, 0, 200]);
      });

      it('never answers, with or without doing the work, until the faults are cleared', async () => {
        await fail({ method: 'create', nth: 1, kind: 'hangBefore' });
        const ignored = request();
        await logged(1);
        expect(stored()).toBe(0);
        await fail({ method: 'create', nth: 1, kind: 'hangAfter' });
        const processed = request();
        await logged(2);
        expect(stored()).toBe(1);
        const both = Promise.all([ignored, processed]);
        expect(await Promise.race([both, wait(100, 'hanging')])).toBe('hanging');
        expect(await request()).toBe('200');
        expect(await statuses()).toEqual([0, 0, 200]);
        await test.app.inject({ method: 'DELETE', url: '/sandbox/faults' });
        expect(await both).toEqual(['cut', 'cut']);
      });

      it('takes in the whole of what it does not answer', async () => {
        await fail({ method: 'create', kind: 'hangBefore' });
        const form = new FormData();
        form.set('file', new File([new Uint8Array(20_000_000)], 'large.bin'));
        const connected = once(test.app.server, 'connection') as Promise<[Socket]>;
        const answer = request(form);
        const [connection] = await connected;
        while (connection.bytesRead < 20_000_000) await wait(5);
        expect(await statuses()).toEqual([0]);
        await test.sandbox('reset', {});
        expect(await answer).toBe('cut');
      });

      it('lets nobody hang when it closes', async () => {
        await fail({ method: 'create', kind: 'hangAfter' });
        const answer = request();
        await logged(1);
        await test.app.close();
        expect(await answer).toBe('cut');
      });
    });
  });
});
