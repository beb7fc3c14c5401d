import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areas, mutants } from './mutants.ts';
import { withSwitches } from './switching.ts';

const app = join(import.meta.dirname, '../../src/app');

describe('The list of mutants', () => {
  it('has forty, each with an id of its own', () => {
    expect(Object.values(areas).map(({ length }) => length)).toEqual([16, 10, 7, 7]);
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(40);
  });

  it('fits the code, and names spec files that exist', () => {
    const problems = mutants.flatMap((mutant) => {
      const missing = mutant.specs.filter((spec) => !existsSync(join(app, spec)));
      const told = missing.map((spec) => `${mutant.id}: no such spec file: ${spec}`);
      try {
        withSwitches(readFileSync(join(app, mutant.file), 'utf8'), [mutant]);
        return told;
      } catch (error) {
        return [...told, String(error)];
      }
    });
    expect(problems).toEqual([]);
  });
});
