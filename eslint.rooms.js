/*
 * The house's rooms and what each must not import (docs/architecture.md). Patterns are matched
 * against import paths as written, so rooms are named by their folder.
 */

/**
 * `no-restricted-imports` does not look at `import('…')`: this does, for doors between rooms, which
 * are what is loaded lazily.
 */
const lazyImports = {
  meta: { schema: [{ type: 'array', items: { type: 'string' } }] },
  create: (context) => ({
    ImportExpression({ source }) {
      const path = `${String(source.value)}/`;
      const wall = context.options[0].find((name) => path.includes(`/${name}/`));
      if (wall) context.report({ node: source, message: `Another room: ${wall}.` });
    },
  }),
};

/** A config block that closes `doors` to the files of one room. */
function room(files, doors, { office = false, ignores = [], lazy = [] } = {}) {
  return {
    files,
    ignores,
    plugins: { rooms: { rules: { 'lazy-imports': lazyImports } } },
    rules: {
      'rooms/lazy-imports': ['error', lazy],
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'zod', message: 'zod/mini is 18 kB smaller.' }],
          patterns: doors.map((group) => ({
            group: [group].flat(),
            message: 'Another room: see docs/architecture.md.',
          })),
        },
      ],
      'no-restricted-globals': [
        'error',
        // Without its import the port's name would mean the browser's own class, and compile.
        { name: 'Cache', message: 'Import the port.' },
        ...(office ? [] : [{ name: 'Office', message: 'Only adapters/office speaks to Outlook.' }]),
      ],
    },
  };
}

const angular = ['@angular/**'];
const ngrx = ['@ngrx/**'];
const rxjs = ['rxjs', 'rxjs/**'];
const http = ['@angular/common/http'];
const zod = ['zod', 'zod/**'];
/** What each room of `src/app` may import beside itself; all other doors are closed. */
const doors = {
  domain: [],
  ports: ['domain', ...rxjs],
  platform: ['domain', ...angular, ...rxjs],
  'adapters/vtenext': ['domain', 'ports', 'platform', 'contract', ...angular, ...rxjs, ...zod],
  'adapters/office': ['domain', 'ports', 'platform', ...angular, ...rxjs],
  'adapters/browser': ['domain', 'ports', 'platform', ...angular, ...rxjs, ...zod],
  'adapters/hosting': ['domain', 'ports', 'platform', 'contract', ...angular, ...rxjs, ...zod],
  ui: ['domain', 'platform', ...angular, ...rxjs],
  machine: ['domain', 'ports', 'platform', ...angular, ...ngrx, ...rxjs],
  choosing: ['domain', 'ports', 'platform', 'ui', 'machine', ...angular, ...ngrx, ...rxjs],
  linking: ['domain', 'ports', 'platform', 'ui', 'machine', ...angular, ...ngrx, ...rxjs],
  session: ['domain', 'ports', 'platform', 'ui', 'machine', ...angular, ...ngrx, ...rxjs],
  creating: ['domain', 'ports', 'platform', 'ui', 'machine', ...angular, ...ngrx, ...rxjs],
  diagnostics: ['domain', 'ports', 'platform', 'ui', 'machine', ...angular, ...ngrx, ...rxjs],
};
/** Doors that only specs may use. */
function specDoors(name) {
  const more = { 'adapters/office': ['sandbox/outlook'], 'adapters/vtenext': ['sandbox/crm/vtql'] };
  return ['testing', ...(more[name] ?? []), ...(name === 'domain' ? [] : angular)];
}
/** Rooms that only specs and each other use: nothing of them is shipped. */
const neverShipped = ['testing', 'system-tests'];
/** The rooms that one room must not import. */
function wallsOf(name, open) {
  return [
    ...[...Object.keys(doors), ...neverShipped, 'contract'].filter((other) => other !== name),
    ...['sandbox/outlook', 'sandbox/crm/vtql', 'sandbox'],
  ].filter((other) => !open.includes(other) && !open.some((one) => one.startsWith(`${other}/`)));
}
const asPatterns = (walls) => walls.map((wall) => [`**/${wall}/**`, `**/${wall}`]);
/**
 * The doors of a room that are closed: the patterns are matched against import paths as written.
 */
function closed(name, open) {
  const packages = [angular, ngrx, rxjs, http, zod].filter(([first]) => !open.includes(first));
  return [...asPatterns(wallsOf(name, open)), ...packages];
}

/** The config blocks that keep the doors of all rooms. */
export const rooms = [
  ...Object.entries(doors).flatMap(([name, open]) => [
    room([`src/app/${name}/**/*.ts`], closed(name, open), {
      office: name === 'adapters/office',
      ignores: ['**/*.spec.ts'],
      lazy: wallsOf(name, open),
    }),
    room([`src/app/${name}/**/*.spec.ts`], closed(name, [...open, ...specDoors(name)]), {
      office: name === 'adapters/office',
      lazy: wallsOf(name, [...open, ...specDoors(name)]),
    }),
  ]),
  // The composition root joins all rooms, but what only specs need; specs' own rooms have no doors.
  room(['src/*.ts', 'src/app/*.ts'], asPatterns(neverShipped), {
    office: true,
    ignores: ['**/*.spec.ts'],
    lazy: neverShipped,
  }),
  room(['src/contract/**/*.ts'], ['**/app/**', '@angular/**', '@ngrx/**', 'rxjs', 'rxjs/**']),
  room(['bench/**/*.ts'], ['**/src/**'], { office: true }),
  room(['sandbox/**/*.ts'], ['**/src/app/**', '@angular/**', '@ngrx/**'], { office: true }),
  room(['e2e/tests/**/*.ts'], ['**/src/app/**', '**/sandbox/**', '@playwright/test'], {
    office: true,
  }),
];
