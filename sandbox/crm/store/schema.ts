import { createHash } from 'node:crypto';
import type { Catalogue, Module } from '../metadata/catalogue.ts';
import type { Field } from '../metadata/module-definition.ts';
import type { Database } from './database.ts';

/** A name in double quotes, as SQL wants it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The table that holds a module's records, one column for each field. */
export function tableOf(module: Module): string {
  return quoted(`m_${module.name}`);
}

const compared = ['string', 'text', 'email', 'phone', 'url', 'picklist', 'time', 'signature'];

/** Whether `field` has a second column in which it is compared: short texts have (see `fold`). */
export function isFolded(field: Field): boolean {
  return compared.includes(field.type) && ![19, 210].includes(field.uitype);
}

export function foldedColumn(field: Field): string {
  return quoted(`${field.name}~`);
}

/** Columns of a module that no method shows. */
export function hiddenColumns(module: Module): readonly string[] {
  return module.name === 'Messages' ? ['mvisibility', 'messagehash'] : [];
}

/** Fields that are looked up so often that they need an index. */
function isIndexed(module: Module, field: Field): boolean {
  return (
    field.type === 'email' ||
    field.uitype === 4 ||
    ['messageid', 'in_reply_to', 'username'].includes(field.name) ||
    module.labelFields.includes(field.name)
  );
}

function createModuleTable(database: Database, module: Module): void {
  const columns = module.fields.flatMap((field) => [
    `${quoted(field.name)} TEXT NOT NULL DEFAULT ''`,
    ...(isFolded(field) ? [`${foldedColumn(field)} TEXT NOT NULL DEFAULT ''`] : []),
  ]);
  const hidden = hiddenColumns(module).map((name) => `${quoted(name)} TEXT NOT NULL DEFAULT ''`);
  database.execute(
    `CREATE TABLE IF NOT EXISTS ${tableOf(module)} (` +
      [
        'number INTEGER PRIMARY KEY',
        'deleted INTEGER NOT NULL DEFAULT 0',
        ...columns,
        ...hidden,
      ].join(', ') +
      ')',
  );
  for (const field of module.fields.filter((each) => isFolded(each) && isIndexed(module, each))) {
    const index = quoted(`i_${module.name}_${field.name}`);
    database.execute(
      `CREATE INDEX IF NOT EXISTS ${index} ON ${tableOf(module)} (${foldedColumn(field)})`,
    );
  }
  if (hidden.length > 0) {
    database.execute(`CREATE INDEX IF NOT EXISTS i_hash ON ${tableOf(module)} (messagehash)`);
  }
}

/** A number that changes with the layout of the tables; never 0, which is that of a new file. */
function layoutOf(catalogue: Catalogue): number {
  const definitions = JSON.stringify(catalogue.modules.map((module) => module.definition));
  return 1 + parseInt(createHash('sha256').update(definitions).digest('hex').slice(0, 7), 16);
}

function dropTables(database: Database): void {
  const tables = database.all(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
  );
  for (const { name } of tables) database.execute(`DROP TABLE ${quoted(String(name))}`);
}

/**
 * Creates what is missing; harmless on a database that is complete. One that was made for other
 * modules or fields is emptied: it holds a demonstration's data, and there is nothing to convert.
 */
export function createSchema(database: Database, catalogue: Catalogue): void {
  const layout = layoutOf(catalogue);
  const found = Number(database.first('PRAGMA user_version')?.['user_version'] ?? 0);
  database.transaction(() => {
    if (found !== layout) dropTables(database);
    database.execute(`PRAGMA user_version = ${layout}`);
    database.execute(`
      CREATE TABLE IF NOT EXISTS record (
        number INTEGER PRIMARY KEY AUTOINCREMENT, module TEXT NOT NULL,
        deleted INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE IF NOT EXISTS counter (module TEXT PRIMARY KEY, last INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS account (
        number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        password TEXT NOT NULL, accesskey TEXT NOT NULL, profile TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS failure (
        user TEXT NOT NULL, ip TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (user, ip));
      CREATE TABLE IF NOT EXISTS folder (
        number INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS message_link (
        hash TEXT NOT NULL, record INTEGER NOT NULL, UNIQUE (hash, record));
      CREATE INDEX IF NOT EXISTS i_message_link_record ON message_link (record);
      CREATE TABLE IF NOT EXISTS document_link (
        document INTEGER NOT NULL, record INTEGER NOT NULL, UNIQUE (document, record));
      CREATE INDEX IF NOT EXISTS i_document_link_record ON document_link (record);
      CREATE TABLE IF NOT EXISTS attachment (
        message INTEGER NOT NULL, document INTEGER NOT NULL, UNIQUE (message, document));
      CREATE TABLE IF NOT EXISTS unlisted_link (
        source INTEGER NOT NULL, target INTEGER NOT NULL, UNIQUE (source, target));
      CREATE TABLE IF NOT EXISTS file (
        number INTEGER PRIMARY KEY, document INTEGER NOT NULL UNIQUE, name TEXT NOT NULL,
        type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL);
    `);
    for (const module of catalogue.modules) createModuleTable(database, module);
  });
}

/** Empties every table and starts all numbers anew. */
export function emptyTables(database: Database, catalogue: Catalogue): void {
  const tables = [
    'record',
    'counter',
    'account',
    'failure',
    'folder',
    'message_link',
    'document_link',
    'attachment',
    'unlisted_link',
    'file',
    ...catalogue.modules.map(tableOf),
  ];
  database.transaction(() => {
    for (const table of tables) database.run(`DELETE FROM ${table}`);
    database.run(`DELETE FROM sqlite_sequence WHERE name = 'record'`);
  });
}
