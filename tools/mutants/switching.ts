import ts from 'typescript';
import type { Mutant } from './mutants.ts';

type Place = Pick<Mutant, 'id' | 'find' | 'becomes'>;

/**
 * Put before a file. Types are checked where the code is built for real: a mutant may break what
 * the compiler concludes from a condition.
 */
const HEADER = '// @ts-nocheck\nconst mutantInUse = globalThis.__karma__?.config.mutant;\n';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text of a file in which each of the mutants waits behind a switch, so that one build serves
 * all of them: the page says which one is in use (`client.mutant` of the Karma configuration).
 * Throws where `find` does not stand in the text exactly once, or is no whole expression or
 * statement.
 */
export function withSwitches(text: string, places: readonly Place[]): string {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const edits = places
    .map((place) => editOf(place, source))
    .toSorted((one, other) => other.start - one.start);
  let result = text;
  let next = Infinity;
  for (const { start, end, text: switched } of edits) {
    if (end > next) throw new Error(`Two mutants overlap at: ${text.slice(start, end)}`);
    result = result.slice(0, start) + switched + result.slice(end);
    next = start;
  }
  return HEADER + result;
}

function editOf({ id, find, becomes }: Place, source: ts.SourceFile): Edit {
  const start = source.text.indexOf(find);
  if (start < 0) throw new Error(`${id}: not in the file: ${find}`);
  if (source.text.includes(find, start + 1)) {
    throw new Error(`${id}: more than once in the file: ${find}`);
  }
  const end = start + find.length;
  const node = nodeAt(source, start, end);
  if (!node) throw new Error(`${id}: neither an expression nor a statement: ${find}`);
  const isOn = `mutantInUse === '${id}'`;
  const text = ts.isStatement(node)
    ? `if (${isOn}) { ${becomes} } else { ${find} }`
    : `(${isOn} ? (${becomes}) : (${find}))`;
  return { start, end, text };
}

/** The expression or the statement that stands exactly there. */
function nodeAt(source: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (node.getStart(source) > start || node.getEnd() < end) return undefined;
    const isThere = node.getStart(source) === start && node.getEnd() === end;
    return isThere && (ts.isStatement(node) || ts.isExpression(node))
      ? node
      : ts.forEachChild(node, visit);
  };
  return visit(source);
}
