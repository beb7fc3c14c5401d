import type { Database, Row } from './database.ts';
import type { Files } from './files.ts';
import { quoted } from './schema.ts';

/** Everything that a CRM keeps, at one moment: rows, numbers already given out, and files. */
export type Backup = {
  readonly tables: ReadonlyMap<string, readonly Row[]>;
  readonly files: ReadonlyMap<string, Buffer>;
};

export function takeBackup(database: Database, files: Files): Backup {
  const rowsOf = (table: string): readonly Row[] =>
    database.all(`SELECT * FROM ${quoted(table)} ORDER BY rowid`);
  return {
    tables: new Map(tablesOf(database).map((table) => [table, rowsOf(table)])),
    files: files.copyAll(),
  };
}

/** Puts everything back as it was: numbers given out since then will be given out again. */
export function putBack(database: Database, files: Files, backup: Backup): void {
  database.transaction(() => {
    for (const [table, rows] of backup.tables) {
      database.run(`DELETE FROM ${quoted(table)}`);
      for (const row of rows) insert(database, table, row);
    }
  });
  files.replaceAll(backup.files);
}

function insert(database: Database, table: string, row: Row): void {
  const columns = Object.keys(row);
  database.run(
    `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) ` +
      `VALUES (${columns.map(() => '?').join(', ')})`,
    ...Object.values(row),
  );
}

/** The sequence of record numbers comes last: inserting records moves it. */
function tablesOf(database: Database): readonly string[] {
  const tables = database.all(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
  );
  return [...tables.map(({ name }) => String(name)), 'sqlite_sequence'];
}
