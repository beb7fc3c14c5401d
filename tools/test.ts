import { spawn } from 'node:child_process';
import { ensureBrowser } from './browser.ts';
import { type Total, add, readTotal, verdict } from './totals.ts';

const jasmine = 'node_modules/jasmine/bin/jasmine.js';
const specs = ['sandbox', 'tools', 'deploy', 'bench'].map((room) => `${room}/**/*.spec.ts`);

/** One part of all checks: what it is called, how it is run, and what its output comes to. */
type Part = readonly [
  name: string,
  command: string,
  args: readonly string[],
  judge: (output: string, exitCode: number) => Total,
];

/** Runs parts one after another, showing what they print. */
async function inTurn(...parts: readonly Part[]): Promise<readonly Total[]> {
  const totals: Total[] = [];
  for (const part of parts) totals.push(await run(part));
  return totals;
}

/**
 * Runs one part, and gives its total. What it prints is shown as it comes, or, beside others, when it
 * is over.
 */
async function run(
  [name, command, args, judge]: Part,
  show: 'live' | 'after' = 'live',
): Promise<Total> {
  const title = `\n== ${name}\n`;
  if (show === 'live') process.stdout.write(title);
  const start = Date.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      output += chunk;
      if (show === 'live') process.stdout.write(chunk);
    });
  }
  const exitCode = await new Promise<number>((done) => {
    child.on('error', (error) => {
      output += `${error.message}\n`;
      if (show === 'live') process.stdout.write(`${error.message}\n`);
      done(1);
    });
    child.on('close', (code) => {
      done(code ?? 1);
    });
  });
  const total = judge(output, exitCode);
  if (show === 'after') process.stdout.write(`${title}${output}`);
  const seconds = Math.round((Date.now() - start) / 1000);
  process.stdout.write(
    `== ${name}: ${String(total.passed)} passed, ${String(total.failed)} failed; ${String(seconds)} s\n`,
  );
  return total;
}

const byExit = (_output: string, exitCode: number): Total => verdict(exitCode);

process.env['CHROME_BIN'] = ensureBrowser();
const lint: Part = ['Lint', 'npm', ['run', '--silent', 'lint'], byExit];
const audit: Part = ['Known vulnerabilities', 'npm', ['run', '--silent', 'audit:shipped'], byExit];
const nodeSpecs: Part = [
  'Sandbox, tools and benchmarks',
  process.execPath,
  ['--import', 'tsx', jasmine, '--random=true', '--reporter=./tools/jasmine-total.ts', ...specs],
  (output, code) => readTotal(output, /^Node specs: (\d+) passed, (\d+) failed$/m, code),
];
const build: Part = ['Production build', 'npm', ['run', '--silent', 'build'], byExit];
const unitTests: Part = [
  'Unit tests',
  'npx',
  ['ng', 'test', '--watch=false'],
  (output, code) => readTotal(output, /^Unit tests: (\d+) passed, (\d+) failed$/m, code),
];
const endToEnd: Part = [
  'End to end',
  'npx',
  ['playwright', 'test', '-c', 'e2e/playwright.config.ts'],
  (output, code) => readTotal(output, /^End to end: (\d+) passed, (\d+) failed$/m, code),
];
const engines: Part = [
  'Other engines',
  'npm',
  ['run', '--silent', 'test:engines'],
  (output, code) => readTotal(output, /^Engines: (\d+) passed, (\d+) failed$/m, code),
];

// The unit tests keep one processor busy for minutes; the others need no more beside them.
const [first, unit] = await Promise.all([
  inTurn(lint, audit, nodeSpecs, build),
  run(unitTests, 'after'),
]);
const { passed, failed } = add([...first, unit, ...(await inTurn(endToEnd, engines))]);
process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
