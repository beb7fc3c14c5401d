import type { Attachment, Mail, OpenItem, Person } from '../../domain/mail';
import { ProblemError } from '../../domain/problem';
import type { ItemExtras } from './envelope';
import type { PaneWindow } from './pane-window';

/** The item classes that are mails: what was sent as one, and an invitation to a meeting. */
const mailClass = /^(IPM\.Note($|\.)|IPM\.Schedule\.Meeting\.Request$)/i;

/** The mailbox of the pane's Outlook. Fails with `outsideOutlook` where there is none. */
export function mailboxOf({ Office: office }: PaneWindow): Office.Mailbox {
  const context = office?.context as Partial<Office.Context> | undefined;
  if (!context?.mailbox) throw new ProblemError({ kind: 'outsideOutlook' });
  return context.mailbox;
}

/**
 * Whether the pane's Outlook is of this Mailbox level; a text, for the number 1.10 would be 1.1.
 */
export function hasMailbox({ Office: office }: PaneWindow, level: string): boolean {
  return office?.context.requirements.isSetSupported('Mailbox', level) ?? false;
}

/** The mail on the screen as Outlook gives it; nothing where the item is no mail that was sent. */
export function mailOnScreen(pane: PaneWindow): Office.MessageRead | undefined {
  const item = mailboxOf(pane).item as Partial<Office.MessageRead> | null | undefined;
  return kindOf(item) === 'mail' ? (item as Office.MessageRead) : undefined;
}

/** What is on the screen. */
export function openItem(pane: PaneWindow): OpenItem {
  const mail = mailOnScreen(pane);
  if (mail) {
    return { kind: 'mail', itemId: mail.itemId, subject: subject(mail), from: person(mail.from) };
  }
  const kind = kindOf(mailboxOf(pane).item as Partial<Office.MessageRead> | null | undefined);
  return { kind: kind === 'mail' ? 'notMail' : kind };
}

/**
 * Read mode gives texts where compose mode gives objects; the item is null or undefined where
 * nothing is selected (OUTLOOK-FACTS 3). A mail without an id could not be told from the next one.
 */
function kindOf(item: Partial<Office.MessageRead> | null | undefined): OpenItem['kind'] {
  if (!item) return 'nothing';
  if (String(item.itemType) !== 'message') return 'notMail';
  if (item.subject && typeof item.subject !== 'string') return 'draft';
  return item.itemId && mailClass.test(item.itemClass || 'IPM.Note') ? 'mail' : 'notMail';
}

/**
 * What the item itself says, without asking Outlook: all of a mail but its body. `shared` are the
 * addresses of the shared mailbox that it lies in.
 */
export function mailProperties(
  pane: PaneWindow,
  item: Office.MessageRead,
  shared: readonly string[],
): Omit<Mail, 'body'> {
  const from = person(item.from);
  const sender = item.sender ? person(item.sender) : from;
  const messageId = (item.internetMessageId as string | undefined)?.trim();
  const later = hasMailbox(pane, '1.8');
  const own = [mailboxOf(pane).userProfile.emailAddress, ...shared].filter(
    (address) => address !== '',
  );
  return {
    itemId: item.itemId,
    subject: subject(item),
    from,
    sender,
    to: people(item.to),
    cc: people(item.cc),
    ...(messageId && { messageId }),
    ...(item.conversationId && { conversationId: item.conversationId }),
    createdAt: isoDate(item.dateTimeCreated),
    sentByUser: isOneOf(own, from) || isOneOf(own, sender),
    own,
    attachments: attachments(item),
    abilities: {
      attachments: later,
      headers: later,
      original: hasMailbox(pane, '1.14') && 'getAsFileAsync' in item,
    },
  };
}

/** What the item says that a mail is linked with, and not shown by. */
export function itemExtras(pane: PaneWindow, item: Office.MessageRead): ItemExtras {
  const { bcc, inReplyTo } = item as {
    readonly bcc?: readonly Office.EmailAddressDetails[];
    readonly inReplyTo?: string | null;
  };
  return {
    bcc: people(bcc),
    inReplyTo: hasMailbox(pane, '1.14') ? (inReplyTo ?? '') : '',
    timeZone: (mailboxOf(pane).userProfile.timeZone as string | undefined) ?? '',
  };
}

/** Those of a list that can be reached. */
function people(list: readonly Office.EmailAddressDetails[] | undefined): readonly Person[] {
  return (list ?? []).map(person).filter(({ address }) => address !== '');
}

function subject(item: { readonly subject?: string | null }): string {
  return item.subject ?? '';
}

function person(details: Partial<Office.EmailAddressDetails> | undefined): Person {
  const address = details?.emailAddress ?? '';
  const name = details?.displayName ?? '';
  return { name: name === address ? '' : name, address };
}

function isOneOf(own: readonly string[], { address }: Person): boolean {
  return own.some((one) => one.toLowerCase() === address.toLowerCase());
}

/** An item without a date gets the same one every time, for a made Message-ID rests on it. */
function isoDate(date: Date | undefined): string {
  const time = date?.getTime() ?? 0;
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}

function attachments(item: Partial<Office.MessageRead>): readonly Attachment[] {
  return item.attachments?.map(attachment) ?? [];
}

function attachment(details: Office.AttachmentDetails): Attachment {
  const { id, size, isInline } = details;
  const contentType = (details.contentType as string | null | undefined) ?? '';
  const contentId = (details as { contentId?: string }).contentId?.replace(/^<|>$/g, '');
  const kind = attachmentKind(String(details.attachmentType), contentType);
  return {
    id,
    name: attachmentName(details.name, kind),
    size,
    kind,
    inline: isInline,
    contentType,
    ...(contentId && { contentId }),
  };
}

/**
 * Outlook lists mails and appointments alike as items; often only the content tells which it is.
 */
function attachmentKind(type: string, contentType: string): Attachment['kind'] {
  if (type === 'cloud') return 'link';
  if (type !== 'item') return 'file';
  return /calendar/i.test(contentType) ? 'event' : 'mail';
}

/** An attached item is named by its subject, which has no extension (OUTLOOK-FACTS 4). */
function attachmentName(name: string | null | undefined, kind: Attachment['kind']): string {
  const given = name ?? '';
  if (kind === 'mail') return /\.(eml|msg|ics)$/i.test(given) ? given : `${given || 'mail'}.eml`;
  if (kind === 'event') return /\.ics$/i.test(given) ? given : `${given || 'event'}.ics`;
  return given || 'attachment';
}
