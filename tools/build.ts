import { spawnSync } from 'node:child_process';

/**
 * `npm run build`: the pane for production. Chunks that are always loaded together become one: dozens
 * of small ones cost 8 KB of the first screen, and a request each.
 */
const { status } = spawnSync('ng', ['build', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, NG_BUILD_OPTIMIZE_CHUNKS: '1' },
});
process.exitCode = status ?? 1;
