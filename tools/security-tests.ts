import ts from 'typescript';
import type { PropertyGroup } from './security-properties.ts';

/** A test that proves a property of security. */
export interface SecurityTest {
  readonly path: string;
  /** Titles of the groups it stands in and its own; `…` stands for what a template inserts. */
  readonly title: string;
  /** Ids of the properties it proves. */
  readonly proves: readonly string[];
}

/** Above a test: `// security: <property id>`, or several ids with commas between them. */
const TAG = /^\/\/ security: ([a-z-]+(?:, [a-z-]+)*)$/;
const TESTS = new Set(['it', 'test', 'fuzz']);
const GROUPS = new Set(['describe', 'test.describe']);

/** The tagged tests of one file. Throws a sentence for a tag that stands above no test. */
export function securityTests(path: string, source: string): readonly SecurityTest[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: SecurityTest[] = [];

  const visit = (node: ts.Node, groups: readonly string[]): void => {
    let inside = groups;
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      const called = node.expression.expression.getText(file);
      const title = titleOf(node.expression.arguments[0]);
      if (GROUPS.has(called) && title !== undefined) inside = [...groups, title];
      const proves = TESTS.has(called) ? tagsAbove(node, source) : [];
      if (proves.length > 0 && title !== undefined)
        found.push({ path, title: [...groups, title].join(' › '), proves });
    }
    ts.forEachChild(node, (child) => {
      visit(child, inside);
    });
  };
  visit(file, []);

  const tags = source.split('\n').filter((line) => line.trim().startsWith('// security:'));
  if (tags.length !== found.length)
    throw new Error(`${path}: ${tags.length} tags, but only ${found.length} stand above a test`);
  return found;
}

/**
 * The page that lists each property and its tests. Throws for a tag or property without a match.
 */
export function securityPage(
  groups: readonly PropertyGroup[],
  tests: readonly SecurityTest[],
): string {
  const known = new Set(groups.flatMap(({ properties }) => properties.map(({ id }) => id)));
  for (const { path, proves } of tests)
    for (const id of proves)
      if (!known.has(id)) throw new Error(`${path}: no property of security is called ${id}`);

  const sections = groups.map(({ heading, properties }) =>
    [
      `## ${heading}`,
      ...properties.map(({ id, title }) => {
        const lines = tests
          .filter(({ proves }) => proves.includes(id))
          .map((test) => `- \`${test.path}\`: ${escaped(test.title)}`);
        if (lines.length === 0) throw new Error(`No test proves ${id}`);
        return `### ${title}\n\n\`${id}\`\n\n${[...new Set(lines)].join('\n')}`;
      }),
    ].join('\n\n'),
  );
  return `${INTRODUCTION}\n\n${sections.join('\n\n')}\n`;
}

const INTRODUCTION = `# Which tests prove what about security

Written by \`npm run security-tests\` from the tests themselves: a test that proves a property has the
comment \`// security: <property id>\` right above it. The properties are listed in
\`tools/security-properties.ts\`. After each end-to-end test a fixture checks that it has locked no
account (\`locksAccount\` in \`e2e/fixtures.ts\`).`;

function tagsAbove(node: ts.Node, source: string): readonly string[] {
  const comment = ts.getLeadingCommentRanges(source, node.getFullStart())?.at(-1);
  if (!comment) return [];
  return TAG.exec(source.slice(comment.pos, comment.end))?.[1]?.split(', ') ?? [];
}

function titleOf(argument: ts.Expression | undefined): string | undefined {
  if (!argument) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isTemplateExpression(argument)) return undefined;
  return (
    argument.head.text + argument.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
  );
}

/** Text that Markdown shows as it is. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_<>[\]#|~]/g, '\\$&');
