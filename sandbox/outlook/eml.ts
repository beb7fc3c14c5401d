import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { settleJapaneseDecoder, withoutJapaneseWords } from './japanese-words.ts';

/** A person in a header: `address` may be empty when the header names nobody reachable. */
export interface MailPerson {
  readonly name: string;
  readonly address: string;
}

/**
 * An attachment as Outlook would hand it out. `file`: its bytes. `mail`: an attached message as
 * its own MIME text. `event`: an attached appointment as iCalendar text. `cloud`: only a link.
 */
export type MailAttachment = {
  readonly name: string;
  readonly contentType: string | null;
  /** Bytes of the content; 0 for a link. */
  readonly size: number;
  readonly isInline: boolean;
  /** Without angle brackets. */
  readonly contentId?: string;
} & (
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'mail' | 'event'; readonly text: string }
  | { readonly kind: 'cloud'; readonly url: string }
);

/** What Outlook takes the item for: `none` is something an add-in is not offered for. */
export type ItemKind = 'message' | 'meetingRequest' | 'appointment' | 'draft' | 'none';

/** What the item refuses to hand out, as a rights-protected mail does. */
export type Refusal = 'body' | 'headers';

/** Time and place of a meeting; ISO 8601 where the calendar part can be read. */
export interface Meeting {
  readonly start?: string;
  readonly end?: string;
  readonly location?: string;
}

/** An `.eml` file, read the way Outlook shows it. */
export interface ParsedMail {
  readonly kind: ItemKind;
  readonly refuses: readonly Refusal[];
  readonly subject: string;
  readonly from?: MailPerson;
  /** The `Sender` header where there is one, else the same as `from`. */
  readonly sender?: MailPerson;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly bcc: readonly MailPerson[];
  /** With angle brackets. */
  readonly messageId?: string;
  readonly inReplyTo?: string;
  /** The first message of the thread as far as the headers tell; may be the mail itself. */
  readonly threadId?: string;
  /** When it was written (`Date`), ISO 8601; undefined where missing or unreadable. */
  readonly sentAt?: string;
  /** When the mailbox got it: the topmost `Received`, else `Date`, ISO 8601. */
  readonly receivedAt?: string;
  /** The header block as on the wire, folded, without the empty line that ends it. */
  readonly headers: string;
  readonly html: string;
  readonly text: string;
  readonly bodyType: 'html' | 'text';
  readonly attachments: readonly MailAttachment[];
  readonly meeting?: Meeting;
  /** The whole file. */
  readonly bytes: Uint8Array;
}

/**
 * Reads an `.eml` file. Besides the standards it knows four headers of the sample mailbox:
 * `X-Unsent: 1` (a draft, as Outlook writes it), `X-Sandbox-Item: appointment | none`,
 * `X-Sandbox-Protected: body, headers` and `X-Sandbox-Cloud-Attachment: name; url`.
 * Rejects as postal-mime does, on nesting or headers beyond its limits.
 */
export async function parseEml(source: Uint8Array | string): Promise<ParsedMail> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const email = await parse(bytes);
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value.trim();
  const calendar = email.attachments.find(isInvitation);
  const attached = email.attachments.filter((part) => part !== calendar);
  const attachments = await Promise.all(attached.map((part) => readAttachment(part, email.html)));
  const from = people([email.from])[0];
  const sender = people([email.sender])[0] ?? from;
  const received = header('received')?.split(';').at(-1);
  const sentAt = isoDate(email.date);
  const receivedAt = isoDate(received) ?? sentAt;
  const threadId = /<[^>]+>/.exec(`${email.references ?? ''} ${email.inReplyTo ?? ''}`)?.[0];
  return {
    kind: kindOf(header, calendar),
    refuses: (['body', 'headers'] as const).filter((part) =>
      header('x-sandbox-protected')?.includes(part),
    ),
    subject: email.subject ?? '',
    ...(from && { from }),
    ...(sender && { sender }),
    to: people(email.to),
    cc: people(email.cc),
    bcc: people(email.bcc),
    ...(email.messageId && { messageId: email.messageId }),
    ...(email.inReplyTo && { inReplyTo: email.inReplyTo }),
    ...((threadId ?? email.messageId) && { threadId: threadId ?? email.messageId ?? '' }),
    ...(sentAt && { sentAt }),
    ...(receivedAt && { receivedAt }),
    headers: headerBlock(bytes),
    html: email.html ?? htmlFromText(email.text ?? ''),
    text: email.text ?? textFromHtml(email.html ?? ''),
    bodyType: email.html === undefined ? 'text' : 'html',
    attachments: [...attachments, ...cloudAttachments(email)],
    ...(calendar && { meeting: readMeeting(textOf(calendar)) }),
    bytes,
  };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  settleJapaneseDecoder();
  const length = headerLength(bytes);
  const characters = Array.from(bytes.subarray(0, length), (byte) => String.fromCharCode(byte));
  const header = characters.join('');
  const better = withoutJapaneseWords(header);
  return PostalMime.parse(
    better === header
      ? bytes
      : new Blob([
          Uint8Array.from(better, (character) => character.charCodeAt(0)),
          new Uint8Array(bytes.subarray(length)),
        ]),
    { forceRfc822Attachments: true },
  );
}

/** Whether an attachment is a picture that the HTML body shows by its Content-ID. */
export function isShownInBody({ html }: ParsedMail, attachment: MailAttachment): boolean {
  return !!attachment.contentId && html.includes(`cid:${attachment.contentId}`);
}

