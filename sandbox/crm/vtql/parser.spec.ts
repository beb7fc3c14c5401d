import { parseQuery } from './parser.ts';

function messageOf(query: string): string {
  try {
    parseQuery(query);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('parseQuery', () => {
  it('reads columns, conditions, order and limit', () => {
    const query = parseQuery(
      `SELECT lastname,email FROM Contacts WHERE email = 'a' AND phone LIKE '%1%' OR id IN ('4x1',
       '4x2') ORDER BY lastname DESC, email LIMIT 5,10;`,
    );
    expect(query.columns).toEqual({ kind: 'fields', names: ['lastname', 'email'] });
    expect(query.where.map((conditions) => conditions.length)).toEqual([2, 1]);
    expect(query.orderBy).toEqual([
      { field: 'lastname', descending: true },
      { field: 'email', descending: false },
    ]);
    expect(query.limit).toEqual({ offset: 5, count: 10 });
  });

  it('takes keywords in any case', () => {
    expect(parseQuery('select * from Contacts;').columns).toEqual({ kind: 'all' });
    expect(parseQuery('Select Count(*) From Contacts;').columns).toEqual({ kind: 'count' });
  });

  it('keeps doubled quotes and backslashes for the database to read', () => {
    const [[condition] = []] = parseQuery(`SELECT a FROM B WHERE a = 'o''h\\\\x';`).where;
    expect(condition).toEqual({
      kind: 'comparison',
      field: 'a',
      operator: '=',
      value: { kind: 'text', raw: `o''h\\\\x` },
    });
  });

  it('names the last token and what was missing when the semicolon is', () => {
    expect(messageOf(`SELECT a FROM B WHERE a='x'`)).toBe(
      `Syntax Error on line 1: token ''x'' Unexpected End of Input(0), expected one of: SEMICOLON`,
    );
  });

  it('refuses parentheses other than those of IN', () => {
    expect(messageOf(`SELECT a FROM B WHERE (a='x');`)).toBe(
      `Syntax Error on line 1: token '(' Unexpected PARENOPEN((), expected one of: COLUMNNAME`,
    );
  });

  it('refuses NOT IN', () => {
    expect(messageOf(`SELECT a FROM B WHERE a NOT IN ('x');`)).toContain('Syntax Error');
  });

  it('tells the line of an error', () => {
    expect(messageOf('SELECT a\nFROM B\nWHERE ;')).toContain('Syntax Error on line 3');
  });

  it('finds fault with the first token that does not fit, not with what follows it', () => {
    expect(messageOf(`SELECT a FROM B WHERE a LIKE '%o\\'hara%';`)).toContain('COLUMNNAME(hara)');
  });

  for (const [what, query] of [
    ['an empty string', `SELECT a FROM B WHERE a = '';`],
    ['double quotes', `SELECT a FROM B WHERE a = "x";`],
    ['a value of 20 000 characters', `SELECT a FROM B WHERE a = '${'x'.repeat(20_000)}';`],
    ['a string without its end', `SELECT a FROM B WHERE a = '${'x'.repeat(500_000)};`],
  ] as const) {
    it(`gives up without a reason when the query holds ${what}`, () => {
      expect(messageOf(query)).toBe('Unknown Error while processing request');
    });
  }
});
