import { join } from 'node:path';
import { importCycles, importsBelow } from './import-cycles.ts';

const src = join(import.meta.dirname, '../src');

describe('imports of src', () => {
  it('lead in no circle, those of types and of parts loaded later included', () => {
    const imports = importsBelow(src);
    expect(imports.size).toBeGreaterThan(300);
    expect(imports.get('main.ts')).toContain('app/app.config.ts');
    expect(importCycles(imports).map((cycle) => cycle.join(' → '))).toEqual([]);
  });
});

describe('importCycles', () => {
  it('finds the shortest way back', () => {
    const imports = new Map([
      ['a', ['b', 'c']],
      ['b', ['c']],
      ['c', ['a', 'd']],
      ['d', []],
    ]);
    expect(importCycles(imports)).toEqual([
      ['a', 'c'],
      ['b', 'c', 'a'],
    ]);
  });

  it('finds a file that imports itself, and nothing where all lead on', () => {
    expect(importCycles(new Map([['a', ['a']]]))).toEqual([['a']]);
    expect(
      importCycles(
        new Map([
          ['a', ['b']],
          ['b', []],
        ]),
      ),
    ).toEqual([]);
  });
});
