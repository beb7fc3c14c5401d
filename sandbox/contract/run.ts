import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { demoOptions, demoUsers } from '../crm/demo.ts';
import { buildCrm } from '../crm/server.ts';
import { lockOut } from './lockout.ts';
import { line, summary } from './report.ts';
import { type Caller, Server } from './server.ts';
import { cleanUp, seeAll } from './suite.ts';

const usage = `Usage: npm run contract -- [--crm URL --user NAME --key ACCESSKEY]
  --password PASSWORD                       also the exchange of the password for the key
  --admin-user NAME --admin-key ACCESSKEY   also rules that need an administrator
  --heavy                                   also bodies and files that stall a CRM for seconds
  --lockout-user NAME                       an account made for this: IT WILL BE LOCKED, and only an
                                            administrator can unlock it
  --lockout-key ACCESSKEY                   its right key: what a locked account tells to that
  --yes                                     needed for a host that is not this machine`;

/** An account that is there to be locked, with its right key where that is given. */
interface Lockout {
  readonly user: string;
  readonly key: string | undefined;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** `npm run contract`: one suite against any vtenext; without an address, against the sandbox. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      crm: { type: 'string' },
      user: { type: 'string' },
      key: { type: 'string' },
      password: { type: 'string' },
      'admin-user': { type: 'string' },
      'admin-key': { type: 'string' },
      'lockout-user': { type: 'string' },
      'lockout-key': { type: 'string' },
      heavy: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  const lockout = values['lockout-user']
    ? { user: values['lockout-user'], key: values['lockout-key'] }
    : undefined;
  if (!values.crm) return suite(values.heavy, lockout);
  if (!values.user || !values.key) throw new Error(`--user and --key are needed.\n${usage}`);
  const address = values.crm.replace(/\/+$/, '');
  if (!URL.canParse(address)) throw new Error(`This is no web address: ${values.crm}`);
  const { hostname, protocol } = new URL(address);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (!isHere && protocol !== 'https:') throw new Error('The address must begin with https://.');
  print(
    `The suite creates contacts, messages and documents in ${address} as ${values.user}, each marked\n` +
      'by a name with "contract-", and deletes them at the end. Files stay on the disk of the server.',
  );
  if (!isHere && !values.yes)
    throw new Error('Nothing was sent. Add --yes if that is what you want.');
  const admin =
    values['admin-user'] && values['admin-key']
      ? { user: values['admin-user'], key: values['admin-key'] }
      : undefined;
  const caller = { user: values.user, key: values.key };
  const server = new Server(address, caller, admin, values.password);
  return run(server, values.heavy, lockout);
}

/** Against a sandbox of its own. */
async function suite(heavy: boolean, lockout: Lockout | undefined): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  const crm = await buildCrm(demoOptions(join(folder, 'crm.db')));
  await crm.listen({ port: 0, host: '127.0.0.1' });
  const { port } = crm.server.address() as AddressInfo;
  const caller = ({ name, accessKey }: (typeof demoUsers)['admin' | 'mario']): Caller => ({
    user: name,
    key: accessKey,
  });
  try {
    print('Against the sandbox; for another server see --crm.');
    const address = `http://127.0.0.1:${port}`;
    const { admin, mario } = demoUsers;
    const server = new Server(address, caller(mario), caller(admin), mario.password);
    return await run(server, heavy, lockout);
  } finally {
    await crm.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(server: Server, heavy: boolean, lockout: Lockout | undefined): Promise<number> {
  // One call alone: a key that is wrong counts one failure, not seventy.
  const first = await server.call('getlangs');
  if (first.status !== 200) {
    throw new Error(
      `${server.address} does not take this user and key: ${first.message || first.text.slice(0, 200)}`,
    );
  }
  print('');
  const all = [...(await seeAll(server, { heavy }, (seen) => print(line(seen))))];
  if (lockout) {
    print(`\nLocking ${lockout.user}. Only an administrator can unlock it.`);
    for (const seen of await lockOut(server.address, lockout.user, lockout.key)) {
      all.push(seen);
      print(line(seen));
    }
  }
  const { deleted, left } = await cleanUp(server);
  print(`\nCreated ${server.marked.newestFirst.length}, deleted ${deleted}, left ${left.length}`);
  for (const each of left) print(`  ${each}`);
  print(`\n${summary(all)}`);
  return all.some(({ verdict }) => verdict === 'differs') ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
