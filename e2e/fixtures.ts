import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, test as base } from '@playwright/test';
import type { StoredMail } from '../sandbox/outlook/server.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { OutlookWindow } from './pages/outlook-window.ts';
import { SandboxCrm } from './pages/sandbox-crm.ts';

export { expect } from '@playwright/test';

interface TestFixtures {
  /** The Outlook window, with nothing open; fails the test on any error of a page or its policy. */
  readonly outlook: OutlookWindow;
  /** What the CRM holds; begun anew for each test. */
  readonly crm: SandboxCrm;
  /** What the policies of the pages may say: that they kept out what a mail wanted to load. */
  readonly mayBeBlocked: RegExp | undefined;
  /** Whether the test is the one that lets the CRM lock an account; any other fails by that. */
  readonly locksAccount: boolean;
}

interface WorkerFixtures {
  /** Each worker has one of its own. */
  readonly sandbox: Sandbox;
  /** Mails that the mailbox holds beside the samples. */
  readonly moreMails: readonly StoredMail[];
  /** So many companies and contacts more, and 100 modules more, in the CRM. */
  readonly scale: number | undefined;
}

/** So many failed attempts in a row lock an account (REST API 3). */
const FAILURES_TO_LOCK = 5;

/** Each worker takes ten; another run beside this one begins elsewhere. */
const firstPort = Number(process.env['E2E_PORT'] ?? 4400);

/** Collects what must not happen in a page: errors of scripts, and what its policy refuses. */
export function errorsOf(page: Page, mayBeBlocked?: RegExp): readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    const text = message.text();
    if (mayBeBlocked?.test(text)) return;
    if (/Content Security Policy|violates|requires .Trusted|TrustedTypes/i.test(text))
      errors.push(text);
  });
  return errors;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  moreMails: [[] as readonly StoredMail[], { option: true, scope: 'worker' }],
  scale: [undefined, { option: true, scope: 'worker' }],
  sandbox: [
    async ({ moreMails, scale }, use, { parallelIndex }) => {
      const dataFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
      const sandbox = await startSandbox({
        port: firstPort + 10 * parallelIndex,
        dataFolder,
        paneFolder: 'dist/pane',
        mails: moreMails,
        scale,
      });
      await use(sandbox);
      await sandbox.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  mayBeBlocked: [undefined, { option: true }],
  locksAccount: [false, { option: true }],
  crm: async ({ sandbox, request, locksAccount }, use) => {
    const crm = new SandboxCrm(sandbox.crm, request);
    await crm.reset();
    await use(crm);
    const most = Math.max(0, ...Object.values(await crm.failures()));
    base.expect(most >= FAILURES_TO_LOCK, 'the CRM has locked an account').toBe(locksAccount);
  },
  outlook: async ({ sandbox, crm, page, mayBeBlocked }, use) => {
    sandbox.configure(undefined);
    const errors = errorsOf(page, mayBeBlocked);
    const outlook = new OutlookWindow(page, sandbox.outlook, crm.address);
    await outlook.start();
    await use(outlook);
    base.expect(errors, 'errors of the pages').toEqual([]);
  },
});
