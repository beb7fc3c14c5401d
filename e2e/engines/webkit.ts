import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, type EngineSource, paneFrame } from './engine.ts';

const driver = '/usr/bin/WebKitWebDriver';
const port = 4491;
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** The small browser that WebKitGTK brings, wherever Debian puts it. */
function miniBrowser(): string | undefined {
  const libraries = '/usr/lib';
  for (const architecture of existsSync(libraries) ? readdirSync(libraries) : []) {
    const folder = join(libraries, architecture);
    for (const version of ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']) {
      const path = join(folder, version, 'MiniBrowser');
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

/**
 * One call of WebDriver (W3C, section 6). The package for it brings 157 others
 * (docs/decisions/0015-own-or-library.md).
 */
async function call(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${String(port)}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(JSON.stringify(value).slice(0, 500));
  return value;
}

async function ready(): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    try {
      await call('GET', '/status');
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  throw new Error('WebKitWebDriver does not answer.');
}

function start(): ChildProcess {
  return spawn('xvfb-run', ['-a', driver, `--port=${String(port)}`], {
    stdio: 'ignore',
    detached: true,
    // As root WebKit's own sandbox cannot start.
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
}

/** WebKitGTK, over WebDriver: near Safari's engine. */
export const webkit: EngineSource = {
  name: 'WebKit',
  packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
  isInstalled: () =>
    existsSync(driver) && existsSync('/usr/bin/xvfb-run') && miniBrowser() !== undefined,
  async start(): Promise<Engine> {
    const child = start();
    await ready();
    const { sessionId, capabilities } = (await call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
        },
      },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    const session = `/session/${sessionId}`;
    const toFrame = async (where: 'window' | 'pane'): Promise<void> => {
      await call('POST', `${session}/frame`, { id: null });
      if (where === 'window') return;
      const found = (await call('POST', `${session}/element`, {
        using: 'css selector',
        value: paneFrame,
      })) as Record<string, string>;
      await call('POST', `${session}/frame`, { id: { [elementKey]: found[elementKey] } });
    };
    return {
      name: `WebKitGTK (${capabilities.browserVersion})`,
      open: async (address) => {
        await call('POST', `${session}/url`, { url: address });
      },
      run: async (where, body) => {
        await toFrame(where);
        return call('POST', `${session}/execute/sync`, { script: body, args: [] });
      },
      close: async () => {
        await call('DELETE', session).catch(() => undefined);
        if (child.pid) process.kill(-child.pid);
      },
    };
  },
};
