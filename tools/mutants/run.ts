import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBrowser } from '../browser.ts';
import { type Mutant, areas, mutants } from './mutants.ts';
import { withSwitches } from './switching.ts';

/**
 * `npm run test:mutants [-- id …]`: shows that the tests notice each fault of the list. In a copy
 * of the tree all mutants wait behind a switch, so that one build serves them all; then the specs
 * of each run with its mutant switched on, until the first one fails. Time-outs count as failures.
 */
const root = join(import.meta.dirname, '../..');
const here = 'tools/mutants';

/** What the Karma configuration tells of one run. */
interface RunResult {
  readonly passed: number;
  readonly failed: number;
  /** Whether the browser gave no sign of life any more. */
  readonly disconnected: boolean;
  /** The test that failed first. */
  readonly first?: { readonly name: string; readonly log: readonly string[] };
}

/** One run of specs: with a mutant, or with none, when all must pass. */
interface Run {
  readonly mutant?: Mutant;
  readonly specs: readonly string[];
}

/** A copy of what Git knows of, and of what it would be told of. Gives its folder. */
function copyTree(): string {
  const tree = mkdtempSync(join(tmpdir(), 'mutants-'));
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '-co', '--exclude-standard', '--deduplicate'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  for (const path of listed.split('\0').filter((name) => name !== '')) {
    cpSync(join(root, path), join(tree, path), { force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  return tree;
}

/** Puts the mutants behind their switches. Throws where one does not fit the code any more. */
function plant(tree: string, chosen: readonly Mutant[]): void {
  for (const file of new Set(chosen.map((mutant) => mutant.file))) {
    const path = join(tree, 'src/app', file);
    const ofFile = chosen.filter((mutant) => mutant.file === file);
    writeFileSync(path, withSwitches(readFileSync(path, 'utf8'), ofFile));
  }
}

/** The script that the build makes of a spec file. */
function entryOf(spec: string): string {
  return `spec-app-${spec.replaceAll('/', '-').replace(/\.ts$/, '.js')}`;
}

/** Builds the spec files of all runs at once, as `npm test` does. */
function build(tree: string, runs: readonly Run[]): void {
  const specs = new Set(runs.flatMap((run) => run.specs));
  const includes = [...specs].flatMap((spec) => ['--include', `src/app/${spec}`]);
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/@angular/cli/bin/ng.js', 'test', '--watch=false', ...includes],
    {
      cwd: tree,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SPECS_TO: 'dist/specs' },
    },
  );
  if (status !== 0) throw new Error(`The specs do not build:\n${stdout}`);
}

function start(tree: string, runs: readonly Run[]): ChildProcess {
  const told = runs.map(({ mutant, specs }) => ({
    mutant: mutant?.id ?? '',
    entries: specs.map(entryOf),
  }));
  writeFileSync(join(tree, here, 'runs.json'), JSON.stringify(told));
  return spawn(
    process.execPath,
    ['node_modules/karma/bin/karma', 'start', `${here}/karma.conf.js`],
    { cwd: tree, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SHARD: 'units' } },
  );
}

/**
 * The results, in the order of the runs, as they come. What else is said is shown if none comes.
 */
async function* results(child: ChildProcess): AsyncGenerator<RunResult> {
  if (!child.stdout) return;
  const said: string[] = [];
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [, result] = /^mutant-run: (.*)$/.exec(line) ?? [];
    if (result === undefined) {
      said.push(line);
    } else {
      count += 1;
      yield JSON.parse(result) as RunResult;
    }
  }
  if (count === 0) console.log(said.join('\n'));
}

/** Karma ends its browser at the first signal. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((done) => child.once('exit', done));
  child.kill('SIGINT');
  await exit;
}

function areaOf(mutant: Mutant): string {
  return Object.entries(areas).find(([, ofArea]) => ofArea.includes(mutant))?.[0] ?? '';
}

/** One line on a run; gives whether it ended as it should. */
function tell(
  { mutant }: Run,
  { passed, failed, disconnected, first }: RunResult,
  seconds: number,
) {
  const time = `${seconds.toFixed(1)} s`;
  if (!mutant) {
    const isGreen = passed > 0 && failed === 0 && !disconnected;
    const why = first ? `: ${first.name}\n${first.log.join('\n')}` : '';
    console.log(`no mutant: ${String(passed)} passed, ${String(failed)} failed; ${time}${why}`);
    return isGreen;
  }
  const isKilled = failed > 0 || disconnected;
  const by = disconnected ? 'the browser hung (time-out)' : (first?.name ?? 'nothing');
  const name = `${mutant.id} (${areaOf(mutant)})`;
  console.log(
    isKilled
      ? `killed    ${name} by: ${by}; ${time}`
      : `SURVIVED  ${name}: ${mutant.breaks} ${String(passed)} tests passed; ${time}`,
  );
  return isKilled;
}

async function main(): Promise<boolean> {
  const ids = process.argv.slice(2);
  const chosen = mutants.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const all = [...new Set(chosen.flatMap(({ specs }) => specs))];
  const runs: readonly Run[] = [
    { specs: all },
    ...chosen.map((mutant) => ({ mutant, specs: mutant.specs })),
  ];
  process.env['CHROME_BIN'] = ensureBrowser();
  const tree = copyTree();
  let killed = 0;
  let at = 0;
  try {
    plant(tree, chosen);
    build(tree, runs);
    const child = start(tree, runs);
    let since = Date.now();
    for await (const result of results(child)) {
      const run = runs[at];
      if (!run) break;
      const isRight = tell(run, result, (Date.now() - since) / 1000);
      since = Date.now();
      if (!run.mutant && !isRight) break;
      if (run.mutant && isRight) killed += 1;
      at += 1;
      if (at === runs.length) break;
    }
    await end(child);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
  console.log(`mutants ${String(killed)} of ${String(chosen.length)} killed`);
  return killed === chosen.length && chosen.length > 0;
}

process.exitCode = (await main()) ? 0 : 1;
