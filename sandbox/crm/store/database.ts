import Libsql from 'libsql';

/** A value as SQL takes and gives it. */
export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, SqlValue>>;

/** One SQL database, in a file. Statements are prepared once. */
export class Database {
  private readonly connection: Libsql.Database;
  private readonly statements = new Map<string, Libsql.Statement>();

  constructor(readonly file: string) {
    this.connection = new Libsql(file);
    this.connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  }

  /** Runs statements that take and give nothing. */
  execute(sql: string): void {
    this.connection.exec(sql);
  }

  /** Runs one statement and tells the row number it inserted. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return Number(this.prepared(sql).run(...values).lastInsertRowid);
  }

  all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    return this.prepared(sql).all(...values) as Row[];
  }

  first(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.all(sql, ...values)[0];
  }

  /** Does `work` wholly or, when it throws, not at all. */
  transaction<T>(work: () => T): T {
    if (this.connection.inTransaction) return work();
    this.connection.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.connection.exec('COMMIT');
      return result;
    } catch (error) {
      this.connection.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.statements.clear();
    this.connection.close();
  }

  private prepared(sql: string): Libsql.Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      // Queries come in as many shapes as there are word counts: keep only the recent ones.
      if (this.statements.size > 500) this.statements.clear();
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
