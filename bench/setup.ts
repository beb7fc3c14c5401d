import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts';
import { findBrowser } from '../tools/browser.ts';

const paneFolder = 'dist/pane';

/** Builds the pane where it is missing or older than its source. */
export function buildPane(): void {
  const built = statSync(join(paneFolder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isNewer = (path: string): boolean => statSync(path).mtimeMs > built;
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' });
  if (!sources.some((path) => isNewer(join('src', path)))) return;
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) throw new Error('The pane could not be built; see above.');
}

/** A sandbox on the first three ports in a row, from `port` on, that are free. */
export async function startOnFreePorts(
  options: Omit<SandboxOptions, 'paneFolder'>,
): Promise<Sandbox> {
  try {
    return await startSandbox({ ...options, paneFolder });
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (!isTaken || options.port > 60_000) throw error;
    return startOnFreePorts({ ...options, port: options.port + 10 });
  }
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}
