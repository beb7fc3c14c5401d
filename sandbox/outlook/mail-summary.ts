import { isShownInBody, type MailPerson, type ParsedMail } from './eml.ts';

/** A line of the message list: what `GET /mail` answers for each mail. */
export interface MailSummary {
  readonly id: string;
  readonly folder: 'inbox' | 'sent' | 'drafts';
  readonly subject: string;
  readonly from: MailPerson;
  /** The first three. */
  readonly to: readonly MailPerson[];
  /** ISO 8601, or empty. */
  readonly receivedAt: string;
  /** Of the `.eml` file, in bytes. */
  readonly size: number;
  readonly hasAttachments: boolean;
}

/** The line of a mail in the list. */
export function summarise(
  id: string,
  folder: MailSummary['folder'],
  mail: ParsedMail,
): MailSummary {
  const summarisedRecipients = 3;
  return {
    id,
    folder,
    subject: mail.subject,
    from: mail.from ?? { name: '', address: '' },
    to: mail.to.slice(0, summarisedRecipients),
    receivedAt: mail.receivedAt ?? '',
    size: mail.bytes.length,
    hasAttachments: mail.attachments.some((attachment) => !isShownInBody(mail, attachment)),
  };
}
