import {
  type ParsedTemplate,
  type TmplAstBoundText,
  TmplAstRecursiveVisitor,
  type TmplAstElement,
  type TmplAstText,
  parseTemplate,
  tmplAstVisitAll,
} from '@angular/compiler';
import ts from 'typescript';
import {
  type Message,
  type MessageFile,
  type Source,
  inlineTemplate,
  isLocalized,
  parse,
  walk,
} from './messages.ts';

/** Messages whose id another text has, too. */
export function ambiguous(messages: readonly Message[]): readonly string[] {
  const texts = new Map<string, string>();
  return messages.flatMap(({ id, text, where }) => {
    const other = texts.get(id) ?? text;
    texts.set(id, other);
    return other === text ? [] : [`${where}: ${id} is “${text}” and “${other}”`];
  });
}

/** Texts about which the message file says nothing, or nothing of a placeholder. */
export function withoutContext(file: MessageFile): readonly string[] {
  return Object.entries(file).flatMap(([id, { text, context }]) => {
    if (context.trim().length < 12) return [`${id} has no context`];
    const names = [...text.matchAll(/\{\$(\w+)\}/g)].map(([, name = '']) => name);
    return names
      .filter((name) => !context.includes(`{${name}}`))
      .map((name) => `${id} does not say what {${name}} is`);
  });
}

/** Descriptions beside a text: they would be shipped, and belong in the message file. */
export function describedInSource(messages: readonly Message[]): readonly string[] {
  return messages
    .filter(({ description }) => description !== '')
    .map(({ id, where }) => `${where}: ${id} has its description in the source`);
}

/**
 * Texts that the code puts together from parts, which a translator could not put in another order:
 * a message joined to another text, lists joined by hand, plurals chosen by comparing a number, and
 * placeholders in templates (a runtime of 1.8 KB, on the first screen).
 */
export function putTogether(
  { path, content }: Source,
  messages: readonly Message[],
): readonly string[] {
  const found = messages
    .filter(({ where, text }) => where === path && path.endsWith('.html') && text.includes('{$'))
    .map(({ id }) => `${path}: ${id} has a placeholder in a template`);
  if (!path.endsWith('.ts')) return found;
  walk(parse(content, path), (node) => {
    const why = whyPutTogether(node);
    if (why) found.push(`${path}: ${why}: ${node.getText().slice(0, 80)}`);
  });
  return found;
}

function whyPutTogether(node: ts.Node): string | undefined {
  if (isLocalized(node)) {
    const { template } = node;
    const parts = ts.isTemplateExpression(template) ? template.templateSpans : [];
    return parts.some(({ expression }) => holds(expression, isPartOfText))
      ? 'a message in a message, or a list joined by hand'
      : undefined;
  }
  if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) {
    return node.templateSpans.some(({ expression }) => holds(expression, isLocalized))
      ? 'a message as a part'
      : undefined;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return [node.left, node.right].some(isLocalized) ? 'a message as a part' : undefined;
  }
  if (ts.isConditionalExpression(node) && /[=><]=? ?1$/.test(node.condition.getText())) {
    return [node.whenTrue, node.whenFalse].some(isLocalized) ? 'a plural by hand' : undefined;
  }
  return undefined;
}

const isPartOfText = (node: ts.Node): boolean => isLocalized(node) || isJoin(node);

const isJoin = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === 'join';

function holds(node: ts.Node, isMeant: (node: ts.Node) => boolean): boolean {
  let found = false;
  walk(node, (one) => {
    found ||= isMeant(one);
  });
  return found;
}

/** Rooms whose strings people may see. */
const SHOWN = /^src\/app\/(?:pane\.|ui\/|choosing\/|linking\/|session\/|creating\/|diagnostics\/)/;

/** A report and a test for administrators, in their own words and not the user's language. */
const FOR_ADMINISTRATORS = /^src\/app\/diagnostics\/(?:report|curl-test)\.ts$/;

