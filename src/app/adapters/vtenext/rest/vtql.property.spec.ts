import * as fc from 'fast-check';
import type { Literal, Query as ParsedQuery } from '../../../../../sandbox/crm/vtql/ast.ts';
import { readMysqlText } from '../../../../../sandbox/crm/vtql/mysql-text.ts';
import { parseQuery } from '../../../../../sandbox/crm/vtql/parser.ts';
import { cases } from '../../../testing/random';
import { type Condition, type Query, writeVtql } from './vtql';

/** What is written here is read by the sandbox's parser, and then as MySQL reads it. */
const RUNS = cases(5_000);

const nasty: readonly string[] = [
  "'",
  "''",
  '"',
  '\\',
  "\\'",
  '%',
  '_',
  '\\%',
  '\\_',
  ';',
  ',',
  '(',
  ')',
  '=',
  '*',
  '--',
  '/*',
  '`',
  "' OR id LIKE '%",
  "') OR id IN ('",
  "'; SELECT * FROM Users; --",
  'where ',
  ' WHERE x=1',
  ' AND ',
  ' OR ',
  ' LIMIT 1',
  ' ORDER BY id',
  'SELECT ',
  'NULL',
  '\0',
  '\b',
  '\n',
  '\r',
  '\t',
  '\u001a',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u200b',
  '\ufeff',
  '\uffff',
  '\ud83d',
  '\ude00',
  '😀',
  '\u{10ffff}',
  'é',
  'e\u0301',
  'ß',
  '&lt;',
  '&#39;',
  '\u02bc',
  '\uff07',
  '0',
  ' ',
];
/**
 * Any code unit, lone surrogates among them, as likely as any code point: most of those are astral.
 */
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }),
);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit, maxLength: 60 }) },
  {
    weight: 8,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...nasty), unit), { maxLength: 16 })
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...nasty, 'x'), fc.integer({ min: 50, max: 1_100 }))
      .map(([part, times]) => part.repeat(times)),
  },
);
const field = fc.constantFrom('id', 'lastname', 'email', 'cf_801');
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field, is: value }),
  fc.record({ field, contains: value }),
  fc.record({ field, beginsWith: value }),
  fc.record({ field, isOneOf: fc.array(value, { maxLength: 4 }) }),
);
const query: fc.Arbitrary<Query> = fc.record(
  {
    select: fc.array(field, { minLength: 1, maxLength: 3 }),
    from: fc.constantFrom('Contacts', 'HelpDesk'),
    where: fc.array(fc.array(condition, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    }),
    orderBy: field,
    descending: fc.boolean(),
    limit: fc.integer({ min: 1, max: 1_000 }),
  },
  { requiredKeys: ['select', 'from', 'where', 'limit'] },
);

/**
 * What of a text the CRM can be asked for (REST API 5.1, points 4 and 5); said anew, as a check.
 */
function askable(text: string): string | undefined {
  const kept = [...text].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f);
    const isLoneSurrogate = code >= 0xd800 && code <= 0xdfff;
    return !isControl && !isLoneSurrogate && code <= 0xffff;
  });
  return kept.length === 0 || kept.length > 1_000 ? undefined : kept.join('');
}

const isText = (text: string | undefined): text is string => text !== undefined;

/** What a condition means, value by value; nothing where it has no meaning. */
function meaning(one: Condition): readonly string[] {
  if ('isOneOf' in one) return one.isOneOf.map(askable).filter(isText);
  if ('beginsWith' in one) {
    return [askable(one.beginsWith)].filter(isText).map((text) => `begins ${text}`);
  }
  const value = 'is' in one ? one.is : 'isNot' in one ? one.isNot : one.contains;
  return [askable(value)].filter(isText);
}

/**
 * The literal text that a pattern finds anywhere, or at the beginning alone; nothing where it has a
 * wildcard of its own.
 */
function soughtBy(pattern: string | undefined): string | undefined {
  const [, anywhere, inner = ''] = /^(%?)(.*)%$/su.exec(pattern ?? '') ?? [];
  if (!/^(?:\\[\\%_]|[^\\%_])*$/su.test(inner)) return undefined;
  return `${anywhere ? '' : 'begins '}${inner.replace(/\\(.)/gsu, '$1')}`;
}

type ParsedCondition = ParsedQuery['where'][number][number];

const valuesOf = (one: ParsedCondition): readonly Literal[] =>
  one.kind === 'in' ? one.values : [one.value];

/** The values of a condition as the CRM's database understands them. */
function understood(one: ParsedCondition): readonly (string | undefined)[] {
  const isPattern = one.kind === 'comparison' && one.operator === 'LIKE';
  return valuesOf(one).map(({ kind, raw }) => {
    const text = kind === 'text' ? readMysqlText(raw) : undefined;
    return isPattern ? soughtBy(text) : text;
  });
}

/** A query without the texts of its values, each of which must end where MySQL sees its end. */
function structure({ where, ...rest }: ParsedQuery): string {
  const bare = where.map((all) =>
    all.map((one) => ({
      kind: one.kind,
      field: one.field,
      operator: one.kind === 'in' ? 'IN' : one.operator,
      values: valuesOf(one).map(({ kind, raw }) => [kind, readMysqlText(raw) !== undefined]),
    })),
  );
  return JSON.stringify({ ...rest, where: bare });
}

/** The same query about nothing that could do harm. */
function harmless(asked: Query): Query {
  const where = asked.where.map((all) =>
    all.map((one): Condition => {
      if ('isOneOf' in one) return { ...one, isOneOf: meaning(one).map(() => 'x') };
      return 'is' in one ? { ...one, is: 'x' } : { ...one, contains: 'x' };
    }),
  );
  return { ...asked, where };
}

describe('any text in a query', () => {
  const score = { values: 0, structures: 0 };
  afterAll(() => {
    console.log(
      `vtql: ${String(score.values)} inputs read back, ${String(score.structures)} structures kept`,
    );
  });

  it('is read back as exactly what was meant, or the question is not asked', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const written = writeVtql(asked);
        const meant = asked.where.map((all) => all.map(meaning));
        const isAskable = meant.flat().every((values) => values.length > 0);
        if (written === undefined || !isAskable) return written === undefined && !isAskable;
        const read = parseQuery(written).where.map((all) => all.map(understood));
        score.values += read.flat(2).length;
        return JSON.stringify(read) === JSON.stringify(meant);
      }),
      { numRuns: RUNS },
    );
    expect(score.values).toBeGreaterThanOrEqual(RUNS);
  });

  it("changes nothing of the query's structure", () => {
    fc.assert(
      fc.property(query, (asked) => {
        const written = writeVtql(asked);
        const plain = writeVtql(harmless(asked));
        fc.pre(written !== undefined && plain !== undefined);
        score.structures += 1;
        return structure(parseQuery(written)) === structure(parseQuery(plain));
      }),
      { numRuns: RUNS },
    );
    expect(score.structures).toBeGreaterThanOrEqual(RUNS);
  });
});
