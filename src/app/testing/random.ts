import * as fc from 'fast-check';

/** What the run tells its specs by Karma's configuration; see tools/seed.ts. */
export const { seed, times } = (
  window as unknown as { __karma__: { config: { seed: number; times: number } } }
).__karma__.config;

// All properties of a run have one seed, which the run prints: what failed, fails again.
fc.configureGlobal({ seed });

/**
 * How many cases a property tries in this run: `usual`, or a multiple of it where the run takes its
 * time. A spec with a property asks here, and so has the run's seed.
 */
export const cases = (usual: number): number => usual * times;

/** Milliseconds that a spec may take which takes at most `usual` in a run of the usual length. */
export const patience = (usual: number): number => usual * times;
