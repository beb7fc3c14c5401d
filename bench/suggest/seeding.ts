import type { CrmOptions } from '../../sandbox/crm/crm.ts';
import { createMessage } from '../../sandbox/crm/messages/message-store.ts';
import { createRecord } from '../../sandbox/crm/methods/records.ts';
import { seedEmployees } from '../../sandbox/crm/seed/seed.ts';
import type { EarlierMail, PlannedRecord } from './records.ts';

/** Whose records they are, and who linked the earlier mails. */
export const userName = 'admin';

export interface Seeding {
  readonly seed: NonNullable<CrmOptions['seed']>;
  /** Web service ids by the records' keys; filled as the CRM is. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Fills a CRM with the benchmark's records and earlier mails, in their order. */
export function seeding(
  records: readonly PlannedRecord[],
  earlier: readonly EarlierMail[],
): Seeding {
  const ids = new Map<string, string>();
  const idOf = (key: string): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`${key} is named before it is there`);
    return id;
  };
  const seed: Seeding['seed'] = (crm) => {
    const owner = crm.accounts.named(userName);
    if (!owner) throw new Error(`The benchmark needs a user ${userName}`);
    seedEmployees(crm, owner);
    for (const { key, module, values } of records) {
      const definition = crm.catalogue.get(module);
      const element = Object.fromEntries(
        Object.entries(values).map(([field, value]) => [
          field,
          typeof value === 'string' ? value : idOf(value.to),
        ]),
      );
      const number = createRecord(crm, owner, definition, element);
      ids.set(key, `${String(definition.prefix)}x${String(number)}`);
    }
    const messages = crm.catalogue.get('Messages');
    for (const mail of earlier) {
      const linked = mail.linkedTo.map(idOf);
      const number = createMessage(
        crm,
        owner,
        {
          messageid: mail.messageId,
          subject: mail.subject,
          description: '<p>…</p>',
          mfrom: mail.from,
          mto: mail.to,
          mdate: mail.date,
          mtype: 'Link',
          mvisibility: 'Public',
          in_reply_to: mail.inReplyTo,
          mreferences: mail.references,
          xmailer: mail.note.map((word) => ids.get(word) ?? word).join(' '),
          parent_id: linked.join('|'),
        },
        [],
      );
      crm.records.update(messages, number, { createdtime: mail.date, modifiedtime: mail.date });
    }
  };
  return { seed, ids };
}
