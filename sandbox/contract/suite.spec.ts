import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { demoOptions, demoUsers } from '../crm/demo.ts';
import type { LoggedCall } from '../crm/http/rest-api.ts';
import { buildCrm } from '../crm/server.ts';
import { recordingFolders, recordingsFolder } from '../crm/testing/recordings.ts';
import { lockOut } from './lockout.ts';
import { summary } from './report.ts';
import { Server } from './server.ts';
import { cleanUp, rules, seeAll } from './suite.ts';

describe('The contract suite against the sandbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  const { admin, mario } = demoUsers;
  let crm: FastifyInstance;
  let server: Server;

  beforeAll(async () => {
    crm = await buildCrm(demoOptions(join(folder, 'crm.db')));
    await crm.listen({ port: 0, host: '127.0.0.1' });
  });
  beforeEach(() => {
    const { port } = crm.server.address() as AddressInfo;
    server = new Server(
      `http://127.0.0.1:${port}`,
      { user: mario.name, key: mario.accessKey },
      { user: admin.name, key: admin.accessKey },
      mario.password,
    );
  });
  afterEach(async () => {
    await fetch(`${server.address}/sandbox/reset`, { method: 'POST' });
  });
  afterAll(async () => {
    await crm.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('sees every rule kept, and leaves nothing behind', async () => {
    const all = await seeAll(server, { heavy: false }, () => undefined);
    const differing = all.filter(({ verdict }) => verdict === 'differs');
    expect(differing.map(({ rule, seen }) => `${rule.section} ${rule.rule}: ${seen}`)).toEqual([]);
    expect(all.length).toBe(rules.length);
    const { left } = await cleanUp(server);
    expect(left).toEqual([]);
    const failures = await fetch(`${server.address}/sandbox/failures`);
    expect(await failures.json()).toEqual({});
    const rows = await server.rows("SELECT id FROM Contacts WHERE lastname LIKE 'contract-%';");
    expect(rows).toEqual([]);
  }, 120_000);

  it('tells a server that loses files from one that keeps them', async () => {
    await fetch(`${server.address}/sandbox/limits`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ perFile: 10 }),
    });
    const all = await seeAll(server, { heavy: false }, () => undefined);
    const differing = all.filter(({ verdict }) => verdict === 'differs');
    expect(differing.map(({ rule }) => rule.section)).toContain('8.1');
    expect(summary(all)).toMatch(/^\d+ passed, [1-9]\d* failed$/m);
  }, 120_000);

  // security: bounded-failures
  it('stops long before it locks an account whose key does not fit any more', async () => {
    await fetch(`${server.address}/sandbox/users/${mario.name}/key`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key: 'AnotherKey123456' }),
    });
    const all = await seeAll(server, { heavy: false }, () => undefined);
    expect(all.length).toBe(rules.length);
    const failures = (await (await fetch(`${server.address}/sandbox/failures`)).json()) as object;
    expect(failures).toEqual({ mario: 3 });
  }, 120_000);

  it('never fails to sign in more than once before a success', async () => {
    await seeAll(server, { heavy: false }, () => undefined);
    const calls = (await (await fetch(`${server.address}/sandbox/calls`)).json()) as LoggedCall[];
    const isRefused = ({ method, user, status }: LoggedCall): boolean =>
      user !== '' && (status === 401 || (method === 'loginpwd' && status !== 200));
    const refused = calls.flatMap((call, index) => (isRefused(call) ? [index] : []));
    expect(refused.length).toBe(2);
    expect(refused.map((index) => calls[index + 1]?.status)).toEqual([200, 200]);
  }, 120_000);

  it('cites recordings that there are', async () => {
    const folders = recordingFolders.flatMap((name) => recordingsFolder(name) ?? []);
    if (folders.length < recordingFolders.length) {
      console.log('sandbox/contract: no recordings here, what is cited is not looked for');
      expect(folders.length).toBeLessThan(recordingFolders.length);
      return;
    }
    const locking = await lockOut(server.address, admin.name, admin.accessKey);
    const all = [...rules, ...locking.map(({ rule }) => rule)];
    const cited = new Set(all.flatMap(({ cites }) => cites));
    const isThere = (name: string): boolean =>
      folders.some((folder) => existsSync(join(folder, `${name}.json`)));
    expect([...cited].filter((name) => !isThere(name))).toEqual([]);
    const uncited = rules.filter(({ cites }) => cites.length === 0);
    const count = `${rules.length - uncited.length} of ${rules.length}`;
    console.log(`contract: ${count} rules cite recordings`);
    expect(uncited.length).toBeLessThan(rules.length / 5);
  });

  it('locks only the account that it is given', async () => {
    const seen = await lockOut(server.address, admin.name, admin.accessKey);
    expect(seen.filter(({ verdict }) => verdict === 'kept').length).toBe(7);
    expect((await server.call('getlangs')).status).toBe(200);
  });
});