function kindOf(header: (name: string) => string | undefined, calendar?: Attachment): ItemKind {
  if (header('x-unsent') === '1') return 'draft';
  if (header('x-sandbox-item') === 'appointment') return 'appointment';
  if (header('x-sandbox-item') === 'none') return 'none';
  if (header('content-type')?.toLowerCase().startsWith('multipart/report')) return 'none';
  return calendar?.method === 'REQUEST' ? 'meetingRequest' : 'message';
}

/** The calendar part of an invitation; a calendar that somebody attached has a disposition. */
function isInvitation(part: Attachment): boolean {
  return (
    part.mimeType === 'text/calendar' &&
    part.method !== undefined &&
    part.disposition !== 'attachment'
  );
}

async function readAttachment(part: Attachment, html = ''): Promise<MailAttachment> {
  const bytes = bytesOf(part);
  const contentId = part.contentId?.replace(/^<|>$/g, '');
  const shared = {
    contentType: part.mimeType,
    size: bytes.length,
    isInline: part.disposition === 'inline' || (!!contentId && html.includes(`cid:${contentId}`)),
    ...(contentId && { contentId }),
  };
  if (part.mimeType === 'message/rfc822') {
    const inner = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
    const name = part.filename?.replace(/\.eml$/i, '') ?? inner.subject ?? 'Message';
    const event = inner.html === undefined ? inner.attachments.find(isCalendar) : undefined;
    return event
      ? { ...shared, name, size: bytesOf(event).length, kind: 'event', text: textOf(event) }
      : { ...shared, name, kind: 'mail', text: new TextDecoder().decode(bytes) };
  }
  return { ...shared, name: part.filename ?? 'Attachment', kind: 'file', bytes };
}

function isCalendar(part: Attachment): boolean {
  return part.mimeType === 'text/calendar';
}

function cloudAttachments(email: Email): MailAttachment[] {
  return email.headers
    .filter(({ key }) => key === 'x-sandbox-cloud-attachment')
    .map(({ value }): MailAttachment => {
      const [name = '', url = ''] = value.split(';').map((part) => part.trim());
      return { name, contentType: null, size: 0, isInline: false, kind: 'cloud', url };
    });
}

function people(addresses: readonly (Address | undefined)[] = []): MailPerson[] {
  return addresses.flatMap((entry) => {
    if (!entry) return [];
    const members = entry.group ?? [entry];
    return members.map(({ name, address }) => ({ name: name || address, address }));
  });
}

/**
 * postal-mime ends the lines of messages and calendars with LF; both end with CRLF by their
 * standards (RFC 5322 2.3, RFC 5545 3.1), and so did the bytes it was given.
 */
function bytesOf({ content, mimeType }: Attachment): Uint8Array {
  const source = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const bytes = new Uint8Array(source);
  if (mimeType === 'text/calendar') return withCrlf(bytes);
  if (mimeType !== 'message/rfc822') return bytes;
  const delimiterLineEnd = bytes.at(-1) === 10 ? 1 : 0; // the last one belongs to the boundary
  return withCrlf(bytes.subarray(0, bytes.length - delimiterLineEnd));
}

function withCrlf(bytes: Uint8Array): Uint8Array {
  const CR = 13;
  const LF = 10;
  const wide: number[] = [];
  bytes.forEach((byte, index) => {
    if (byte === LF && bytes[index - 1] !== CR) wide.push(CR);
    wide.push(byte);
  });
  return Uint8Array.from(wide);
}

function textOf(part: Attachment): string {
  return new TextDecoder().decode(bytesOf(part));
}

function isoDate(value?: string): string | undefined {
  const time = value ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function headerBlock(bytes: Uint8Array): string {
  return decode(bytes.subarray(0, headerLength(bytes)));
}

/** Up to the empty line that ends the headers, without it. */
function headerLength(bytes: Uint8Array): number {
  const LF = 10;
  const CR = 13;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    const next = bytes[at + 1] === CR ? at + 2 : at + 1;
    if (bytes[next] === LF || next >= bytes.length) return at + 1;
  }
  return bytes.length;
}

/** Raw 8-bit headers are UTF-8 (RFC 6532); the wire has CRLF whatever the file had. */
function decode(block: Uint8Array): string {
  return new TextDecoder().decode(block).replace(/\r?\n/g, '\r\n');
}

/** The body of a plain-text mail: Outlook hands out HTML even then. */
function htmlFromText(text: string): string {
  const escaped = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
  const lines = escaped.replace(/\r?\n/g, '<br>\r\n').replace(/ {2}/g, ' &nbsp;');
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>\
<body><div class="PlainText"><span style="font-size:11pt;">${lines}</span></div></body></html>`;
}

/** Good enough for a simulator: real line breaks are unreliable too (OUTLOOK-FACTS 3). */
function textFromHtml(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|tr|h\d|li)>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (whole, name: string) => entities[name] ?? whole)
    .trim();
}

/** Only what the item shows of an invitation: start, end and place (RFC 5545, 3.8). */
function readMeeting(calendar: string): Meeting {
  const lines = calendar.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const value = (name: string) =>
    lines.find((line) => new RegExp(`^${name}[;:]`).test(line))?.replace(/^[^:]*:/, '');
  const time = (name: string) =>
    isoDate(
      value(name)?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$/, '$1-$2-$3T$4:$5:$6$7'),
    );
  const start = time('DTSTART');
  const end = time('DTEND');
  const location = value('LOCATION')?.replace(/\\([,;\\])/g, '$1');
  return { ...(start && { start }), ...(end && { end }), ...(location && { location }) };
}
