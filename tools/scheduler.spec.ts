import { type Job, runJobs } from './scheduler.ts';
import type { Total } from './totals.ts';

const passed: Total = { passed: 1, failed: 0 };
const failed: Total = { passed: 0, failed: 1 };

/** A run of jobs that end when told. */
class Run {
  readonly begun: string[] = [];
  private readonly ends = new Map<string, (total: Total) => void>();
  readonly totals: Promise<readonly Total[]>;

  constructor(jobs: readonly Job[], slots = 2) {
    this.totals = runJobs(jobs, slots, ({ name }) => {
      this.begun.push(name);
      return new Promise((done) => this.ends.set(name, done));
    });
  }

  async end(name: string, total = passed): Promise<void> {
    this.ends.get(name)?.(total);
    await new Promise(setImmediate);
  }
}

describe('the jobs of the test command', () => {
  it('begin with the longest, as many at once as there are slots', async () => {
    const run = new Run([
      { name: 'short', seconds: 1 },
      { name: 'long', seconds: 9 },
      { name: 'middle', seconds: 5 },
    ]);
    expect(run.begun).toEqual(['long', 'middle']);
    await run.end('middle');
    expect(run.begun).toEqual(['long', 'middle', 'short']);
    await run.end('short');
    await run.end('long');
    expect(await run.totals).toEqual([passed, passed, passed]);
  });

  it('begin with what others wait for', async () => {
    const run = new Run([
      { name: 'long', seconds: 9 },
      { name: 'build', seconds: 1 },
      { name: 'longer', seconds: 20, needs: ['build'] },
    ]);
    expect(run.begun).toEqual(['build', 'long']);
    await run.end('long');
    expect(run.begun).toEqual(['build', 'long']);
    await run.end('build');
    expect(run.begun).toEqual(['build', 'long', 'longer']);
    await run.end('longer');
    expect(await run.totals).toHaveSize(3);
  });

  it('count as failed, and are not run, when what they need has failed', async () => {
    const run = new Run([
      { name: 'build', seconds: 1 },
      { name: 'pages', seconds: 1, needs: ['build'] },
      { name: 'more pages', seconds: 1, needs: ['pages'] },
      { name: 'lint', seconds: 1 },
    ]);
    await run.end('build', failed);
    await run.end('lint');
    expect(run.begun).toEqual(['build', 'lint']);
    expect(await run.totals).toEqual([failed, failed, failed, passed]);
  });

  it('count as failed when they need what is not there', async () => {
    const run = new Run([{ name: 'pages', seconds: 1, needs: ['buidl'] }]);
    expect(await run.totals).toEqual([failed]);
    expect(run.begun).toEqual([]);
  });
});
