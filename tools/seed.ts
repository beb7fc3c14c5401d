/** The seed of a run that is told none: the same for one commit, and so is what its tests try. */
const USUAL_SEED = 20_261_128;

/** What a run leaves to chance, and how much of it. */
export interface Chance {
  /** Where all random choices begin: cases of properties and the order of specs. */
  readonly seed: number;
  /** So many times the usual number of cases. */
  readonly times: number;
}

/**
 * Reads `SEED` and `TIMES`, both whole numbers, from an environment. Throws a sentence for one that
 * is not: a typing error must not run another test than the one that was asked for.
 */
export function readChance(environment: Readonly<Record<string, string | undefined>>): Chance {
  const read = (name: string, usual: number): number => {
    const text = environment[name];
    if (text === undefined || text === '') return usual;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 0x7fff_ffff) {
      throw new Error(`${name} must be a whole number from 1 to 2147483647, and is ${text}.`);
    }
    return value;
  };
  return { seed: read('SEED', USUAL_SEED), times: read('TIMES', 1) };
}
