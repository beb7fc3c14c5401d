import { defineConfig } from '@playwright/test';
import { findBrowser } from '../tools/browser.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: './tests',
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
