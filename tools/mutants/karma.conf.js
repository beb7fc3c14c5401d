import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import shared from '../../karma.conf.js';

/** What is to be run, one after another: `[{ mutant, entries }]`, written by `run.ts`. */
const runs = JSON.parse(readFileSync(new URL('./runs.json', import.meta.url), 'utf8'));
const allEntries = [...new Set(runs.flatMap(({ entries }) => entries))];

/** Milliseconds without a sign of life after which the browser hangs, and is started anew. */
const PATIENCE = 120_000;
/** Milliseconds that a test may take: a busy machine must not be taken for a fault. */
const SPEC_PATIENCE = 20_000;

/**
 * Performs the runs in one browser: each loads its own spec files alone, with its mutant switched
 * on. What comes of each is one line for `run.ts`.
 */
function MutantRuns(emitter, executor, fileList, config) {
  let at = -1;
  let current = [];
  const next = async () => {
    at += 1;
    const run = runs[at];
    if (!run) return;
    current = [];
    config.client.mutant = run.mutant;
    const others = allEntries.filter((entry) => !run.entries.includes(entry));
    await fileList.reload(
      config.files,
      others.map((entry) => `${config.basePath}/${entry}`),
    );
    executor.schedule();
  };
  // Also when a browser that hung was started anew.
  emitter.on('browsers_ready', next);
  // The reporter calls it as its own method.
  this.adapters = [];
  this.onSpecComplete = (_browser, { suite, description, success, skipped, log }) => {
    if (!success && !skipped) current.push({ name: [...suite, description].join(' '), log });
  };
  this.onBrowserError = (_browser, error) => {
    current.push({ name: 'the page does not load', log: [String(error?.message ?? error)] });
  };
  this.onRunComplete = (browsers, { success, failed, disconnected }) => {
    const result = { passed: success, failed: Math.max(failed, current.length), disconnected };
    process.stdout.write(`\nmutant-run: ${JSON.stringify({ ...result, first: current[0] })}\n`);
    const isUsable = current.length === 0 || runs[at].mutant !== '';
    if (isUsable && !disconnected) setTimeout(next);
  };
}
MutantRuns.$inject = ['emitter', 'executor', 'fileList', 'config'];

export default async function (config) {
  await shared(config);
  config.set({
    client: {
      ...config.client,
      jasmine: {
        ...config.client.jasmine,
        stopOnSpecFailure: true,
        timeoutInterval: SPEC_PATIENCE,
      },
    },
    plugins: [...config.plugins, { 'reporter:mutants': ['type', MutantRuns] }],
    reporters: ['mutants'],
    basePath: fileURLToPath(new URL('../../dist/specs', import.meta.url)),
    autoWatch: false,
    singleRun: false,
    browserNoActivityTimeout: PATIENCE,
    browserDisconnectTimeout: 5_000,
    browserDisconnectTolerance: runs.length,
  });
}
