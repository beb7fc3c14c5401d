import type { MailAttachment, MailPerson, ParsedMail } from './eml.ts';

/** The lists of recipients by their wire numbers (Outlook host 14.3). */
export const recipientFields = ['to', 'cc', 'bcc'] as const;
export type RecipientField = (typeof recipientFields)[number];

/** An attachment of an item, with the id it is asked for by. */
export interface ListedAttachment {
  readonly id: string;
  readonly attachment: MailAttachment;
}

/** A mail that is being written: what an add-in may change of it. */
export class Draft {
  subject: string;
  html: string;
  attachments: readonly ListedAttachment[];
  /** Given by the server with the first save. */
  savedId: string | undefined;
  signature: string | undefined;
  usesClientSignature = true;
  readonly people: Record<RecipientField, readonly MailPerson[]>;
  readonly internetHeaders = new Map<string, string>();
  readonly sessionData = new Map<string, string>();
  private added = 0;

  constructor(mail: ParsedMail, attachments: readonly ListedAttachment[]) {
    this.subject = mail.subject;
    this.html = mail.html;
    this.people = { to: mail.to, cc: mail.cc, bcc: mail.bcc };
    this.attachments = attachments;
  }

  /** Adds an attachment and returns its id. */
  attach(attachment: MailAttachment): ListedAttachment {
    this.added += 1;
    const listed = { id: `added-${String(this.added)}`, attachment };
    this.attachments = [...this.attachments, listed];
    return listed;
  }

  /** Takes an attachment away; undefined when there is none of this id. */
  detach(id: string): ListedAttachment | undefined {
    const found = this.attachments.find((listed) => listed.id === id);
    this.attachments = this.attachments.filter((listed) => listed !== found);
    return found;
  }
}
