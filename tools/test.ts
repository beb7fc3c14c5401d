import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { ensureBrowser } from './browser.ts';
import { type TestJob, allJobs, jobsOfChance } from './jobs.ts';
import { runJobs } from './scheduler.ts';
import { readChance } from './seed.ts';
import { type Total, add } from './totals.ts';

/**
 * `npm test`: everything, in jobs of their own, two at a time. `npm run test:long`: the specs that
 * leave something to chance, with another seed each time and ten times the cases.
 */
const isLong = process.argv.includes('--long');
if (isLong) {
  process.env['SEED'] ??= String(randomInt(1, 0x7fff_ffff));
  process.env['TIMES'] ??= '10';
}
/** Two, as many as the smallest machine that runs them has processors. */
const SLOTS = 2;

const print = (text: string): void => void process.stdout.write(text);
const inWords = ({ passed, failed }: Total): string =>
  `${String(passed)} passed, ${String(failed)} failed`;

/** Runs a job and gives its total. What it prints is shown once it is over, in one piece. */
async function run({ name, command, args, environment, judge }: TestJob): Promise<Total> {
  const start = Date.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const exitCode = await new Promise<number>((done) => {
    child.on('error', (error) => {
      output += `${error.message}\n`;
      done(1);
    });
    child.on('close', (code) => {
      done(code ?? 1);
    });
  });
  const total = judge(output, exitCode);
  const seconds = Math.round((Date.now() - start) / 1000);
  print(`\n== ${name}\n${output}== ${name}: ${inWords(total)}; ${String(seconds)} s\n`);
  return total;
}

const { seed, times } = readChance(process.env);
print(`Seed ${String(seed)}, cases times ${String(times)}: SEED=${String(seed)} repeats them.\n`);
process.env['CHROME_BIN'] = ensureBrowser();
const jobs = isLong ? jobsOfChance(seed) : allJobs(seed);
const totals = await runJobs(jobs, SLOTS, run);

print('\n');
for (const kind of new Set(jobs.flatMap((job) => job.kind ?? []))) {
  print(`${kind}: ${inWords(add(totals.filter((_, at) => jobs[at]?.kind === kind)))}\n`);
}
const all = add(totals);
print(`${inWords(all)}\n`);
process.exitCode = all.failed === 0 ? 0 : 1;
