import type { Attachment, AttachmentContent } from '../../domain/mail';
import { ProblemError } from '../../domain/problem';
import { base64Parts, base64Start } from './base64';
import { malformedAnswer } from './office-call';
import { attachments, listedBy } from './open-item';

/**
 * What Outlook gave of an attachment, as bytes or a link (Outlook host 5).
 *
 * Attached items are told by their content: some clients give base64 of a message where `eml`
 * promises text, some of them in Outlook's own MSG format, and an attached appointment comes as
 * iCalendar. Fails with `host` and 9002 where the content is none of this.
 */
export async function attachmentContent(
  { content, format }: Office.AttachmentContent,
  attachment: Attachment,
): Promise<AttachmentContent> {
  if (typeof content !== 'string') throw malformed();
  switch (format as unknown) {
    case 'url':
      return { kind: 'link', url: webAddress(content) };
    case 'iCalendar':
      return bytes(attachment, [content], 'text/calendar', 'ics');
    case 'eml':
      return isBase64(content)
        ? attachedItem(attachment, content)
        : bytes(attachment, [content], 'message/rfc822', 'eml');
    case 'base64':
      return attachment.kind === 'mail' || attachment.kind === 'event'
        ? attachedItem(attachment, content)
        : bytes(attachment, await base64Parts(content), attachment.contentType);
    default:
      throw malformed();
  }
}

/**
 * Outlook's own id of an attachment, in the list of the item as it is now: ids change while a mail
 * is open. It is known again by name, size and place among its like. Fails with `fileNotListed`
 * where it is not there, or has no id.
 */
export function idInOutlook(item: Office.MessageRead, { id }: Attachment): string {
  const place = attachments(item).findIndex((one) => one.id === id);
  const given: unknown = listedBy(item)[place]?.id;
  if (typeof given !== 'string' || given === '') throw new ProblemError({ kind: 'fileNotListed' });
  return given;
}

/** The whole mail, of the base64 that Outlook gives of it. */
export async function originalContent(base64: string): Promise<Blob> {
  return new Blob([...(await base64Parts(base64))], { type: 'message/rfc822' });
}

/** How a file of Microsoft's compound format begins: an MSG is one. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];

async function attachedItem(attachment: Attachment, base64: string): Promise<AttachmentContent> {
  const parts = await base64Parts(base64);
  const start = base64Start(base64);
  if (compoundFile.every((byte, index) => start[index] === byte)) {
    return bytes(attachment, parts, 'application/vnd.ms-outlook', 'msg');
  }
  const isCalendar = /^\s*BEGIN:VCALENDAR/i.test(new TextDecoder().decode(start.subarray(0, 64)));
  return isCalendar
    ? bytes(attachment, parts, 'text/calendar', 'ics')
    : bytes(attachment, parts, 'message/rfc822', 'eml');
}

function bytes(
  { name }: Attachment,
  parts: readonly BlobPart[],
  type: string,
  extension?: string,
): AttachmentContent {
  const blob = new Blob([...parts], { type });
  const better = extension && name.replace(/\.(eml|msg|ics)$/i, `.${extension}`);
  return better && better.toLowerCase() !== name.toLowerCase()
    ? { kind: 'bytes', blob, name: better }
    : { kind: 'bytes', blob };
}

/**
 * Whether what is promised as text is base64 after all: nothing else in it, whole, and longer than
 * a word; a message has a header, or at least blanks between its words (Outlook host 5).
 */
function isBase64(content: string): boolean {
  const start = content.slice(0, 4_096);
  if (/[^A-Za-z0-9+/=\s]/.test(start) || /[^\S\r\n]/.test(start.trim())) return false;
  const letters = content.replace(/\s+/g, '');
  return letters.length >= 16 && letters.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(letters);
}

/** A link goes into the CRM, where people open it: nothing but a web address will do. */
function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw malformed();
  return text;
}

function malformed(): ProblemError {
  return new ProblemError({ kind: 'host', code: malformedAnswer });
}
