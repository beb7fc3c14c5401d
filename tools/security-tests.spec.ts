import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTest, promiseRows } from './security-tests.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('docs/security-tests.md', () => {
  const rows = promiseRows(read('docs/security-tests.md'));

  it('names only tests that exist', () => {
    const named = rows.flatMap(({ tests }) => tests);
    expect(named.length).toBeGreaterThan(30);
    const missing = named.filter(
      ({ path, name }) => !existsSync(join(root, path)) || !hasTest(read(path), name),
    );
    expect(missing).toEqual([]);
  });

  it('names a test for every promise', () => {
    expect(rows.filter(({ tests }) => tests.length === 0).map(({ promise }) => promise)).toEqual(
      [],
    );
  });
});

describe('docs/security.md', () => {
  it('names every danger of the threat model', () => {
    const page = read('docs/security.md');
    for (const danger of [
      'hostile mail',
      'Hostile CRM content',
      'page that embeds the pane',
      'stolen device',
      'curious administrator',
      'compromised CDN',
    ]) {
      expect(page)
        .withContext(danger)
        .toMatch(new RegExp(`^\\| \\*\\*.*${danger}.* \\| .+ \\| .+ \\|$`, 'm'));
    }
  });
});

describe('hasTest', () => {
  it('finds titles in any quotes, and what a template makes', () => {
    const source = `it('one’s own', () => {});\n  test("it's", async () => {});\n it(\`takes \${name} (\${x})\`, f);`;
    expect(hasTest(source, 'one’s own')).toBeTrue();
    expect(hasTest(source, "it's")).toBeTrue();
    expect(hasTest(source, 'takes a (b)')).toBeTrue();
    expect(hasTest(source, 'takes a')).toBeFalse();
    expect(hasTest(source, 'one')).toBeFalse();
  });
});

describe('promiseRows', () => {
  it('reads promises and their tests', () => {
    const page =
      '| Promise | Tests |\n| --- | --- |\n| A, b | `x.ts › one`<br>`y.ts › two` |\n| C |  |\n';
    expect(promiseRows(page)).toEqual([
      {
        promise: 'A, b',
        tests: [
          { path: 'x.ts', name: 'one' },
          { path: 'y.ts', name: 'two' },
        ],
      },
      { promise: 'C', tests: [] },
    ]);
    expect(() => promiseRows('| A | some test |')).toThrowError('No test: some test');
  });
});
