import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Files by their paths below a root, each with the files that it imports. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** `from '…'`, `import '…'` and `import('…')`, of a path that leads to a file of the project. */
const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/** Who imports whom among the TypeScript files of a folder: types and parts loaded later, too. */
export function importsBelow(root: string): Imports {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'));
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      const targets = [...source.matchAll(IMPORT)].flatMap(([, path = '']) => {
        const target = relative(root, join(root, dirname(file), path)).replaceAll('\\', '/');
        return [target, `${target}.ts`].filter((name) => known.has(name));
      });
      return [file, targets];
    }),
  );
}

/**
 * One cycle of imports for each file that is part of one and of none told before: the shortest that
 * leads back to it, in the order of the imports. Empty where every import leads on.
 */
export function importCycles(imports: Imports): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  for (const file of [...imports.keys()].sort()) {
    if (cycles.some((cycle) => cycle.includes(file))) continue;
    const cycle = wayBack(file, imports);
    if (cycle) cycles.push(cycle);
  }
  return cycles;
}

/** The shortest way from a file back to itself, breadth first. */
function wayBack(start: string, imports: Imports): readonly string[] | undefined {
  const seen = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const next: (readonly string[])[] = [];
    for (const way of ways) {
      for (const target of imports.get(way.at(-1) ?? '') ?? []) {
        if (target === start) return way;
        if (seen.has(target)) continue;
        seen.add(target);
        next.push([...way, target]);
      }
    }
    ways = next;
  }
  return undefined;
}
