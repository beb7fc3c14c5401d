import { spawn } from 'node:child_process';
import { ensureBrowser } from './browser.ts';
import { type Total, add, readTotal, verdict } from './totals.ts';

const jasmine = 'node_modules/jasmine/bin/jasmine.js';
const specs = ['sandbox', 'tools', 'deploy', 'bench'].map((room) => `${room}/**/*.spec.ts`);

/** Runs one part, shows what it prints, and gives its total. */
async function part(
  name: string,
  command: string,
  args: readonly string[],
  judge: (output: string, exitCode: number) => Total,
): Promise<Total> {
  process.stdout.write(`\n== ${name}\n`);
  const start = Date.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
  }
  const exitCode = await new Promise<number>((done) => {
    child.on('error', (error) => {
      process.stdout.write(`${error.message}\n`);
      done(1);
    });
    child.on('close', (code) => {
      done(code ?? 1);
    });
  });
  const total = judge(output, exitCode);
  const seconds = Math.round((Date.now() - start) / 1000);
  process.stdout.write(
    `== ${name}: ${String(total.passed)} passed, ${String(total.failed)} failed; ${String(seconds)} s\n`,
  );
  return total;
}

const byExit = (_output: string, exitCode: number): Total => verdict(exitCode);

process.env['CHROME_BIN'] = ensureBrowser();
const totals = [
  await part('Lint', 'npm', ['run', '--silent', 'lint'], byExit),
  await part('Known vulnerabilities', 'npm', ['run', '--silent', 'audit:shipped'], byExit),
  await part(
    'Sandbox, tools and benchmarks',
    process.execPath,
    ['--import', 'tsx', jasmine, '--random=true', '--reporter=./tools/jasmine-total.ts', ...specs],
    (output, code) => readTotal(output, /^Node specs: (\d+) passed, (\d+) failed$/m, code),
  ),
  await part('Production build', 'npm', ['run', '--silent', 'build'], byExit),
  await part('Unit tests', 'npx', ['ng', 'test', '--watch=false'], (output, code) =>
    readTotal(output, /^Unit tests: (\d+) passed, (\d+) failed$/m, code),
  ),
  await part(
    'End to end',
    'npx',
    ['playwright', 'test', '-c', 'e2e/playwright.config.ts'],
    (output, code) => readTotal(output, /^End to end: (\d+) passed, (\d+) failed$/m, code),
  ),
  await part('Other engines', 'npm', ['run', '--silent', 'test:engines'], (output, code) =>
    readTotal(output, /^Engines: (\d+) passed, (\d+) failed$/m, code),
  ),
];
const { passed, failed } = add(totals);
process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
