import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { demoOptions, demoUsers } from '../crm/demo.ts';
import { buildCrm } from '../crm/server.ts';
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

  it('locks only the account that it is given', async () => {
    const seen = await lockOut(server.address, admin.name);
    expect(seen.filter(({ verdict }) => verdict === 'kept').length).toBe(6);
    expect((await server.call('getlangs')).status).toBe(200);
  });
});