/** Strings that look like words, and are names of the CRM's or keys of the code. */
const NOT_FOR_PEOPLE: ReadonlySet<string> = new Set([
  ...['Public', 'Private', 'Contacts', 'Leads', 'Accounts'],
  ...['nothing to wait for', 'button, input'],
]);

/** Attributes and inputs that people see or hear. */
const SPOKEN = /^(?:aria-label|aria-description|aria-valuetext|title|placeholder|alt|label)$/;

/** Addresses and domains, which are the same in every language. */
const EXAMPLE = /^(?:\S+\.\S+ ?)+$/;

/** Texts for people that are no messages: not in the message file, and so never translated. */
export function unlisted({ path, content }: Source): readonly string[] {
  if (!SHOWN.test(path) || FOR_ADMINISTRATORS.test(path)) return [];
  if (path.endsWith('.html')) return inTemplate(content, path);
  const found: string[] = [];
  walk(parse(content, path), (node) => {
    const template = inlineTemplate(node);
    if (template !== undefined) found.push(...inTemplate(template, path));
    else if (isText(node)) found.push(`${path}: ${node.getText().slice(0, 80)}`);
  });
  return found;
}

/** Whether it is a string of words that may reach a person. */
function isText(node: ts.Node): boolean {
  const text = wordsOf(node).join(' ');
  const isProse = /\p{L}{2}[,.:;]? \p{L}{2}|^\p{Lu}\p{Ll}+$|\p{L}{2}[.:…!?]$/u.test(text);
  return isProse && !NOT_FOR_PEOPLE.has(text) && !isForMachines(node);
}

/** What a string or template holds beside its expressions. */
function wordsOf(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return [];
  const parts = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
  return parts.map(({ text }) => text.trim()).filter((text) => text !== '');
}

/** Strings in these places are for programs and those who write them. */
function isForMachines(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTaggedTemplateExpression(parent) || ts.isThrowStatement(parent.parent)) return true;
  if (ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent)) return true;
  if (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return true;
  }
  // Words of a list, written as one string.
  if (ts.isPropertyAccessExpression(parent) && parent.name.text === 'split') return true;
  // Names of events, and what a component is made of.
  return holdsAbove(
    node,
    (one) =>
      (ts.isPropertyAssignment(one) &&
        /^(?:events|source|styles|host|selector|template(?:Url)?|styleUrl)$/.test(
          one.name.getText(),
        )) ||
      ts.isCaseClause(one.parent),
  );
}

function holdsAbove(node: ts.Node, isMeant: (node: ts.Node) => boolean): boolean {
  for (let one = node; !ts.isSourceFile(one); one = one.parent) if (isMeant(one)) return true;
  return false;
}

/** Words in a template outside of `i18n` marks. */
function inTemplate(content: string, path: string): readonly string[] {
  const { nodes }: ParsedTemplate = parseTemplate(content, path);
  const words = new UnmarkedWords();
  tmplAstVisitAll(words, nodes);
  return words.found.map((text) => `${path}: ${text}`);
}

class UnmarkedWords extends TmplAstRecursiveVisitor {
  readonly found: string[] = [];

  override visitElement(element: TmplAstElement): void {
    for (const { name, value, i18n } of element.attributes) {
      if (SPOKEN.test(name) && !i18n && /\p{L}/u.test(value) && !EXAMPLE.test(value)) {
        this.found.push(`${name}="${value}"`);
      }
    }
    for (const { name, value } of element.inputs) {
      const code = value.toString();
      if (SPOKEN.test(name) && /'[^']*\p{L}[^']*'/u.test(code)) this.found.push(`${name}=${code}`);
    }
    // What stands in a marked element is a message.
    if (!element.i18n) super.visitElement(element);
  }

  override visitText({ value }: TmplAstText): void {
    if (/\p{L}/u.test(value)) this.found.push(value.trim());
  }

  override visitBoundText(text: TmplAstBoundText): void {
    const code = text.sourceSpan.toString();
    if (!text.i18n && /\p{L}/u.test(code.replace(/\{\{[\s\S]*?\}\}|&\w+;/g, ''))) {
      this.found.push(code.trim());
    }
  }
}
