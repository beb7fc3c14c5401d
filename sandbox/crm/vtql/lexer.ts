/** The names that the CRM's own parser gives to its tokens; they appear in its messages. */
export type TokenName =
  | 'SELECT'
  | 'FROM'
  | 'WHERE'
  | 'ORDERBY'
  | 'BY'
  | 'LIMIT'
  | 'AND'
  | 'OR'
  | 'IN'
  | 'LIKE'
  | 'ASC'
  | 'DESC'
  | 'COUNT'
  | 'COLUMNNAME'
  | 'VALUE'
  | 'NUMBER'
  | 'ASTERISK'
  | 'COMMA'
  | 'PARENOPEN'
  | 'PARENCLOSE'
  | 'SEMICOLON'
  | 'EQ'
  | 'NE'
  | 'LT'
  | 'LTE'
  | 'GT'
  | 'GTE'
  | 'END'
  | 'UNREADABLE';

export type Token = {
  readonly name: TokenName;
  readonly text: string;
  readonly line: number;
};

const keywords: Readonly<Record<string, TokenName>> = {
  select: 'SELECT',
  from: 'FROM',
  where: 'WHERE',
  order: 'ORDERBY',
  by: 'BY',
  limit: 'LIMIT',
  and: 'AND',
  or: 'OR',
  in: 'IN',
  like: 'LIKE',
  asc: 'ASC',
  desc: 'DESC',
  count: 'COUNT',
};

const symbols: Readonly<Record<string, TokenName>> = {
  '*': 'ASTERISK',
  ',': 'COMMA',
  '(': 'PARENOPEN',
  ')': 'PARENCLOSE',
  ';': 'SEMICOLON',
  '=': 'EQ',
  '!=': 'NE',
  '<': 'LT',
  '<=': 'LTE',
  '>': 'GT',
  '>=': 'GTE',
};

/** Longest value that the lexer takes: 8 000 characters work, 20 000 fail (REST API 5). */
const longestValue = 10_000;

const pattern = new RegExp(
  [
    /(?<blank>\s+)/,
    /(?<value>'(?:[^']|'')+')/,
    /(?<number>\d+(?:\.\d+)?)/,
    /(?<word>[A-Za-z_][\w.]*)/,
    /(?<symbol>!=|<=|>=|[*,();=<>])/,
  ]
    .map((each) => each.source)
    .join('|'),
  'y',
);

/**
 * Cuts a query into tokens, the last being `END`. Where it comes upon what is no token (a double
 * quote, an empty string, a value too long) the last is `UNREADABLE`: the parser may well find
 * fault with a token before it.
 */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let position = 0;
  while (position < query.length) {
    pattern.lastIndex = position;
    const groups = pattern.exec(query)?.groups;
    const { blank, value, number, word, symbol } = groups ?? {};
    const text = blank ?? value ?? number ?? word ?? symbol ?? '';
    if (text === '' || (text.length > longestValue && blank === undefined)) {
      tokens.push({ name: 'UNREADABLE', text, line });
      return tokens;
    }
    if (value !== undefined) tokens.push({ name: 'VALUE', text, line });
    else if (number !== undefined) tokens.push({ name: 'NUMBER', text, line });
    else if (word !== undefined) {
      tokens.push({ name: keywords[word.toLowerCase()] ?? 'COLUMNNAME', text, line });
    } else if (symbol !== undefined) {
      tokens.push({ name: symbols[symbol] ?? 'COLUMNNAME', text, line });
    }
    line += text.split('\n').length - 1;
    position += text.length;
  }
  tokens.push({ name: 'END', text: '', line });
  return tokens;
}
