import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { OutlookWindow } from './pages/outlook-window.ts';
import { SandboxCrm } from './pages/sandbox-crm.ts';

export { expect } from '@playwright/test';

interface TestFixtures {
  /** The Outlook window, with nothing open; fails the test on any error of a page or its policy. */
  readonly outlook: OutlookWindow;
  /** What the CRM holds; begun anew for each test. */
  readonly crm: SandboxCrm;
}

/** Each worker has a sandbox of its own. */
export const test = base.extend<TestFixtures, { sandbox: Sandbox }>({
  sandbox: [
    async ({}, use, { parallelIndex }) => {
      const dataFolder = mkdtempSync(join(tmpdir(), 'sandbox-'));
      const sandbox = await startSandbox({
        port: 4400 + 10 * parallelIndex,
        dataFolder,
        paneFolder: 'dist/pane',
      });
      await use(sandbox);
      await sandbox.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  crm: async ({ sandbox, request }, use) => {
    const crm = new SandboxCrm(sandbox.crm, request);
    await crm.reset();
    await use(crm);
  },
  outlook: async ({ sandbox, crm, page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (message) => {
      if (/Content Security Policy|violates/i.test(message.text())) errors.push(message.text());
    });
    const outlook = new OutlookWindow(page, sandbox.outlook, crm.address);
    await outlook.start();
    await use(outlook);
    base.expect(errors, 'errors of the pages').toEqual([]);
  },
});
