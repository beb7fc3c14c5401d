import type { User } from '../access/user.ts';
import { CrmError, PhpError } from '../crm-error.ts';
import type { Catalogue, Module } from '../metadata/catalogue.ts';
import type { Field } from '../metadata/module-definition.ts';
import type { SqlValue } from '../store/database.ts';
import { foldedColumn, isFolded, quoted, tableOf } from '../store/schema.ts';
import { fold } from '../text/fold.ts';
import type { Condition, Literal, Query } from './ast.ts';
import { readMysqlText } from './mysql-text.ts';
import { parseQuery } from './parser.ts';

/** Rows of a query that names no limit (REST API 5). */
const defaultLimit = 1000;

/** A query as SQL: `SELECT` of the columns wanted, or of the count as `count`. */
export type Statement = {
  readonly module: Module;
  /** What the answer shows, in this order, `id` last; `undefined` for a count. */
  readonly fields: readonly Field[] | undefined;
  readonly sql: string;
  readonly values: readonly SqlValue[];
};

type Fragment = { readonly sql: string; readonly values: readonly SqlValue[] };

/** Thrown where the CRM would send a broken statement to its database: the answer is empty. */
class BrokenStatement extends Error {}

/**
 * Turns VTQL into one SQL statement for this user. Answers `undefined` where the real CRM answers
 * an empty list for reasons of its own: a value that breaks the statement, or the text "where "
 * in a value on Messages.
 */
export function translate(text: string, user: User, catalogue: Catalogue): Statement | undefined {
  if (text.trim() === '') throw CrmError.denied('query');
  const query = parseQuery(text);
  const module = moduleOf(query, catalogue);
  if (!user.maySee(module)) throw CrmError.denied();
  const translator = new Translator(module, user);
  try {
    return translator.statement(query);
  } catch (error) {
    if (error instanceof BrokenStatement) return undefined;
    throw error;
  }
}

function moduleOf(query: Query, catalogue: Catalogue): Module {
  const [name, ...others] = query.modules;
  const module = name === undefined ? undefined : catalogue.find(name);
  if (!module || others.length > 0) throw CrmError.denied('name');
  if (!module.isEntity) {
    throw new PhpError(
      'Call to undefined method VtenextCRMActorMeta::getEntitylistQueryNonAdminChange()',
      'include/Webservices/VTQL_Parser.php',
    );
  }
  return module;
}

class Translator {
  constructor(
    private readonly module: Module,
    private readonly user: User,
  ) {}

  statement(query: Query): Statement {
    const fields = this.selectedFields(query);
    const where = this.where(query);
    const order = query.orderBy.map(
      ({ field, descending }) => `${this.sortColumn(field)}${descending ? ' DESC' : ''}`,
    );
    const columns = fields
      ? ['number', ...fields.map((field) => quoted(field.name))].join(', ')
      : 'count(*) AS count';
    const tail = fields ? ` ORDER BY ${[...order, 'number'].join(', ')} LIMIT ? OFFSET ?` : '';
    const { count, offset } = query.limit ?? { count: defaultLimit, offset: 0 };
    return {
      module: this.module,
      fields,
      sql: `SELECT ${columns} FROM ${tableOf(this.module)} WHERE ${where.sql}${tail}`,
      values: [...where.values, ...(fields ? [count, offset] : [])],
    };
  }

  private selectedFields({ columns }: Query): readonly Field[] | undefined {
    if (columns.kind === 'count') return undefined;
    if (columns.kind === 'all') {
      return this.module.fieldsFor(this.user).filter((field) => this.isShown(field));
    }
    return columns.names.flatMap((name) => {
      if (name.toLowerCase() === 'id') return [];
      const field = this.visibleField(name);
      if (!field) throw new CrmError(`Permission to access '.${name}.' attribute denied.`);
      return [field];
    });
  }

  private where({ where }: Query): Fragment {
    const spoiled = where.flat().some((condition) => this.saysWhere(condition));
    if (spoiled) throw new BrokenStatement();
    const alternatives = where.map((conditions) =>
      joined(
        'AND',
        conditions.map((condition) => this.condition(condition)),
      ),
    );
    const owned = this.ownership();
    const parts = [{ sql: 'deleted = 0', values: [] }, ...owned];
    if (alternatives.length > 0) parts.push(joined('OR', alternatives));
    return joined('AND', parts);
  }

