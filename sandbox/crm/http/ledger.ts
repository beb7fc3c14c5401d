import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Crm } from '../crm.ts';
import type { Values } from '../store/records.ts';

/** A message, deleted or not, as the database has it; date-times in the server's zone. */
export type LedgerMessage = {
  readonly id: string;
  readonly isDeleted: boolean;
  /** Name of the user. */
  readonly owner: string;
  readonly messageid: string;
  readonly subject: string;
  readonly mfrom: string;
  readonly mdate: string;
  readonly createdtime: string;
  readonly mtype: string;
  readonly mvisibility: string;
  readonly xmailer: string;
  /** The body, as it was cleaned. */
  readonly description: string;
  /** What its relations hang on. */
  readonly hash: string;
};

/** A document, deleted or not. */
export type LedgerDocument = {
  readonly id: string;
  readonly isDeleted: boolean;
  /** Names of users. */
  readonly owner: string;
  readonly creator: string;
  readonly title: string;
  /** What the record says of its file. */
  readonly filesize: string;
  readonly note: string;
  /** Of the bytes on disk; `''` where there are none. */
  readonly sha256: string;
  /** Messages that it is related to, deleted ones too. */
  readonly messages: readonly string[];
  /** Other records that it is related to, deleted ones too. */
  readonly records: readonly string[];
};

/** A comment on a record, deleted or not. */
export type LedgerComment = {
  readonly id: string;
  readonly isDeleted: boolean;
  readonly record: string;
  readonly author: string;
  readonly text: string;
  readonly visibility: string;
};

/** The whole truth about mails: every row straight from the database, deleted ones included. */
export type Ledger = {
  readonly messages: readonly LedgerMessage[];
  readonly documents: readonly LedgerDocument[];
  /** Each record that a mail is related to, by the hash of the mail. */
  readonly relations: readonly { readonly hash: string; readonly record: string }[];
  readonly comments: readonly LedgerComment[];
};

export function ledger(crm: Crm): Ledger {
  const links = crm.database.all('SELECT hash, record FROM message_link ORDER BY rowid');
  return {
    messages: rowsOf(crm, 'Messages').map((row) => message(crm, row)),
    documents: rowsOf(crm, 'Documents').map((row) => document(crm, row)),
    relations: links.map(({ hash, record }) => ({
      hash: String(hash),
      record: webServiceId(crm, Number(record)),
    })),
    comments: rowsOf(crm, 'ModComments').map((row) => comment(crm, row)),
  };
}

type LedgerRow = {
  readonly number: number;
  readonly id: string;
  readonly isDeleted: boolean;
  readonly values: Values;
};

function rowsOf(crm: Crm, name: string): readonly LedgerRow[] {
  const module = crm.catalogue.get(name);
  const rows = crm.database.all(`SELECT number, deleted FROM "m_${name}" ORDER BY number`);
  return rows.map((row) => {
    const number = Number(row['number']);
    return {
      number,
      id: `${module.prefix}x${number}`,
      isDeleted: row['deleted'] === 1,
      values: crm.records.read(module, number) ?? {},
    };
  });
}

function message(crm: Crm, { id, isDeleted, values }: LedgerRow): LedgerMessage {
  const of = (name: string): string => values[name] ?? '';
  return {
    id,
    isDeleted,
    owner: userName(crm, of('assigned_user_id')),
    messageid: of('messageid'),
    subject: of('subject'),
    mfrom: of('mfrom'),
    mdate: of('mdate'),
    createdtime: of('createdtime'),
    mtype: of('mtype'),
    mvisibility: of('mvisibility'),
    xmailer: of('xmailer'),
    description: of('cleaned_body'),
    hash: of('messagehash'),
  };
}

function document(crm: Crm, { number, id, isDeleted, values }: LedgerRow): LedgerDocument {
  const links = crm.database.all(
    'SELECT record FROM document_link WHERE document = ? ORDER BY rowid',
    number,
  );
  const related = links.map(({ record }) => Number(record));
  const isMessage = (record: number): boolean =>
    crm.records.find(record)?.module.name === 'Messages';
  const ids = (records: readonly number[]): readonly string[] =>
    records.map((record) => webServiceId(crm, record));
  return {
    id,
    isDeleted,
    owner: userName(crm, values['assigned_user_id']),
    creator: userName(crm, values['creator']),
    title: values['notes_title'] ?? '',
    filesize: values['filesize'] ?? '',
    note: values['notecontent'] ?? '',
    sha256: sumOfBytes(crm, number),
    messages: ids(related.filter(isMessage)),
    records: ids(related.filter((record) => !isMessage(record))),
  };
}

function comment(crm: Crm, { id, isDeleted, values }: LedgerRow): LedgerComment {
  return {
    id,
    isDeleted,
    record: webServiceId(crm, Number(values['related_to'])),
    author: userName(crm, values['creator']),
    text: values['commentcontent'] ?? '',
    visibility: values['visibility_comm'] ?? '',
  };
}

/** Counted from the bytes: what the table says of them is not believed. */
function sumOfBytes(crm: Crm, document: number): string {
  const path = crm.files.ofDocument(document)?.path;
  if (path === undefined || !existsSync(path)) return '';
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function userName(crm: Crm, number = ''): string {
  return crm.accounts.numbered(Number(number))?.definition.name ?? '';
}

/** `4x50`, for deleted records too; `''` for a number never given to a record. */
function webServiceId(crm: Crm, number: number): string {
  const entry = crm.records.find(number);
  return entry ? `${entry.module.prefix}x${number}` : '';
}
