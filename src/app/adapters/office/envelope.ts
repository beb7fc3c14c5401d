import type { Address, Email } from 'postal-mime';
import type { Envelope, Mail, Person } from '../../domain/mail';
import { ianaZone } from './time-zone';

/** The lengths at which clients cut a list of recipients (OUTLOOK-FACTS 3). */
const knownCuts: readonly number[] = [20, 100, 500, 1_000];

/** What the item knows besides the mail, for where there are no headers. */
export interface ItemExtras {
  /** Outlook gives it only of mail in the user's own folders. */
  readonly bcc: readonly Person[];
  /** Known only from Mailbox 1.14 on. */
  readonly inReplyTo: string;
  /** As Outlook names it; empty where it does not. */
  readonly timeZone: string;
}

/** Joins what the headers say to what the item says; the headers are the more exact. */
export async function makeEnvelope(
  mail: Mail,
  extras: ItemExtras,
  headers: Email | undefined,
): Promise<Envelope> {
  const date = Date.parse(headers?.date ?? '');
  const sentAtIsExact = !Number.isNaN(date);
  const from = persons(headers?.from && [headers.from])?.[0] ?? mail.from;
  const to = persons(headers?.to);
  const cc = persons(headers?.cc);
  const bcc = mail.sentByUser ? (persons(headers?.bcc) ?? extras.bcc) : [];
  const mailboxZone = await ianaZone(extras.timeZone);
  const sentAt = sentAtIsExact ? new Date(date).toISOString() : mail.createdAt;
  return {
    ...(await messageId(mail, headers, from, sentAt)),
    sentAt,
    sentAtIsExact,
    from,
    replyTo: persons(headers?.replyTo) ?? [],
    to: to ?? mail.to,
    cc: cc ?? mail.cc,
    bcc,
    recipientsMayBeCut: mayBeCut(mail.to, to) || mayBeCut(mail.cc, cc),
    inReplyTo: oneLine(headers?.inReplyTo ?? extras.inReplyTo),
    references: oneLine(headers?.references ?? ''),
    ...(mailboxZone && { mailboxZone }),
  };
}

function mayBeCut(shown: readonly Person[], written: readonly Person[] | undefined): boolean {
  return written === undefined && knownCuts.includes(shown.length);
}

/** Groups are opened: their members are recipients, their names are not. */
function persons(addresses: readonly Address[] | undefined): readonly Person[] | undefined {
  return addresses
    ?.flatMap((entry) => entry.group ?? [entry])
    .filter(({ address }) => address !== '')
    .map(({ name, address }) => ({ name: name === address ? '' : name, address }));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

async function messageId(
  mail: Mail,
  headers: Email | undefined,
  from: Person,
  sentAt: string,
): Promise<Pick<Envelope, 'messageId' | 'messageIdSource'>> {
  if (mail.messageId) return { messageId: mail.messageId, messageIdSource: 'item' };
  const written = headers?.messageId?.trim();
  if (written) return { messageId: written, messageIdSource: 'headers' };
  return { messageId: await madeMessageId(mail, from, sentAt), messageIdSource: 'made' };
}

/**
 * The same id for the same mail every time: SHA-256 over the UTF-8 bytes of the sender's address
 * in lower case, the date as ISO 8601 in UTC, the subject and the HTML body, joined by single line
 * feeds. The item's own id is left out, for it changes when the mail is moved (OUTLOOK-FACTS 3).
 */
async function madeMessageId(mail: Mail, from: Person, sentAt: string): Promise<string> {
  const text = [from.address.toLowerCase(), sentAt, mail.subject, mail.body].join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `<${hex.join('')}@no-message-id.invalid>`;
}
