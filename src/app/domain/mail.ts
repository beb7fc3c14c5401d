/** Somebody named in a mail. `name` is empty where the mail gives only an address. */
export interface Person {
  readonly name: string;
  readonly address: string;
}

/**
 * What Outlook lists of one attachment.
 *
 * `file` has bytes, `mail` is an attached message, `event` an attached appointment and `link` a
 * cloud attachment, of which there is only an address (Outlook host 5).
 */
export interface Attachment {
  /** The pane's own key, of this attachment alone within its mail; not what Outlook calls it. */
  readonly id: string;
  /** The name to archive it under, with an extension (`.eml` is added to attached mails). */
  readonly name: string;
  /** Bytes, as Outlook says; often somewhat more than the content has. */
  readonly size: number;
  readonly kind: 'file' | 'mail' | 'event' | 'link';
  /** Whether Outlook marks it as shown inside the body; some senders mark true attachments so. */
  readonly inline: boolean;
  readonly contentType: string;
  /** Without angle brackets; known only from Mailbox 1.16 on. */
  readonly contentId?: string;
}

/** The content of one attachment. */
export type AttachmentContent =
  | {
      readonly kind: 'bytes';
      readonly blob: Blob;
      /** Given where only the content tells the true extension: an appointment is an `.ics`. */
      readonly name?: string;
    }
  | { readonly kind: 'link'; readonly url: string };

/** What the Outlook at hand can give, so that the rest is said plainly before linking. */
export interface HostAbilities {
  /** Whether attachments can be read (Mailbox 1.8). */
  readonly attachments: boolean;
  /** Whether the internet headers can be read (Mailbox 1.8). */
  readonly headers: boolean;
  /** Whether the whole mail can be read as a file (Mailbox 1.14). */
  readonly original: boolean;
}

/** A part of the mail that its body may show by a `cid:` reference (RFC 2392). */
export interface InlinePart {
  readonly name: string;
  /** Without angle brackets. */
  readonly contentId: string;
  readonly contentType: string;
  readonly blob: Blob;
}

/** A received or sent mail, as far as the host gives it at once. */
export interface Mail {
  readonly itemId: string;
  readonly subject: string;
  readonly from: Person;
  /** Differs from `from` only for mail sent on behalf of somebody. */
  readonly sender: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  /** Where Outlook tells: of mail in the user's own folders. */
  readonly bcc?: readonly Person[];
  /** With its angle brackets; missing for a while in Sent Items, and for odd senders for good. */
  readonly messageId?: string;
  readonly conversationId?: string;
  /** When the item came into being in the mailbox, ISO 8601 in UTC; not the time of sending. */
  readonly createdAt: string;
  /** Whether the mailbox's own user sent it, as far as is known (`otherSide`). */
  readonly sentByUser: boolean;
  /** What the mailbox's user is called; missing where Outlook does not tell. */
  readonly ownName?: string;
  /** The addresses of the mailbox's user, and of the shared mailbox that the mail lies in. */
  readonly own: readonly string[];
  /** HTML, of unknown origin: only ever text to the pane. */
  readonly body: string;
  readonly attachments: readonly Attachment[];
  readonly abilities: HostAbilities;
}

/** What the internet headers say more exactly than the item: read just before linking. */
export interface Envelope {
  readonly messageId: string;
  /** `made` where the mail has none: the same mail always gives the same one. */
  readonly messageIdSource: 'item' | 'headers' | 'made';
  /** ISO 8601 in UTC. */
  readonly sentAt: string;
  /** Whether `sentAt` is the `Date` header and not the item's creation. */
  readonly sentAtIsExact: boolean;
  readonly from: Person;
  readonly replyTo: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  /** Only of mail the user sent. */
  readonly bcc: readonly Person[];
  /** Whether a list has just the length at which its Outlook cuts, and no header tells the rest. */
  readonly recipientsMayBeCut: boolean;
  readonly inReplyTo: string;
  readonly references: string;
  /** The zone that the mailbox is set to, by its IANA name; missing where Outlook does not tell. */
  readonly mailboxZone?: string;
}

/** Which item the host shows. */
export type OpenItem =
  | {
      readonly kind: 'mail';
      readonly itemId: string;
      readonly subject: string;
      readonly from: Person;
    }
  | { readonly kind: 'nothing' }
  /** Another item than the host told of: which, is known only once the pane is loaded anew. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'draft' }
  /** An appointment, a meeting's answer, a contact: something that is no mail. */
  | { readonly kind: 'notMail' };
