import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFiles } from './project-files.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The references, by the words that cite them. */
const references: Readonly<Record<string, string>> = {
  'REST API': 'docs/reference/vtenext-rest-api.md',
  'Outlook host': 'docs/reference/outlook-host.md',
};
const CITATION = /\b(REST API|Outlook host) (\d+(?:\.\d+)?(?:(?:, | and | to )\d+(?:\.\d+)?)*)/g;

/** Numbers of the sections of a reference. */
const sectionsOf = (page: string): ReadonlySet<string> =>
  new Set([...page.matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number = '']) => number));

/** What a text cites, as `REST API 14.12`; a citation may go on in the next line of a comment. */
const citationsIn = (text: string): readonly string[] =>
  [...text.replaceAll(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ').matchAll(CITATION)].flatMap(
    ([, reference = '', list = '']) =>
      (list.match(/\d+(?:\.\d+)?/g) ?? []).map((number) => `${reference} ${number}`),
  );

/** Sections that the rules of `npm run contract` belong to. */
const ruleSections = (text: string): readonly string[] =>
  [...text.matchAll(/^ +section: '([\d.]+)'/gm)].map(([, number = '']) => `REST API ${number}`);

const files = ['.ts', '.js', '.html', '.md']
  .flatMap((ending) => projectFiles(ending))
  .filter((path) => path !== 'tools/citations.spec.ts');

describe('citations', () => {
  it('name sections that exist', () => {
    const known = new Set(
      Object.entries(references).flatMap(([reference, path]) =>
        [...sectionsOf(read(path))].map((number) => `${reference} ${number}`),
      ),
    );
    const cited = files.flatMap((path) => {
      const rules = path.startsWith('sandbox/contract/rules/') ? ruleSections(read(path)) : [];
      return [...citationsIn(read(path)), ...rules].map((citation) => ({ path, citation }));
    });
    const missing = cited.filter(({ citation }) => !known.has(citation));
    const total = String(cited.length);
    process.stdout.write(
      `citations ${String(cited.length - missing.length)} of ${total} resolve\n`,
    );
    expect(missing).toEqual([]);
    expect(cited.length).toBeGreaterThan(300);
  });

  it('name no document that is not in the project', () => {
    const older = /\b(?:API\.md|HOST-PROTOCOL|OUTLOOK-FACTS)\b/;
    expect(files.filter((path) => older.test(read(path)))).toEqual([]);
  });

  it('are found in lists, in ranges, and across the lines of a comment', () => {
    expect(citationsIn('/** a (REST API 7.2, 14.1 and 3). b (REST\n * API 2 to 9) */')).toEqual(
      ['7.2', '14.1', '3', '2', '9'].map((number) => `REST API ${number}`),
    );
    expect(citationsIn('// (Outlook\n  // host 4.1), 5 rows')).toEqual(['Outlook host 4.1']);
  });
});

describe('documents', () => {
  it('number their sections once', () => {
    for (const path of Object.values(references)) {
      const headings = read(path).match(/^#{2,3} \d+(?:\.\d+)?\.? /gm) ?? [];
      expect(headings.length)
        .withContext(path)
        .toBe(sectionsOf(read(path)).size);
    }
  });

  it('name recorded exchanges that are there', () => {
    const names = read('docs/reference/vtenext-rest-api.md').matchAll(
      /`((?:error|quirk|feature|e2e|create|query|login|listtypes|revise)-[a-z0-9-]+)`/g,
    );
    const missing = [...names]
      .map(([, name = '']) => `src/contract/samples/${name}.json`)
      .filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });

  it('link to pages that are there', () => {
    const missing = [...projectFiles('.md'), 'README.md'].flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, link = '']) => join(dirname(path), link))
        .filter((target) => !existsSync(join(root, target))),
    );
    expect(missing).toEqual([]);
  });
});
