import { Readable } from 'node:stream';
import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { storeAttachment } from '../documents/document-store.ts';
import { initialValues } from '../methods/values.ts';
import { cut, storable } from '../text/stored-text.ts';
import { wallTime } from '../text/zones.ts';
import { cleanBody } from './body.ts';
import { messageHash } from './message-store.ts';

/** A mail as it lies in a user's mailbox. */
export type MailboxMail = {
  readonly messageid: string;
  readonly subject: string;
  readonly mfrom: string;
  readonly mto?: string;
  /** When it was sent, as ISO with a zone. */
  readonly mdate: string;
  readonly description?: string;
  readonly files?: readonly { readonly name: string; readonly text: string }[];
};

/**
 * Stores a mail as the CRM's own mail client does when it fetches a user's mailbox: of type
 * `Webmail`, seen by its owner alone, with the hash that every copy of the mail has (REST API 7).
 * Its files become documents, as when somebody saves them in the CRM. Tells its number.
 */
export async function fetchMail(crm: Crm, owner: User, mail: MailboxMail): Promise<number> {
  const files = await Promise.all(
    (mail.files ?? []).map(async ({ name, text }) => ({
      part: name,
      name: `_${name}`,
      type: 'text/plain',
      bytes: await crm.files.keep(Readable.from([Buffer.from(text)])),
    })),
  );
  const module = crm.catalogue.get('Messages');
  const kept = (text: string): string => cut(storable(text), 255);
  return crm.database.transaction(() => {
    const number = crm.records.reserveNumber(module.name);
    crm.records.insert(module, number, {
      ...initialValues(crm, owner, module),
      messageid: kept(mail.messageid),
      subject: kept(mail.subject),
      mfrom: kept(mail.mfrom),
      mfrom_f: kept(mail.mfrom),
      mto: storable(mail.mto ?? ''),
      mto_f: storable(mail.mto ?? ''),
      mdate: wallTime(new Date(mail.mdate), crm.settings.serverZone),
      mtype: 'Webmail',
      folder: 'INBOX',
      xuid: String(number),
      cleaned_body: storable(cleanBody(mail.description ?? '', number)),
      mvisibility: '',
      messagehash: messageHash(mail.messageid, mail.subject),
    });
    const of = { message: number, owner: String(owner.number) };
    for (const file of files) storeAttachment(crm, owner, of, file);
    return number;
  });
}
