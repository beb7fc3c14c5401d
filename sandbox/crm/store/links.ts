import type { Database } from './database.ts';

/** A stored mail as the list of a record shows it: one row for each hash. */
export type ListedMessage = { readonly hash: string; readonly number: number };

/** Who is related to whom (REST API 7.2 and 9). */
export class Links {
  constructor(private readonly database: Database) {}

  /** Relates every copy of a mail, present and future, to the record: links hang on the hash. */
  linkMessage(hash: string, record: number): void {
    this.database.run('INSERT OR IGNORE INTO message_link VALUES (?, ?)', hash, record);
  }

  linkDocument(document: number, record: number): void {
    this.database.run('INSERT OR IGNORE INTO document_link VALUES (?, ?)', document, record);
  }

  /** Lists the document among the message's attachments. */
  attach(message: number, document: number): void {
    this.database.run('INSERT OR IGNORE INTO attachment VALUES (?, ?)', message, document);
  }

  /** Relates in a direction that no list reads, and that the API does not refuse. */
  linkUnlisted(source: number, target: number): void {
    this.database.run('INSERT OR IGNORE INTO unlisted_link VALUES (?, ?)', source, target);
  }

  /** The mails that the record's Messages list shows: those with a copy that is not deleted. */
  messagesOf(record: number): readonly ListedMessage[] {
    const rows = this.database.all(
      'SELECT l.hash AS hash, min(m.number) AS number FROM message_link l ' +
        'JOIN "m_Messages" m ON m.messagehash = l.hash AND m.deleted = 0 ' +
        'WHERE l.record = ? GROUP BY l.hash ORDER BY max(m.mdate) DESC, number DESC',
      record,
    );
    return rows.map((row) => ({ hash: String(row['hash']), number: Number(row['number']) }));
  }

  /** Every (record, mail) pair of records and mails that are alive, in the order they were made. */
  listedLinks(): readonly (ListedMessage & { readonly record: number })[] {
    const rows = this.database.all(
      'SELECT l.record AS record, l.hash AS hash, min(m.number) AS number FROM message_link l ' +
        'JOIN "m_Messages" m ON m.messagehash = l.hash AND m.deleted = 0 ' +
        'JOIN record r ON r.number = l.record AND r.deleted = 0 ' +
        'GROUP BY l.rowid ORDER BY l.rowid',
    );
    return rows.map((row) => ({
      record: Number(row['record']),
      hash: String(row['hash']),
      number: Number(row['number']),
    }));
  }

  /** The records that the mail's copies are listed at. */
  recordsOf(hash: string): readonly number[] {
    return numbers(
      this.database.all(
        'SELECT r.number AS number FROM message_link l JOIN record r ON r.number = l.record ' +
          'WHERE l.hash = ? AND r.deleted = 0 ORDER BY l.rowid',
        hash,
      ),
    );
  }

  /** All copies of a mail that are not deleted. */
  copiesOf(hash: string): readonly number[] {
    return numbers(
      this.database.all(
        'SELECT number FROM "m_Messages" WHERE messagehash = ? AND deleted = 0 ORDER BY number',
        hash,
      ),
    );
  }

  /** The documents listed at a record, or at a message. */
  documentsOf(record: number): readonly number[] {
    return numbers(
      this.database.all(
        'SELECT d.number AS number FROM document_link l ' +
          'JOIN "m_Documents" d ON d.number = l.document AND d.deleted = 0 ' +
          'WHERE l.record = ? ORDER BY d.number',
        record,
      ),
    );
  }

  /** The records that a document is listed at. */
  recordsOfDocument(document: number): readonly number[] {
    return numbers(
      this.database.all(
        'SELECT r.number AS number FROM document_link l JOIN record r ON r.number = l.record ' +
          'WHERE l.document = ? AND r.deleted = 0 ORDER BY l.rowid',
        document,
      ),
    );
  }
}

function numbers(rows: readonly Readonly<Record<string, unknown>>[]): readonly number[] {
  return rows.map((row) => Number(row['number']));
}
