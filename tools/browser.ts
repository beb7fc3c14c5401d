import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

/**
 * The engine without a desktop's window round it: tests take a third less time in it. Not by its
 * starter in /usr/bin, a shell that leaves the browser running when it is ended.
 */
const headless = {
  path: '/usr/lib/chromium/chromium-headless-shell',
  package: 'chromium-headless-shell',
};

const knownPaths = [
  headless.path,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser that tests run in, if this machine has one. */
export function findBrowser(): string | undefined {
  const named = process.env['CHROME_BIN'];
  return [...(named ? [named] : []), ...knownPaths, chromium.executablePath()].find(existsSync);
}

/**
 * The browser that tests run in, installed if need be: as root on Debian apt's headless Chromium,
 * or its whole one where there is no such package; elsewhere Playwright's own. Throws one sentence
 * where nothing works.
 */
export function ensureBrowser(): string {
  const isApts = isDebian() && process.getuid?.() === 0;
  if (isApts && !process.env['CHROME_BIN'] && !existsSync(headless.path)) {
    attempt('apt-get', ['update']);
    attempt('apt-get', ['install', '-y', '--no-install-recommends', headless.package]);
  }
  if (!findBrowser()) {
    if (isApts) attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    else attempt('npx', ['playwright', 'install', 'chromium']);
  }
  const installed = findBrowser();
  if (!installed) {
    throw new Error(
      'No browser: install Chrome, Chromium or Edge, or name one in the variable CHROME_BIN.',
    );
  }
  return installed;
}

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') &&
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

/** What an installer has to say stands on the screen; whether it worked is looked at afterwards. */
function attempt(command: string, args: readonly string[]): void {
  spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
