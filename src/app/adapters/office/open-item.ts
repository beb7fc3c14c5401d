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
 * nothing is selected (Outlook host 4.1). A mail without an id could not be told from the next one.
 */
function kindOf(item: Partial<Office.MessageRead> | null | undefined): OpenItem['kind'] {
  if (!item) return 'nothing';
  if (text(item.itemType) !== 'message') return 'notMail';
  if (item.subject && typeof item.subject !== 'string') return 'draft';
  return text(item.itemId) && mailClass.test(text(item.itemClass) || 'IPM.Note')
    ? 'mail'
    : 'notMail';
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
  const messageId = text(item.internetMessageId).trim();
  const conversationId = text(item.conversationId);
  const later = hasMailbox(pane, '1.8');
  const { emailAddress, displayName } = mailboxOf(pane).userProfile;
  const own = [text(emailAddress), ...shared].filter((address) => address !== '');
  return {
    itemId: item.itemId,
    subject: subject(item),
    from,
    sender,
    to: people(item.to),
    cc: people(item.cc),
    bcc: people((item as { readonly bcc?: unknown }).bcc),
    ...(messageId && { messageId }),
    ...(conversationId && { conversationId }),
    createdAt: isoDate(item.dateTimeCreated),
    sentByUser: isOneOf(own, from) || isOneOf(own, sender),
    own,
    ownName: text(displayName),
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
  const { bcc, inReplyTo } = item as { readonly bcc?: unknown; readonly inReplyTo?: unknown };
  return {
    bcc: people(bcc),
    inReplyTo: hasMailbox(pane, '1.14') ? text(inReplyTo) : '',
    timeZone: text(mailboxOf(pane).userProfile.timeZone),
  };
}

/** Those of a list that can be reached. */
function people(list: unknown): readonly Person[] {
  return listOf<Office.EmailAddressDetails>(list)
    .map(person)
    .filter(({ address }) => address !== '');
}

function subject(item: { readonly subject?: unknown }): string {
  return text(item.subject);
}

function person(details: Partial<Office.EmailAddressDetails> | null | undefined): Person {
  const address = text(details?.emailAddress);
  const name = text(details?.displayName);
  return { name: name === address ? '' : name, address };
}

function isOneOf(own: readonly string[], { address }: Person): boolean {
  return own.some((one) => one.toLowerCase() === address.toLowerCase());
}

/** An item without a date gets the same one every time, for a made Message-ID rests on it. */
function isoDate(date: unknown): string {
  // A date of another frame is no instance of this one's Date.
  const time =
    Object.prototype.toString.call(date) === '[object Date]' ? (date as Date).getTime() : 0;
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}

/**
 * The attachments, each with a key of the pane's own: what it is called and its size, and which of
 * several that are alike. Outlook's ids hold for a while only, and are missing or the same at
 * times.
 */
export function attachments(item: Partial<Office.MessageRead>): readonly Attachment[] {
  const alike = new Map<string, number>();
  return listedBy(item).map((details) => {
    const one = attachment(details);
    const look = `${String(one.size)} ${one.name}`;
    const before = alike.get(look) ?? 0;
    alike.set(look, before + 1);
    return { id: `${String(before)} ${look}`, ...one };
  });
}

/** What the item lists as its attachments, in the same order. */
export function listedBy(item: Partial<Office.MessageRead>): readonly Office.AttachmentDetails[] {
  return listOf(item.attachments);
}

function attachment(details: Office.AttachmentDetails): Omit<Attachment, 'id'> {
  const contentType = text(details.contentType);
  const contentId = text((details as { contentId?: unknown }).contentId).replace(/^<|>$/g, '');
  const kind = attachmentKind(text(details.attachmentType), contentType);
  return {
    name: attachmentName(text(details.name), kind),
    size: Number.isFinite(details.size) ? details.size : 0,
    kind,
    inline: (details.isInline as unknown) === true,
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

/** An attached item is named by its subject, which has no extension (Outlook host 5). */
function attachmentName(given: string, kind: Attachment['kind']): string {
  if (kind === 'mail') return /\.(eml|msg|ics)$/i.test(given) ? given : `${given || 'mail'}.eml`;
  if (kind === 'event') return /\.ics$/i.test(given) ? given : `${given || 'event'}.ics`;
  return given || 'attachment';
}

/** What Outlook says is text in every client; what is none of it counts as nothing. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The objects of a list. */
function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
