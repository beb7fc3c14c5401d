import type { Envelope, Mail, Person } from '../../domain/mail';
import { otherSide } from '../../domain/other-side';
import type { MailHeaders } from './header-reading';
import { ianaZone } from './time-zone';

/** The lengths at which clients cut a list of recipients (Outlook host 4). */
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

/**
 * How far a `Date` header may be from the mail's arrival: a mail may wait for days until a server
 * takes it; a clock that was never set is years off.
 */
const FARTHEST = 10 * 86_400_000;

/** Joins what the headers say to what the item says; the headers are the more exact. */
export async function makeEnvelope(
  mail: Mail,
  extras: ItemExtras,
  headers: MailHeaders | undefined,
): Promise<Envelope> {
  const date = plausibleDate(mail, headers);
  const sentAt = date === undefined ? mail.createdAt : new Date(date).toISOString();
  const from = senderOf(mail, headers);
  const to = headers?.to && joined(headers.to, mail.to);
  const cc = headers?.cc && joined(headers.cc, mail.cc);
  const bcc = headers?.bcc && joined(headers.bcc, extras.bcc);
  const mailboxZone = await ianaZone(extras.timeZone);
  return {
    ...(await messageId(mail, headers, from, sentAt)),
    sentAt,
    sentAtIsExact: date !== undefined,
    from,
    replyTo: reachable(headers?.replyTo ?? []),
    to: to ?? mail.to,
    cc: cc ?? mail.cc,
    bcc: isSentByUser(mail, headers) ? (bcc ?? extras.bcc) : [],
    recipientsMayBeCut: mayBeCut(mail.to, to) || mayBeCut(mail.cc, cc),
    inReplyTo: oneLine(headers?.inReplyTo ? headers.inReplyTo : extras.inReplyTo),
    references: oneLine(headers?.references ?? ''),
    ...(mailboxZone && { mailboxZone }),
  };
}

/** The moment of the `Date` header, unless the mail arrived at quite another time. */
function plausibleDate(
  { createdAt, sentByUser }: Mail,
  headers: MailHeaders | undefined,
): number | undefined {
  const { date, received = [] } = headers ?? {};
  if (date === undefined) return undefined;
  // An item without a date is of 1970. What the user sent never arrived, and may be copied at any
  // time.
  const created = Date.parse(createdAt) || undefined;
  const isSent = sentByUser && received.length === 0 && date <= (created ?? date);
  const arrivals = created === undefined ? received : [...received, created];
  const isNear = (arrival: number): boolean => Math.abs(arrival - date) <= FARTHEST;
  return isSent || arrivals.length === 0 || arrivals.some(isNear) ? date : undefined;
}

/** Headers also tell of mail that was sent through another address of the user (`otherSide`). */
function isSentByUser(mail: Mail, headers: MailHeaders | undefined): boolean {
  if (mail.sentByUser || !headers) return mail.sentByUser;
  const { from, to = [], cc = [], bcc = [], replyTo, isOfList } = headers;
  const thread = { ancestors: [], replyTo, written: { from, to, cc, bcc }, isOfList };
  return otherSide(mail, { addresses: [], domains: [] }, thread).sentByUser;
}

function senderOf(mail: Mail, headers: MailHeaders | undefined): Person {
  const written = headers?.from ?? [];
  return (
    joined(written, [mail.from])[0] ?? (mail.from.name ? mail.from : (written[0] ?? mail.from))
  );
}

function mayBeCut(shown: readonly Person[], written: readonly Person[] | undefined): boolean {
  return written === undefined && knownCuts.includes(shown.length);
}

/**
 * People as the headers have them. Where a header's entry cannot be read, somebody of whom only the
 * item knows takes the place; a name that was spoiled on its way (U+FFFD) is the item's.
 */
function joined(written: readonly Person[], shown: readonly Person[]): readonly Person[] {
  const readable = new Set(written.map(({ address }) => address.toLowerCase()));
  const names = new Map(shown.map(({ name, address }) => [address.toLowerCase(), name]));
  const others = shown.filter(
    ({ address }) => address !== '' && !readable.has(address.toLowerCase()),
  );
  const all = written.map((one) => {
    if (one.address === '') return others.shift() ?? one;
    const name = one.name.includes('\ufffd') ? names.get(one.address.toLowerCase()) : undefined;
    return name === undefined ? one : { ...one, name };
  });
  return reachable(all);
}

function reachable(people: readonly Person[]): readonly Person[] {
  return people.filter(({ address }) => address !== '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

async function messageId(
  mail: Mail,
  headers: MailHeaders | undefined,
  from: Person,
  sentAt: string,
): Promise<Pick<Envelope, 'messageId' | 'messageIdSource'>> {
  if (mail.messageId) return { messageId: mail.messageId, messageIdSource: 'item' };
  const written = headers?.messageId;
  if (written) return { messageId: written, messageIdSource: 'headers' };
  return { messageId: await madeMessageId(mail, from, sentAt), messageIdSource: 'made' };
}

/**
 * The same id for the same mail every time: SHA-256 over the UTF-8 bytes of the sender's address
 * in lower case, the date as ISO 8601 in UTC, the subject and the HTML body, joined by single line
 * feeds. The item's own id is left out, for it changes when the mail is moved (Outlook host 4).
 */
async function madeMessageId(mail: Mail, from: Person, sentAt: string): Promise<string> {
  const text = [from.address.toLowerCase(), sentAt, mail.subject, mail.body].join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `<${hex.join('')}@no-message-id.invalid>`;
}
