import { LockOutPane, Traffic } from '../testing/harness/lock-out-pane';
import type { AccessKey } from '../ports/credential-vault';

/**
 * Keys are changed in the CRM while panes know nothing of it, and something between them and the
 * CRM does what it likes to its refusals. Whatever panes do by themselves, the CRM counts at most
 * three failures of an account; five would lock it for good.
 */
const { crmAddress } = (window as unknown as { __karma__: { config: { crmAddress: string } } })
  .__karma__.config;

/** What is between the panes and the CRM. */
const proxies = {
  nothing: [],
  'a page with status 401': ['refusalPage'],
  'a page with status 200': ['refusalHidden'],
  'refusals that are cut': ['refusalCut'],
  'refusals without CORS headers': ['refusalNoCors'],
  'answers that are all lost': ['cutAfter'],
} as const;

/** Milliseconds that the CRM takes where panes must be amid their calls. */
const SLOW = 60;
const MOST_FAILURES = 3;
const LOCKED_AT = 5;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

async function sandbox<T>(path: string, data?: object): Promise<T> {
  const answer = await fetch(`${crmAddress}/sandbox/${path}`, {
    ...(data && {
      method: 'POST',
      body: JSON.stringify(data),
      headers: { 'Content-Type': 'application/json' },
    }),
  });
  return (await answer.json()) as T;
}

/** The panes of one browser. */
class Device {
  private readonly partition = `lock-out ${String(Math.random())} `;
  private readonly panes: LockOutPane[] = [];
  readonly traffic = new Traffic();

  constructor(private readonly proxy: readonly string[]) {}

  keyOf(userName: string): AccessKey {
    const isAdmin = userName.toLowerCase() === 'admin';
    return { crmAddress, userName, accessKey: isAdmin ? 'SandboxAdminKey1' : 'SandboxMarioKey1' };
  }

  async open(count: number, userName = 'mario'): Promise<readonly LockOutPane[]> {
    const opened: LockOutPane[] = [];
    for (let pane = 0; pane < count; pane += 1) {
      opened.push(await LockOutPane.open(this.keyOf(userName), this.partition, this.traffic));
    }
    this.panes.push(...opened);
    return opened;
  }

  /** From now on the keys that the panes hold are wrong. */
  async changeKeys(): Promise<void> {
    for (const kind of this.proxy) await sandbox('faults', { method: '*', kind });
    await sandbox('users/mario/key', { key: 'ChangedMarioKey1' });
    await sandbox('users/admin/key', { key: 'ChangedAdminKey1' });
  }

  async slow(): Promise<void> {
    await sandbox('faults', { method: '*', kind: 'latency', value: SLOW });
  }

  end(): void {
    for (const pane of this.panes) pane.close();
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(this.partition)) localStorage.removeItem(name);
    }
    indexedDB.deleteDatabase(`${this.partition}vtenext-mail-connector.cache`);
  }
}

const allWork = (panes: readonly LockOutPane[]): Promise<unknown> =>
  Promise.all(panes.map((pane) => pane.work()));

/** What panes do by themselves around a change of the key. */
const stories: Readonly<Record<string, (device: Device) => Promise<void>>> = {
  'six pinned panes that were idle are refreshed': async (device) => {
    const panes = await device.open(6);
    await allWork(panes);
    await device.changeKeys();
    await allWork(panes);
    await allWork(panes);
  },
  'six panes are opened at once': async (device) => {
    await device.changeKeys();
    await allWork(await device.open(6));
  },
  'two panes are amid their calls': async (device) => {
    const panes = await device.open(2);
    await allWork(panes);
    await device.slow();
    const work = allWork(panes);
    await pause(3.5 * SLOW);
    await device.changeKeys();
    await work;
    await allWork(panes);
  },
  'a pane is closed amid its calls, and opened again and again': async (device) => {
    const [first] = await device.open(1);
    await first?.work();
    await device.slow();
    void first?.work();
    await pause(2.5 * SLOW);
    await device.changeKeys();
    await pause(SLOW / 2);
    first?.close();
    for (let round = 0; round < 6; round += 1) {
      const [pane] = await device.open(1);
      void pane?.work();
      await pause(1.5 * SLOW);
      pane?.close();
    }
    await allWork(await device.open(1));
  },
  'two accounts, written in different cases, have two panes each': async (device) => {
    const panes = await Promise.all(
      ['mario', 'MARIO', 'admin', 'Admin'].map((name) => device.open(2, name)),
    );
    await allWork(panes.flat());
    await device.changeKeys();
    await allWork(panes.flat());
  },
  'the connection is checked in three panes, each time again': async (device) => {
    const panes = await device.open(3);
    await allWork(panes);
    await device.changeKeys();
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(panes.map((pane) => pane.diagnose(crmAddress)));
    }
    await allWork(panes);
  },
};

describe('keys that were changed in the CRM', () => {
  let worst = 0;
  beforeEach(() => sandbox('reset', {}));
  afterAll(async () => {
    await sandbox('reset', {});
    console.log(`lock-out: worst ${String(worst)} of ${String(LOCKED_AT)}`);
  });

  for (const [story, play] of Object.entries(stories)) {
    // security: bounded-failures
    it(`lock no account when ${story}`, async () => {
      for (const [proxy, faults] of Object.entries(proxies)) {
        await sandbox('reset', {});
        const device = new Device(faults);
        await play(device);
        // What was sent by a pane that is closed comes to an end, too.
        await pause(2 * SLOW);
        const failures = await sandbox<Readonly<Record<string, number>>>('failures');
        device.end();
        const most = Math.max(0, ...Object.values(failures));
        worst = Math.max(worst, most);
        expect(most).withContext(proxy).toBeGreaterThan(0);
        expect(most).withContext(proxy).toBeLessThanOrEqual(MOST_FAILURES);
        expect(device.traffic.most).withContext(`${proxy}: at once`).toBeLessThanOrEqual(3);
      }
    }, 120_000);
  }
});
