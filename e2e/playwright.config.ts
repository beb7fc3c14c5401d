import { defineConfig } from '@playwright/test';
import { findBrowser } from '../tools/browser.ts';

const executablePath = findBrowser();

/**
 * What `npm test` runs as jobs of its own, of about the same length; a spec that none of them names
 * is of the project `pane`.
 */
const projects = {
  mails: ['corpus', 'responsive', 'sample-mails'],
  cases: ['cases', 'cases-outlook', 'hard-mails', 'host-alterations', 'memory', 'office-host'],
  links: ['faults', 'linking', 'unfinished', 'unread-files', 'identity', 'comments'],
  session: ['accessibility', 'accounts', 'secrets', 'signing-in', 'diagnostics', 'policy'],
};
const files = (names: readonly string[]): readonly string[] =>
  names.map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: './tests',
  projects: [
    ...Object.entries(projects).map(([name, names]) => ({ name, testMatch: [...files(names)] })),
    { name: 'pane', testIgnore: [...files(Object.values(projects).flat())] },
  ],
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: true,
  // Machines are shared and noisy: a time-out gets one more attempt, and the total names it.
  retries: process.env['CI'] ? 1 : 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./total-reporter.ts']],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'Europe/Rome',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // As browsers with a window do: another site is another process.
        '--site-per-process',
      ],
    },
  },
});
