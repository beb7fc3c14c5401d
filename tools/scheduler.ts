import type { Total } from './totals.ts';

/** Something that is run by itself, and what has to be there before it. */
export interface Job {
  readonly name: string;
  /** About how long it takes on a quiet machine. */
  readonly seconds: number;
  /** Names of the jobs that must have passed. */
  readonly needs?: readonly string[];
}

/** How long it takes from the beginning of a job to the end of the last that needs it, at least. */
function way<J extends Job>(job: J, jobs: readonly J[]): number {
  const waiting = jobs.filter(({ needs = [] }) => needs.includes(job.name));
  return job.seconds + Math.max(0, ...waiting.map((each) => way(each, jobs)));
}

/**
 * Runs jobs, at most `slots` at once. Of those that can begin, the one with the longest way before
 * it does. A job that needs one with a failure is not run, and counts as a failure itself.
 *
 * Gives the total of each job, in the order of `jobs`.
 */
export async function runJobs<J extends Job>(
  jobs: readonly J[],
  slots: number,
  run: (job: J) => Promise<Total>,
): Promise<readonly Total[]> {
  const totals = new Map<string, Total>();
  const order = jobs.toSorted((one, other) => way(other, jobs) - way(one, jobs));
  const waiting = new Set(order);
  const running = new Set<Promise<void>>();
  const isMet = ({ needs = [] }: J): boolean =>
    needs.every((name) => totals.get(name)?.failed === 0);
  const isLost = ({ needs = [] }: J): boolean =>
    needs.some((name) => (totals.get(name)?.failed ?? 0) > 0);
  const begin = (job: J): void => {
    waiting.delete(job);
    const end = run(job).then((total) => {
      totals.set(job.name, total);
      running.delete(end);
    });
    running.add(end);
  };

  while (waiting.size > 0 || running.size > 0) {
    for (let lost = order; lost.length > 0;) {
      lost = [...waiting].filter(isLost);
      for (const job of lost) {
        waiting.delete(job);
        totals.set(job.name, { passed: 0, failed: 1 });
      }
    }
    for (const job of [...waiting].filter(isMet).slice(0, slots - running.size)) begin(job);
    if (running.size > 0) await Promise.race(running);
    else if (![...waiting].some(isMet)) break;
  }
  return jobs.map(({ name }) => totals.get(name) ?? { passed: 0, failed: 1 });
}
