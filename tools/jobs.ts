import type { Job } from './scheduler.ts';
import { type Total, readTotal, verdict } from './totals.ts';

/** A job of the test command: a process, and what its output comes to. */
export interface TestJob extends Job {
  /** What its tests are, where several jobs share them. */
  readonly kind?: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly judge: (output: string, exitCode: number) => Total;
}

const byExit = (_output: string, exitCode: number): Total => verdict(exitCode);
const byLine =
  (kind: string) =>
  (output: string, exitCode: number): Total =>
    readTotal(output, new RegExp(`^${kind}: (\\d+) passed, (\\d+) failed$`, 'm'), exitCode);

const script = (name: string): Pick<TestJob, 'command' | 'args'> => ({
  command: 'npm',
  args: ['run', '--silent', name],
});

const built = 'Production build';
const specsBuilt = 'Build of the specs';

/** A part of the unit tests, as karma.conf.js names it. */
const unit = (shard: string, seconds: number): TestJob => ({
  name: `Unit tests, ${shard}`,
  kind: 'Unit tests',
  seconds,
  needs: [specsBuilt],
  command: process.execPath,
  args: ['node_modules/karma/bin/karma', 'start', 'karma.conf.js', '--single-run'],
  environment: { SHARD: shard },
  judge: byLine('Unit tests'),
});

/** A project of e2e/playwright.config.ts; each has servers of its own, from its port on. */
const endToEnd = (project: string, seconds: number, port: number): TestJob => ({
  name: `End to end, ${project}`,
  kind: 'End to end',
  seconds,
  needs: [built],
  command: 'npx',
  args: [
    ...['playwright', 'test', '-c', 'e2e/playwright.config.ts', '--workers=1'],
    ...[`--project=${project}`, `--output=test-results/${project}`],
  ],
  environment: { E2E_PORT: String(port) },
  judge: byLine('End to end'),
});

const nodeSpecs = ({ seed }: { readonly seed: number }): TestJob => ({
  name: 'Sandbox, tools and benchmarks',
  seconds: 75,
  command: process.execPath,
  args: [
    ...['--import', 'tsx', 'node_modules/jasmine/bin/jasmine.js', '--random=true'],
    ...[`--seed=${String(seed)}`, '--reporter=./tools/jasmine-total.ts'],
    ...['sandbox', 'tools', 'deploy', 'bench'].map((room) => `${room}/**/*.spec.ts`),
  ],
  judge: byLine('Node specs'),
});

const buildOfSpecs: TestJob = {
  name: specsBuilt,
  seconds: 45,
  command: 'npx',
  args: ['ng', 'test', '--watch=false'],
  environment: { SPECS_TO: 'dist/specs' },
  judge: byExit,
};

const unitTests: readonly TestJob[] = [
  unit('crashes', 160),
  unit('engine', 130),
  unit('scenes', 150),
  unit('units', 60),
];

/** What leaves something to chance: all that a long run repeats with other seeds. */
export const jobsOfChance = (seed: number): readonly TestJob[] => [
  nodeSpecs({ seed }),
  buildOfSpecs,
  ...unitTests,
];

/** All of `npm test`. */
export const allJobs = (seed: number): readonly TestJob[] => [
  { name: 'Lint', seconds: 44, ...script('lint'), judge: byExit },
  { name: 'Known vulnerabilities', seconds: 2, ...script('audit:shipped'), judge: byExit },
  { name: built, seconds: 37, ...script('build'), judge: byExit },
  ...jobsOfChance(seed),
  endToEnd('mails', 430, 4400),
  endToEnd('cases', 270, 4410),
  endToEnd('links', 280, 4420),
  endToEnd('session', 250, 4430),
  endToEnd('pane', 300, 4440),
  {
    name: 'Other engines',
    seconds: 11,
    needs: [built],
    ...script('test:engines'),
    judge: byLine('Engines'),
  },
];
