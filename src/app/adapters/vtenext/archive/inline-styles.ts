import type { Pause } from '../../../platform/pause';

/** Characters of style sheets, beyond which none is read. */
const MOST_STYLE = 400_000;
/** Elements times selectors, beyond which looking would take the person's patience. */
const MOST_LOOKS = 40_000_000;
/** Characters of a selector that a person would write. */
const LONGEST_SELECTOR = 400;
/** Elements that were found, each with each selector. */
const MOST_FOUND = 1_000_000;

/** A declaration of a rule. */
interface Declaration {
  readonly property: string;
  readonly text: string;
  readonly isImportant: boolean;
}

/** What one selector says of the elements that it finds. */
interface Rule {
  readonly selector: string;
  readonly specificity: number;
  readonly declarations: readonly Declaration[];
}

/**
 * Writes what style sheets say into the `style` attributes of a page: the CRM keeps these and drops
 * the sheets (REST API 7.4). The browser itself reads the sheets and finds the elements. What a
 * sheet says of other media, or of states such as `:hover`, is lost either way. Whether all was
 * written: nothing is where the sheets are too much, or take more than `room` bytes.
 */
export async function inlineStyles(
  page: Document,
  css: string,
  room: number,
  pause: Pause,
): Promise<boolean> {
  if (css.length > MOST_STYLE) return false;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const rules = [...sheet.cssRules].flatMap(rulesOf);
  if (pause.isDue()) await pause.take();
  const elements = page.body.getElementsByTagName('*').length;
  if (rules.length * elements > MOST_LOOKS) return false;
  const found = await rulesByElement(page, rules, pause);
  const styles = found && (await stylesOf(found, room, pause));
  if (!styles) return false;
  for (const [element, style] of styles) {
    if (pause.isDue()) await pause.take();
    element.setAttribute('style', style);
  }
  return true;
}

/** The rules of each element, the weakest first; nothing where there are too many. */
async function rulesByElement(
  page: Document,
  rules: readonly Rule[],
  pause: Pause,
): Promise<ReadonlyMap<Element, readonly Rule[]> | undefined> {
  const found = new Map<Element, Rule[]>();
  let count = 0;
  // Equal ones stay in their order, as CSS wants it (Cascade 6.4.4).
  for (const rule of rules.toSorted((one, other) => one.specificity - other.specificity)) {
    if (pause.isDue()) await pause.take();
    const elements = elementsOf(page, rule);
    count += elements.length;
    if (count > MOST_FOUND) return undefined;
    for (const element of elements) {
      const known = found.get(element);
      if (known) known.push(rule);
      else found.set(element, [rule]);
    }
  }
  return found;
}

function elementsOf({ body }: Document, { selector }: Rule): readonly Element[] {
  // Whether an element has something in it takes a look at all that it has, for each.
  if (/:has\(/i.test(selector)) return [];
  try {
    return [...body.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

/**
 * What each element's `style` shall be; nothing where it would be more than `room` bytes in all.
 */
async function stylesOf(
  found: ReadonlyMap<Element, readonly Rule[]>,
  room: number,
  pause: Pause,
): Promise<ReadonlyMap<Element, string> | undefined> {
  const styles = new Map<Element, string>();
  // Rows of a table are alike: what was merged once is known.
  const known = new Map<string, string>();
  const numbers = new Map<Rule, number>();
  let left = room;
  for (const [element, rules] of found) {
    if (pause.isDue()) await pause.take();
    const own = element.getAttribute('style') ?? '';
    const key = `${rules.map((rule) => numberOf(numbers, rule)).join()} ${own}`;
    const style = known.get(key) ?? merged(rules, own);
    known.set(key, style);
    left -= style.length + ' style=""'.length - own.length;
    if (left < 0) return undefined;
    styles.set(element, style);
  }
  return styles;
}

function numberOf(numbers: Map<Rule, number>, rule: Rule): number {
  const number = numbers.get(rule) ?? numbers.size;
  numbers.set(rule, number);
  return number;
}

/** The element's own style stands above all rules but the important ones. */
function merged(rules: readonly Rule[], own: string): string {
  const result = new Map<string, string>();
  const declarations = rules.flatMap((rule) => rule.declarations);
  const ofOwn = declarationsIn(own);
  const order = [
    ...declarations.filter(({ isImportant }) => !isImportant),
    ...ofOwn.filter(({ isImportant }) => !isImportant),
    ...declarations.filter(({ isImportant }) => isImportant),
    ...ofOwn.filter(({ isImportant }) => isImportant),
  ];
  for (const { property, text } of order) {
    // A later one stands behind: it may be a part of one that is shorthand.
    result.delete(property);
    result.set(property, text);
  }
  return [...result].map(([property, text]) => `${property}: ${text};`).join(' ');
}

function rulesOf(rule: CSSRule): readonly Rule[] {
  if (!(rule instanceof CSSStyleRule)) return [];
  const declarations = declarationsIn(rule.style.cssText);
  if (declarations.length === 0) return [];
  return selectorsIn(rule.selectorText)
    .filter(({ length }) => length <= LONGEST_SELECTOR)
    .map((selector) => ({ selector, specificity: specificityOf(selector), declarations }));
}

/** The selectors of a list: its commas outside of brackets and quotes. */
export function selectorsIn(list: string): readonly string[] {
  return piecesOf(list, ',').map((one) => one.trim());
}

/** A style's declarations: what stands between semicolons outside of brackets and quotes. */
function declarationsIn(style: string): readonly Declaration[] {
  return piecesOf(style, ';').flatMap((piece) => {
    const colon = piece.indexOf(':');
    const property = piece.slice(0, Math.max(colon, 0)).trim();
    const text = piece.slice(colon + 1).trim();
    if (property === '' || text === '') return [];
    // A quote within the attribute would take six characters.
    const written = text.includes("'") ? text : text.replaceAll('"', "'");
    return [
      {
        property: property.startsWith('--') ? property : property.toLowerCase(),
        text: written,
        isImportant: /!\s{0,9}important$/i.test(text),
      },
    ];
  });
}

function piecesOf(text: string, separator: string): readonly string[] {
  const pieces: string[] = [];
  let [start, depth, quote] = [0, 0, ''];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    else if (character === separator && depth <= 0) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}

/**
 * How strong a selector is, ids before classes before elements, each up to 1,000 (Selectors 4, 17).
 */
export function specificityOf(selector: string): number {
  const plain = selector
    .replace(/\\./g, 'x')
    .replace(/"[^"]*"|'[^']*'/g, '')
    .replace(/:where\([^()]*\)/gi, '');
  // What stands in these counts itself, and they do not.
  const opened = plain.replace(/:(not|is|has|matches)\(/gi, '(');
  const count = (pattern: RegExp): number => Math.min(opened.match(pattern)?.length ?? 0, 999);
  const ids = count(/#[\w-]/g);
  const classes = count(/\.[\w-]|\[|(?<!:):(?!:|before|after|first-l)[\w-]/gi);
  const elements = count(/(?<![\w\-.#:[=~|^$*])[a-z][\w-]*(?![^[]*\])|::[\w-]/gi);
  return (ids * 1_000 + classes) * 1_000 + elements;
}
