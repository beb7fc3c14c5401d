/** One row of `docs/security-tests.md`. */
export interface PromiseRow {
  readonly promise: string;
  readonly tests: readonly { readonly path: string; readonly name: string }[];
}

/** The rows of the page's tables. Throws a sentence for a test that is not written `path › name`. */
export function promiseRows(page: string): readonly PromiseRow[] {
  return [...page.matchAll(/^\| (.+?) +\| *(.*?) *\|$/gm)]
    .map(([, promise = '', cell = '']) => ({ promise, cell }))
    .filter(({ promise }) => promise !== 'Promise' && !/^-+$/.test(promise))
    .map(({ promise, cell }) => ({
      promise,
      tests: cell
        .split('<br>')
        .filter((text) => text.trim() !== '')
        .map((text) => {
          const [, path, name] = /^`(\S+) › (.+)`$/.exec(text.trim()) ?? [];
          if (!path || !name) throw new Error(`No test: ${text}`);
          return { path, name };
        }),
    }));
}

/** A call that makes a test, up to its title: `it('…')`, `test('…')`, `fuzz('…')`, `it.each…` aside. */
const TITLE =
  /\b(?:it|test|fuzz)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

/** Whether a file of tests has one of this name; what a template inserts may be anything. */
export function hasTest(source: string, name: string): boolean {
  return [...source.matchAll(TITLE)].some(([, single, double, template]) => {
    const written = (single ?? double ?? template ?? '').replaceAll(/\\(.)/g, '$1');
    if (template === undefined) return written === name;
    const parts = written
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(name);
  });
}
