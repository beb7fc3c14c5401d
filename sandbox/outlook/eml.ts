import PostalMime, { type Address, type Email } from 'postal-mime';
import { AttachmentReader } from './attachment-reader.ts';
import { headerText, withPlainWords } from './header-text.ts';
import { mailParts } from './mail-parts.ts';
import { mimeTree, withoutLimits, type MimePart } from './mime-tree.ts';
import { partText } from './part-text.ts';
import { splitUuencoded } from './uuencode.ts';

/** A person in a header: `address` may be empty when the header names nobody reachable. */
export interface MailPerson {
  readonly name: string;
  readonly address: string;
}

/**
 * An attachment as Outlook would hand it out. `file`: its bytes. `mail`: an attached message as
 * its own MIME text, and as bytes where these are no UTF-8, which no text holds. `event`: an
 * attached appointment as iCalendar text. `cloud`: only a link.
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
  | { readonly kind: 'mail'; readonly text: string; readonly bytes?: Uint8Array }
  | { readonly kind: 'event'; readonly text: string }
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
 */
export async function parseEml(source: Uint8Array | string): Promise<ParsedMail> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const headers = headerText(bytes.subarray(0, headerLength(bytes)));
  const email = await PostalMime.parse(`${withPlainWords(headers)}\r\n`, withoutLimits);
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value.trim();
  const root = await mimeTree(bytes);
  const { html, plain, invitation, attached } = mailParts(root);
  const page = html && (await partText(html));
  const written = plain && (await partText(plain));
  const { text, files } =
    page === undefined
      ? splitUuencoded(written ?? '')
      : { text: written ?? textFromHtml(page), files: [] };
  const attachments = new AttachmentReader(page ?? '');
  const from = people([email.from])[0];
  const sender = people([email.sender])[0] ?? from;
  const received = header('received')?.split(';').at(-1);
  const sentAt = isoDate(email.date);
  const receivedAt = isoDate(received) ?? sentAt;
  const threadId = /<[^>]+>/.exec(`${email.references ?? ''} ${email.inReplyTo ?? ''}`)?.[0];
  return {
    kind: kindOf(header, root, invitation),
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
    // The wire has CRLF whatever the file had.
    headers: headers.replace(/\r?\n/g, '\r\n'),
    html: page ?? htmlFromText(text),
    text,
    bodyType: page === undefined ? 'text' : 'html',
    attachments: [
      ...files.map((file) => attachments.ofText(file)),
      ...(await attachments.readAll(attached)),
      ...cloudAttachments(email),
    ],
    ...(invitation && { meeting: readMeeting(await partText(invitation)) }),
    bytes,
  };
}

/** What an attachment holds, to the byte; nothing for a link. */
export function attachmentBytes(attachment: MailAttachment): Uint8Array {
  if (attachment.kind === 'cloud') return new Uint8Array();
  const bytes = attachment.kind === 'event' ? undefined : attachment.bytes;
  return bytes ?? new TextEncoder().encode('text' in attachment ? attachment.text : '');
}

/** Whether an attachment is a picture that the HTML body shows by its Content-ID. */
export function isShownInBody({ html }: ParsedMail, attachment: MailAttachment): boolean {
  return !!attachment.contentId && html.includes(`cid:${attachment.contentId}`);
}

function kindOf(
  header: (name: string) => string | undefined,
  { head }: MimePart,
  invitation?: MimePart,
): ItemKind {
  if (header('x-unsent') === '1') return 'draft';
  if (header('x-sandbox-item') === 'appointment') return 'appointment';
  if (header('x-sandbox-item') === 'none' || isReport(head)) return 'none';
  const isRequest = invitation?.head.parameters['method']?.trim().toUpperCase() === 'REQUEST';
  return isRequest ? 'meetingRequest' : 'message';
}

/**
 * Whether it is an `IPM.Report`, which no add-in is offered for: of deliveries (RFC 3464) and of
 * reading (RFC 8098). Other reports, such as of complaints (RFC 5965), are mails.
 */
function isReport({ type, parameters }: MimePart['head']): boolean {
  const reports = ['delivery-status', 'disposition-notification'];
  const reportType = parameters['report-type']?.trim().toLowerCase() ?? '';
  return type === 'multipart/report' && reports.includes(reportType);
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
    return members.map(({ name, address: written }) => {
      const address = addrSpec(written);
      return { name: name || address, address };
    });
  });
}

/**
 * An address as Outlook lists it: without the comments, blanks and routes that RFC 5322, 3.2.2 and
 * 4.4, allows in it. One with a quoted name stays as it is.
 */
function addrSpec(written: string): string {
  if (written.includes('"')) return written;
  let depth = 0;
  let bare = '';
  for (const character of written) {
    if (character === '(') depth += 1;
    if (depth === 0) bare += character;
    if (character === ')') depth = Math.max(0, depth - 1);
  }
  if (depth > 0) return written;
  const withoutRoute = bare.replace(/^\s*@[^:]*:/, '');
  return withoutRoute
    .split(/([.@])/)
    .map((piece) => piece.trim())
    .join('');
}

function isoDate(value?: string): string | undefined {
  const time = value ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
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

/** Good enough for a simulator: real line breaks are unreliable too (Outlook host 4). */
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
