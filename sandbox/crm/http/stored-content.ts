import type { Crm } from '../crm.ts';
import { recordLabel } from '../methods/record-label.ts';

/** A file of a linked message. */
export type LinkedFile = {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** Whether the record's own Documents list shows it too. */
  readonly onRecord: boolean;
};

/** One row of the Messages list of a record. */
export type LinkedMessage = {
  readonly record: string;
  readonly module: string;
  readonly label: string;
  readonly messageId: string;
  readonly subject: string;
  readonly files: readonly LinkedFile[];
};

/** One entry for each mail in the Messages list of each record. */
export function linkedMessages(crm: Crm): readonly LinkedMessage[] {
  return crm.links.listedLinks().flatMap(({ record, hash, number }) => {
    const entry = crm.records.find(record);
    const message = crm.records.read(crm.catalogue.get('Messages'), number);
    if (!entry || !message) return [];
    const ofRecord = new Set(crm.links.documentsOf(record));
    const documents = new Set(
      crm.links.copiesOf(hash).flatMap((copy) => crm.links.documentsOf(copy)),
    );
    const files = [...documents].map((document) => ({
      ...linkedFile(crm, document),
      onRecord: ofRecord.has(document),
    }));
    return [
      {
        record: `${entry.module.prefix}x${record}`,
        module: entry.module.name,
        label: recordLabel(crm, entry),
        messageId: message['messageid'] ?? '',
        subject: message['subject'] ?? '',
        files,
      },
    ];
  });
}

/** The title is the name that people see; a document without a file has size 0 and no sum. */
function linkedFile(crm: Crm, document: number): Omit<LinkedFile, 'onRecord'> {
  const values = crm.records.read(crm.catalogue.get('Documents'), document);
  const file = crm.files.ofDocument(document);
  return {
    name: values?.['notes_title'] ?? '',
    size: file?.size ?? 0,
    sha256: file?.sha256 ?? '',
  };
}

/** Every document that is not deleted. */
export function storedDocuments(crm: Crm): readonly Omit<LinkedFile, 'onRecord'>[] {
  const rows = crm.database.all(
    'SELECT number FROM "m_Documents" WHERE deleted = 0 ORDER BY number',
  );
  return rows.map((row) => linkedFile(crm, Number(row['number'])));
}

/** Every comment that is not deleted. */
export function storedComments(crm: Crm): readonly Readonly<Record<string, string>>[] {
  const module = crm.catalogue.get('ModComments');
  const rows = crm.database.all(
    'SELECT number FROM "m_ModComments" WHERE deleted = 0 ORDER BY number',
  );
  return rows.map((row) => {
    const values = crm.records.read(module, Number(row['number'])) ?? {};
    const target = crm.records.find(Number(values['related_to']));
    return {
      record: target ? `${target.module.prefix}x${target.number}` : '',
      text: values['commentcontent'] ?? '',
      visibility: values['visibility_comm'] ?? '',
      author: crm.accounts.numbered(Number(values['creator']))?.definition.name ?? '',
    };
  });
}

/** Every mail that is not deleted, by its fields. */
export function storedMessages(crm: Crm): readonly Readonly<Record<string, string>>[] {
  const rows = crm.database.all(
    'SELECT number FROM "m_Messages" WHERE deleted = 0 ORDER BY number',
  );
  return rows.map((row) => {
    const number = Number(row['number']);
    const values = crm.records.read(crm.catalogue.get('Messages'), number) ?? {};
    const owner = crm.accounts.numbered(Number(values['assigned_user_id']));
    return { ...values, id: `44x${number}`, owner: owner?.definition.name ?? '' };
  });
}
