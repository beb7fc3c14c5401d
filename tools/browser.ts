import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const knownPaths = [
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
 * The browser that tests run in, installed if need be: as root on Debian or Ubuntu apt's chromium,
 * elsewhere Playwright's own. Throws one sentence where neither works.
 */
export function ensureBrowser(): string {
  const present = findBrowser();
  if (present) return present;
  try {
    if (isDebian() && process.getuid?.() === 0) {
      run('apt-get', ['update']);
      run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    } else {
      run('npx', ['playwright', 'install', 'chromium']);
    }
  } catch {
    // Said below, in one sentence: the installer's own output stands above it.
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

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
