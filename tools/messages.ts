import { HtmlParser, MessageBundle } from '@angular/compiler';
import { ɵparseMessage } from '@angular/localize';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The one source of all texts for translators, by its path from the root of the repository. */
export const MESSAGE_FILE = 'src/locale/messages.en.json';

/** A place in the sources that shows a text. */
export interface Message {
  readonly id: string;
  /**
   * The English text, with its placeholders as `{$name}`, the form that `loadTranslations` reads.
   */
  readonly text: string;
  /** What the mark says beside the id; empty as a rule, since it would be shipped. */
  readonly description: string;
  /** The file, by its path from the root of the repository. */
  readonly where: string;
}

/** The message file: what is known of each text, by its id. */
export type MessageFile = Readonly<
  Record<
    string,
    {
      readonly text: string;
      /** What a translator has to know: the screen, the role of the text, each placeholder. */
      readonly context: string;
      readonly where: readonly string[];
    }
  >
>;

/** A file of the pane as it is parsed: a component's template or TypeScript. */
export interface Source {
  readonly path: string;
  readonly content: string;
}

/** What ships: no specs, and nothing that only specs use. */
const NOT_SHIPPED = /\.spec\.ts$|\/(?:testing|system-tests|contract)\//;

/** The files of `src` that ship, in the order of their paths. */
export function shippedSources(root: string): readonly Source[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|html)$/.test(path) && !NOT_SHIPPED.test(path))
    .toSorted()
    .map((path) => ({ path, content: readFileSync(join(root, path), 'utf8') }));
}

/** The messages of the sources, in the order of their ids. */
export function messagesOf(sources: readonly Source[]): readonly Message[] {
  return sources
    .flatMap(({ path, content }) =>
      path.endsWith('.html') ? inTemplate(content, path) : inCode(content, path),
    )
    .toSorted((one, other) => compare(one.id, other.id) || compare(one.where, other.where));
}

/** The file of these messages, by id, with the contexts that are `known`. */
export function messageFile(messages: readonly Message[], known: MessageFile): MessageFile {
  return Object.fromEntries(
    messages.map(({ id, text }) => {
      const where = messages.filter((one) => one.id === id).map((one) => one.where);
      return [id, { text, context: known[id]?.context ?? '', where: [...new Set(where)] }];
    }),
  );
}

/** Texts marked by `i18n` and `i18n-…`, read by Angular's own parser. */
function inTemplate(content: string, path: string): readonly Message[] {
  const bundle = new MessageBundle(new HtmlParser(), [], {});
  const errors = bundle.updateFromTemplate(content, path);
  if (errors.length > 0) throw new Error(`${path}: ${errors.join('; ')}`);
  return bundle.getMessages().map(({ customId, id, messageString, meaning, description }) => ({
    id: customId || id,
    text: tidy(messageString),
    description: meaning + description,
    where: path,
  }));
}

/** Texts tagged by `$localize`, and those of a component's inline template. */
function inCode(content: string, path: string): readonly Message[] {
  const found: Message[] = [];
  walk(parse(content, path), (node) => {
    if (isLocalized(node)) found.push({ ...taggedMessage(node), where: path });
    const template = inlineTemplate(node);
    if (template !== undefined) found.push(...inTemplate(template, path));
  });
  return found;
}

export function parse(content: string, path: string): ts.SourceFile {
  return ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true);
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    walk(child, visit);
  });
}

/** Whether it is a template that `$localize` tags. */
export function isLocalized(node: ts.Node): node is ts.TaggedTemplateExpression {
  return ts.isTaggedTemplateExpression(node) && node.tag.getText() === '$localize';
}

/** The text of a component's inline template, if the node is one. */
export function inlineTemplate(node: ts.Node): string | undefined {
  return ts.isPropertyAssignment(node) &&
    node.name.getText() === 'template' &&
    ts.isStringLiteralLike(node.initializer)
    ? node.initializer.text
    : undefined;
}

function taggedMessage({ template }: ts.TaggedTemplateExpression): Omit<Message, 'where'> {
  const literals = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  const cooked = literals.map(({ text }) => text);
  const raw = literals.map((literal) => literal.rawText ?? literal.text);
  const {
    id,
    text,
    meaning = '',
    description = '',
  } = ɵparseMessage(Object.assign(cooked, { raw }));
  return { id, text: tidy(text), description: meaning + description };
}

/** Without line breaks and with single spaces, as a browser shows it. */
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** By code units: the order must not depend on the machine's language. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
