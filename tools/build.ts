import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';
import { guardedPage, trustScript } from '../deploy/built-page.ts';
import { lockedCrm } from '../deploy/policy.ts';
import { readConfiguration } from '../deploy/read-configuration.ts';

const pane = 'dist/pane';

/**
 * `npm run build`: the pane for production. Chunks that are always loaded together become one:
 * dozens of small ones cost 8 KB of the first screen, and a request each. What comes out is
 * minified once more, which takes 7 KB off it. Then the page gets its policy, and the script before
 * all others that says which scripts are trusted.
 */
const crmOrigin = readLockedCrm();
const { status } = spawnSync('ng', ['build', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, NG_BUILD_OPTIMIZE_CHUNKS: '1' },
});
if (status === 0) {
  await shrink();
  await guard();
}
process.exitCode = status ?? 1;

/** Before anything is built: a folder without a policy must not look finished. */
function readLockedCrm(): string | undefined {
  try {
    return lockedCrm(readConfiguration());
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Minifies the bundled scripts anew, each under the name that it has. */
async function shrink(): Promise<void> {
  const scripts = readdirSync(pane).filter((name) => /^(main|chunk)-.*\.js$/.test(name));
  for (const name of scripts) {
    const path = join(pane, name);
    const { code } = await minify(readFileSync(path, 'utf8'), {
      module: true,
      ecma: 2020,
      compress: { passes: 3 },
      format: { comments: false },
    });
    if (code) writeFileSync(path, code);
  }
}

async function guard(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ['src/trust.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const script = trustScript(outputFiles[0]?.text ?? '');
  const index = join(pane, 'index.html');
  const page = guardedPage(readFileSync(index, 'utf8'), script, { crmOrigin });
  writeFileSync(join(pane, script.name), script.content);
  writeFileSync(index, page);
}
