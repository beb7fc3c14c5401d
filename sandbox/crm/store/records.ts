import type { Catalogue, Module } from '../metadata/catalogue.ts';
import { fold } from '../text/fold.ts';
import type { Database, SqlValue } from './database.ts';
import { foldedColumn, hiddenColumns, isFolded, quoted, tableOf } from './schema.ts';

/** The texts of a record by field name; references are record numbers, owners user numbers. */
export type Values = Readonly<Record<string, string>>;

export type Entry = {
  readonly number: number;
  readonly module: Module;
  readonly deleted: boolean;
};

/** Rows of all modules. Numbers are common to all but Users, as in the CRM. */
export class Records {
  constructor(
    private readonly database: Database,
    private readonly catalogue: Catalogue,
  ) {}

  /** Takes the next number of the sequence, for a record of that kind. */
  reserveNumber(kind: string): number {
    return this.database.run('INSERT INTO record (module) VALUES (?)', kind);
  }

  insert(module: Module, number: number, values: Values): void {
    const pairs = this.columnValues(module, values);
    const columns = ['number', ...pairs.map(([column]) => column)];
    this.database.run(
      `INSERT INTO ${tableOf(module)} (${columns.join(', ')}) ` +
        `VALUES (${columns.map(() => '?').join(', ')})`,
      number,
      ...pairs.map(([, value]) => value),
    );
  }

  update(module: Module, number: number, values: Values): void {
    const pairs = this.columnValues(module, values);
    if (pairs.length === 0) return;
    this.database.run(
      `UPDATE ${tableOf(module)} SET ${pairs.map(([column]) => `${column} = ?`).join(', ')} ` +
        'WHERE number = ?',
      ...pairs.map(([, value]) => value),
      number,
    );
  }

  /** Where that number is, deleted or not; `undefined` for numbers never given to a record. */
  find(number: number): Entry | undefined {
    const row = this.database.first('SELECT module, deleted FROM record WHERE number = ?', number);
    const module = row && this.catalogue.find(String(row['module']));
    return module && { number, module, deleted: row['deleted'] === 1 };
  }

  /** The fields of a record, hidden columns included. */
  read(module: Module, number: number): Values | undefined {
    const row = this.database.first(`SELECT * FROM ${tableOf(module)} WHERE number = ?`, number);
    if (!row) return undefined;
    const names = [...module.fields.map((field) => field.name), ...hiddenColumns(module)];
    return Object.fromEntries(names.map((name) => [name, String(row[name] ?? '')]));
  }

  markDeleted(entry: Entry): void {
    this.database.run('UPDATE record SET deleted = 1 WHERE number = ?', entry.number);
    this.database.run(
      `UPDATE ${tableOf(entry.module)} SET deleted = 1 WHERE number = ?`,
      entry.number,
    );
  }

  /** The next of the module's own numbers: `ACC7`. */
  nextRecordNumber(module: Module): string {
    const prefix = module.definition.numberPrefix ?? '';
    this.database.run(
      'INSERT INTO counter (module, last) VALUES (?, 1) ' +
        'ON CONFLICT (module) DO UPDATE SET last = last + 1',
      module.name,
    );
    const row = this.database.first('SELECT last FROM counter WHERE module = ?', module.name);
    return `${prefix}${String(row?.['last'] ?? '')}`;
  }

  private columnValues(module: Module, values: Values): (readonly [string, SqlValue])[] {
    const shown = module.fields.flatMap((field) => {
      const value = values[field.name];
      if (value === undefined) return [];
      const plain = [quoted(field.name), value] as const;
      return isFolded(field) ? [plain, [foldedColumn(field), fold(value)] as const] : [plain];
    });
    const hidden = hiddenColumns(module).flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[quoted(name), value] as const];
    });
    return [...shown, ...hidden];
  }
}