  /** Messages are the user's own, always; other private modules only for administrators more. */
  private ownership(): Fragment[] {
    const isRestricted = this.module.definition.isPrivate && !this.user.isAdmin;
    if (this.module.name !== 'Messages' && !isRestricted) return [];
    if (this.module.name === 'Users') return [{ sql: 'number = ?', values: [this.user.number] }];
    return [{ sql: 'assigned_user_id = ?', values: [String(this.user.number)] }];
  }

  private condition(condition: Condition): Fragment {
    const { field: name } = condition;
    if (name.toLowerCase() === 'id') return this.idCondition(condition);
    const field = this.visibleField(name);
    if (!field) throw new CrmError(`Permission to access ${name} attribute denied.`);
    if (field.type === 'reference' || field.type === 'owner') {
      return this.comparison(condition, quoted(field.name), (literal) =>
        String(referredNumber(literal)),
      );
    }
    if (!isFolded(field)) {
      const isNumeric = ['integer', 'double', 'currency', 'boolean'].includes(field.type);
      const column = quoted(field.name);
      return isNumeric
        ? this.comparison(condition, `CAST(${column} AS REAL)`, (each) => Number(textOf(each)))
        : this.comparison(condition, column, textOf);
    }
    const isPattern = condition.kind === 'comparison' && condition.operator === 'LIKE';
    return this.comparison(condition, foldedColumn(field), (literal) =>
      isPattern ? foldPattern(textOf(literal)) : fold(textOf(literal)),
    );
  }

  private idCondition(condition: Condition): Fragment {
    return this.comparison(condition, 'number', (literal) => recordNumber(literal) ?? noRecord);
  }

  private comparison(
    condition: Condition,
    column: string,
    value: (literal: Literal) => SqlValue,
  ): Fragment {
    if (condition.kind === 'in') {
      const values = condition.values.map(value);
      return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, values };
    }
    const { operator } = condition;
    const escape = operator === 'LIKE' ? ` ESCAPE '\\'` : '';
    return { sql: `${column} ${operator} ?${escape}`, values: [value(condition.value)] };
  }

  private sortColumn(name: string): string {
    if (name.toLowerCase() === 'id') return 'number';
    const field = this.visibleField(name);
    if (!field) throw new CrmError(`Permission to access ${name} attribute denied.`);
    if (['integer', 'double', 'currency'].includes(field.type)) {
      return `CAST(${quoted(field.name)} AS REAL)`;
    }
    return isFolded(field) ? foldedColumn(field) : quoted(field.name);
  }

  private visibleField(name: string): Field | undefined {
    const field = this.module.field(name);
    return field && this.isShown(field) ? field : undefined;
  }

  private isShown(field: Field): boolean {
    if (field.hidden || field.type === 'file') return false;
    if (!this.user.maySeeField(this.module, field.name)) return false;
    return this.module.name !== 'Users' || this.user.isAdmin;
  }

  private saysWhere(condition: Condition): boolean {
    if (this.module.name !== 'Messages') return false;
    const literals = condition.kind === 'in' ? condition.values : [condition.value];
    return literals.some((literal) => /where /i.test(literal.raw));
  }
}

function textOf(literal: Literal): string {
  const text = literal.kind === 'text' ? readMysqlText(literal.raw) : literal.raw;
  if (text === undefined) throw new BrokenStatement();
  return text;
}

/** The number of no record: what is no web service id finds nothing as `id` (REST API 5). */
const noRecord = -1;

/** The record number of `4x50`. */
function recordNumber(literal: Literal): number | undefined {
  const [, number] = /^\d+x(\d+)$/.exec(textOf(literal)) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The number of the record that a field refers to; fails for what is no web service id. */
function referredNumber(literal: Literal): number {
  const number = recordNumber(literal);
  if (number === undefined) throw CrmError.badId();
  return number;
}

/** A LIKE pattern, folded like the texts it is held against; blanks at its end count. */
function foldPattern(pattern: string): string {
  return fold(`${pattern}|`).slice(0, -1);
}

/**
 * Joins in halves, not in a chain: SQLite takes a tree 1 000 levels deep, and callers may join
 * some thousand terms.
 */
function joined(word: 'AND' | 'OR', parts: readonly Fragment[]): Fragment {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const middle = Math.ceil(parts.length / 2);
  const left = joined(word, parts.slice(0, middle));
  const right = joined(word, parts.slice(middle));
  return {
    sql: `(${left.sql} ${word} ${right.sql})`,
    values: [...left.values, ...right.values],
  };
}
