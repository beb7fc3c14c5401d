/**
 * The one place that writes VTQL (REST API 5). The grammar knows no parentheses but those of `IN`,
 * and AND binds tighter than OR; conditions are therefore a list of alternatives.
 */

declare const written: unique symbol;
/** A query as text, made here and nowhere else. */
export type Vtql = string & { readonly [written]: true };

/** A value longer than this is refused: no field we ask for holds more. */
const LONGEST_VALUE = 1_000;

export type Condition =
  | { readonly field: string; readonly is: string }
  | { readonly field: string; readonly isNot: string }
  | { readonly field: string; readonly contains: string }
  | { readonly field: string; readonly beginsWith: string }
  | { readonly field: string; readonly isOneOf: readonly string[] };

export interface Query {
  readonly select: readonly string[];
  readonly from: string;
  /** Alternatives, each of conditions that must all hold. */
  readonly where: readonly (readonly Condition[])[];
  /** Fields, the most important first; a page after the first needs an order without ties. */
  readonly orderBy?: string | readonly string[];
  /** Whether the last of the fields counts down. */
  readonly descending?: boolean;
  readonly limit: number;
  /** How many rows are left out at the beginning. */
  readonly offset?: number;
}

/**
 * The query's text, or nothing where a value is empty once it is cleaned, or too long: such a
 * question has no answer, and the CRM would take it for a syntax error.
 */
export function writeVtql(query: Query): Vtql | undefined {
  const alternatives = query.where.map((all) => all.map(writeCondition));
  if (alternatives.length === 0 || alternatives.some(isUnanswerable)) return undefined;
  const where = alternatives.map((all) => all.join(' AND ')).join(' OR ');
  const sorted = [query.orderBy ?? []].flat().map(name).join(',');
  const order = sorted && ` ORDER BY ${sorted}${query.descending ? ' DESC' : ''}`;
  const limit = `${query.offset ? `${String(query.offset)},` : ''}${String(query.limit)}`;
  const fields = query.select.map(name).join(',');
  const text = `SELECT ${fields} FROM ${name(query.from)} WHERE ${where}${order} LIMIT ${limit};`;
  return text as Vtql;
}

function isUnanswerable(conditions: readonly (string | undefined)[]): boolean {
  return conditions.length === 0 || conditions.includes(undefined);
}

function writeCondition(condition: Condition): string | undefined {
  const field = name(condition.field);
  if ('isOneOf' in condition) {
    const values = condition.isOneOf.map(quoted).filter((value) => value !== undefined);
    return values.length > 0 ? `${field} IN (${values.join(',')})` : undefined;
  }
  if ('is' in condition) {
    const value = quoted(condition.is);
    return value && `${field}=${value}`;
  }
  if ('isNot' in condition) {
    const value = quoted(condition.isNot);
    return value && `${field}!=${value}`;
  }
  const [before, text] =
    'contains' in condition ? ['%', condition.contains] : ['', condition.beginsWith];
  const value = clean(text);
  if (value === undefined) return undefined;
  const wild = value.replace(/\\/g, '\\\\').replace(/[%_]/g, '\\$&');
  return `${field} LIKE '${before}${escaped(wild)}%'`;
}

function quoted(value: string): string | undefined {
  const cleaned = clean(value);
  return cleaned === undefined ? undefined : `'${escaped(cleaned)}'`;
}

/** Backslashes doubled, then quotes doubled; `\'` would be a syntax error (REST API 5.1). */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll("'", "''");
}

/** Without control characters and characters above U+FFFF, which the CRM cannot hold. */
function clean(value: string): string | undefined {
  const text = value.replace(/[\p{Cc}\u{10000}-\u{10ffff}\p{Cs}]/gu, '');
  return text === '' || text.length > LONGEST_VALUE ? undefined : text;
}

function name(word: string): string {
  if (!/^\w+$/.test(word)) throw new Error('A module or field name must be one word.');
  return word;
}
