import { CrmError } from '../crm-error.ts';
import type { Comparison, Condition, Literal, Query } from './ast.ts';
import { type Token, type TokenName, tokenize } from './lexer.ts';

const comparisons: Partial<Record<TokenName, Comparison>> = {
  EQ: '=',
  NE: '!=',
  LT: '<',
  LTE: '<=',
  GT: '>',
  GTE: '>=',
  LIKE: 'LIKE',
};

const operators: readonly TokenName[] = ['EQ', 'LT', 'GT', 'LTE', 'GTE', 'NE', 'IN', 'LIKE'];

/** Parses VTQL (REST API 5); fails with the message of the CRM's own parser. */
export function parseQuery(text: string): Query {
  return new Parser(tokenize(text)).query();
}

class Parser {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  query(): Query {
    if (this.current.name !== 'SELECT') this.fail(['SELECT'], 'Unknown');
    this.position++;
    const columns = this.columns();
    this.expect('FROM');
    const modules = this.list(() => this.expect('COLUMNNAME').text);
    const where = this.take('WHERE') ? this.alternatives() : [];
    const orderBy = this.take('ORDERBY') ? this.order() : [];
    const limit = this.take('LIMIT') ? this.limit() : undefined;
    this.expect('SEMICOLON');
    return { columns, modules, where, orderBy, limit };
  }

  private columns(): Query['columns'] {
    if (this.take('ASTERISK')) return { kind: 'all' };
    if (this.take('COUNT')) {
      this.expect('PARENOPEN');
      this.expect('ASTERISK');
      this.expect('PARENCLOSE');
      return { kind: 'count' };
    }
    return { kind: 'fields', names: this.list(() => this.expect('COLUMNNAME').text) };
  }

  private alternatives(): readonly (readonly Condition[])[] {
    const alternatives: Condition[][] = [[this.condition()]];
    for (;;) {
      if (this.take('AND')) alternatives.at(-1)?.push(this.condition());
      else if (this.take('OR')) alternatives.push([this.condition()]);
      else return alternatives;
    }
  }

  private condition(): Condition {
    const field = this.expect('COLUMNNAME').text;
    const token = this.current;
    if (token.name === 'IN') {
      this.position++;
      this.expect('PARENOPEN');
      const values = this.list(() => this.literal());
      this.expect('PARENCLOSE');
      return { kind: 'in', field, values };
    }
    const operator = comparisons[token.name];
    if (!operator) return this.fail(operators);
    this.position++;
    return { kind: 'comparison', field, operator, value: this.literal() };
  }

  private literal(): Literal {
    const token = this.current;
    if (token.name === 'NUMBER') {
      this.position++;
      return { kind: 'number', raw: token.text };
    }
    return { kind: 'text', raw: this.expect('VALUE').text.slice(1, -1) };
  }

  private order(): Query['orderBy'] {
    this.expect('BY');
    return this.list(() => {
      const field = this.expect('COLUMNNAME').text;
      const descending = this.take('DESC');
      if (!descending) this.take('ASC');
      return { field, descending };
    });
  }

  private limit(): Query['limit'] {
    const first = Number(this.expect('NUMBER').text);
    if (!this.take('COMMA')) return { offset: 0, count: first };
    return { offset: first, count: Number(this.expect('NUMBER').text) };
  }

  private list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.take('COMMA')) items.push(item());
    return items;
  }

  private get current(): Token {
    const token = this.tokens[this.position] ?? { name: 'END', text: '', line: 1 };
    if (token.name === 'UNREADABLE') throw CrmError.unknown();
    return token;
  }

  private take(name: TokenName): boolean {
    if (this.current.name !== name) return false;
    this.position++;
    return true;
  }

  private expect(name: TokenName): Token {
    const token = this.current;
    if (token.name !== name) return this.fail([name]);
    this.position++;
    return token;
  }

  /** Refuses the current token; at the end of input the message names the token before it. */
  private fail(expected: readonly TokenName[], alias?: string): never {
    const { name, text, line } = this.current;
    const atEnd = name === 'END';
    const shown = atEnd ? (this.tokens[this.position - 1]?.text ?? '') : text;
    const unexpected = atEnd ? 'End of Input(0)' : `${alias ?? name}(${text})`;
    throw new CrmError(
      `Syntax Error on line ${line}: token '${shown}' Unexpected ${unexpected}, ` +
        `expected one of: ${expected.join(', ')}`,
    );
  }
}
