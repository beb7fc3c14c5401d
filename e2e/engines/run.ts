import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Engine, EngineSource } from './engine.ts';
import { firefox } from './firefox.ts';
import { linkMail } from './main-flow.ts';
import { webkit } from './webkit.ts';

/**
 * `npm run test:engines`: the main flow in other engines, where they are installed. With
 * INSTALL_ENGINES set, as root on Debian or Ubuntu, they are installed first.
 */
const print = (text: string): void => void process.stdout.write(`${text}\n`);

function install({ name, packages }: EngineSource): void {
  if (!process.env['INSTALL_ENGINES'] || process.getuid?.() !== 0) return;
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update'], { stdio: 'ignore', env });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
      stdio: 'ignore',
      env,
    });
  } catch {
    print(`${name}: apt could not install ${packages.join(' ')}.`);
  }
}

const dataFolder = mkdtempSync(join(tmpdir(), 'engines-'));
const sandbox = await startSandbox({ port: 4480, dataFolder, paneFolder: 'dist/pane' });
let [passed, failed] = [0, 0];
for (const source of [firefox, webkit]) {
  if (!source.isInstalled()) install(source);
  if (!source.isInstalled()) {
    print(
      `${source.name}: not installed, so the main flow was not run in it (${source.packages.join(' ')}).`,
    );
    continue;
  }
  let engine: Engine | undefined;
  try {
    engine = await source.start();
    await linkMail(engine, sandbox);
    passed += 1;
    print(`${engine.name}: a mail with three attachments was linked.`);
  } catch (error) {
    failed += 1;
    print(`${source.name}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await engine?.close();
  }
}
await sandbox.stop();
rmSync(dataFolder, { recursive: true, force: true });
print(`Engines: ${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed === 0 ? 0 : 1);
