import type { MailAttachment } from './eml.ts';
import { utf8 } from './header-text.ts';
import { mailParts } from './mail-parts.ts';
import { mimeTree, type MimePart } from './mime-tree.ts';
import { partBytes, partText } from './part-text.ts';
import { uuencodedName } from './transfer-encoding.ts';
import type { UuencodedFile } from './uuencode.ts';

/** Makes the attachments of one mail, and counts those that it has to name. */
export class AttachmentReader {
  private readonly html: string;
  private named = 0;

  /** `html`: the body, which may show a picture by its Content-ID. */
  constructor(html: string) {
    this.html = html;
  }

  async readAll(parts: readonly MimePart[]): Promise<MailAttachment[]> {
    const attachments: MailAttachment[] = [];
    for (const part of parts) attachments.push(await this.read(part));
    return attachments;
  }

  /** A file that stood in the text. */
  ofText({ name, bytes }: UuencodedFile): MailAttachment {
    const contentType = 'application/octet-stream';
    return { name, contentType, size: bytes.length, isInline: false, kind: 'file', bytes };
  }

  private async read(part: MimePart): Promise<MailAttachment> {
    const { head } = part;
    const bytes = partBytes(part);
    const isShown = !!head.contentId && this.html.includes(`cid:${head.contentId}`);
    const shared = {
      contentType: head.type,
      size: bytes.length,
      isInline: head.disposition === 'inline' || isShown,
      ...(head.contentId && { contentId: head.contentId }),
    };
    return head.type === 'message/rfc822'
      ? { ...shared, ...(await readMessage(part, bytes)) }
      : { ...shared, name: this.nameOf(part), kind: 'file', bytes };
  }

  /**
   * The first name that is there (MS-OXCMAIL 2.2.3.4.1.1), else one that Exchange gives:
   * `ATT00001.txt` and `ATT00001.htm` are known, that it counts names it gave, not attachments,
   * too. Assumed is that other types go the same way, and that a description gets an extension.
   */
  private nameOf(part: MimePart): string {
    const { type, filename, name, description } = part.head;
    const written = filename ?? name ?? uuencodedName(part);
    if (written !== undefined) return written;
    const extension = extensions[type] ?? (type.startsWith('text/') ? 'txt' : 'dat');
    if (description)
      return /\.\w+$/.test(description) ? description : `${description}.${extension}`;
    this.named += 1;
    return `ATT${String(this.named).padStart(5, '0')}.${extension}`;
  }
}

/**
 * An attached message, or an appointment: one that is a calendar, and
 * no mail with one as a file or a page beside it. Without a name it
 * bears its description, then its subject (MS-OXCMAIL 2.2.3.4.3).
 */
async function readMessage(
  { head }: MimePart,
  bytes: Uint8Array,
): Promise<
  Pick<MailAttachment, 'name' | 'size'> &
    ({ kind: 'mail'; text: string; bytes?: Uint8Array } | { kind: 'event'; text: string })
> {
  const inner = await mimeTree(bytes);
  const { html, invitation, attached } = mailParts(inner);
  const given = (head.filename ?? head.name)?.replace(/\.eml$/i, '');
  const name = given ?? head.description ?? inner.head.subject ?? 'Message';
  const event = html ? undefined : (invitation ?? attached.find(isShownCalendar));
  if (event) {
    const calendar = partBytes(event); // its lines end with CRLF (RFC 5545, 3.1), and stay so
    const text = utf8(calendar) ?? (await partText(event));
    return { name, size: calendar.length, kind: 'event', text };
  }
  const text = utf8(bytes);
  return text === undefined
    ? { name, size: bytes.length, kind: 'mail', text: new TextDecoder().decode(bytes), bytes }
    : { name, size: bytes.length, kind: 'mail', text };
}

function isShownCalendar({ head }: MimePart): boolean {
  return head.type === 'text/calendar' && head.disposition !== 'attachment';
}

/** By their types, those that mails hold without a name. */
const extensions: Readonly<Record<string, string>> = {
  'text/html': 'htm',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/rtf': 'rtf',
  'text/vcard': 'vcf',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/gzip': 'gz',
  'application/octet-stream': 'bin',
  'application/pgp-signature': 'asc',
  'application/pkcs7-mime': 'p7m',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-mime': 'p7m',
  'application/x-pkcs7-signature': 'p7s',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'video/mp4': 'mp4',
};
