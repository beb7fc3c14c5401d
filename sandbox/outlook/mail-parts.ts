import { isMultipart, type MimePart } from './mime-tree.ts';

/** What a message's parts are to a reader. */
export interface MailParts {
  /** The body in its two forms; neither where the mail has no text. */
  readonly html?: MimePart;
  readonly plain?: MimePart;
  /** The calendar that makes the mail an invitation. */
  readonly invitation?: MimePart;
  /** All other parts, in the order of the mail. */
  readonly attached: readonly MimePart[];
}

/**
 * Which parts are the body, as Exchange chooses them (MS-OXCMAIL 2.2.3.3.2): the first text, or all
 * the texts of the `multipart/alternative` it stands in, of which the last HTML and the last plain
 * one count (RFC 2046, 5.1.4). Each text after it is an attachment, be it the footer of a mailing
 * list.
 *
 * Assumed is that a text which `Content-Disposition` gives a file name is the body only where there
 * is no other text, that the body may stand behind a file (Exchange 2010 took it for an attachment
 * then, KB 969854), and that alternatives of other text types, such
 * as AMP, are dropped. Not played: the one body that Exchange may put
 * together of all texts where `X-Mailer` says Apple (2.2.3.3.2.2).
 */
export function mailParts(root: MimePart): MailParts {
  const unnamed = bodies(root, (part) => isText(part) && part.head.filename === undefined);
  const texts = unnamed.length ? unnamed : bodies(root, isText);
  const html = texts.findLast(({ head }) => head.type === 'text/html');
  const plain = texts.findLast(({ head }) => head.type !== 'text/html');
  const others: MimePart[] = [];
  collect(root, texts, others);
  const invitation = others.find(isInvitation);
  return {
    ...(html && { html }),
    ...(plain && { plain }),
    ...(invitation && { invitation }),
    attached: others.filter((part) => part !== invitation),
  };
}

/** The texts of a part that are one body: several only where they are alternatives. */
function bodies(part: MimePart, isBody: (part: MimePart) => boolean): readonly MimePart[] {
  if (part.children.length === 0) return isBody(part) ? [part] : [];
  const inChildren = part.children.map((child) => bodies(child, isBody));
  return part.head.type === 'multipart/alternative'
    ? inChildren.flat()
    : (inChildren.find(({ length }) => length > 0) ?? []);
}

/** The parts without parts that are no `texts`, in order. */
function collect(part: MimePart, texts: readonly MimePart[], others: MimePart[]): void {
  const isEmptyMultipart = isMultipart(part) && part.content.length === 0;
  const isFile = part.children.length === 0 && !texts.includes(part) && !isEmptyMultipart;
  if (isFile) others.push(part);
  const areAlternatives = part.head.type === 'multipart/alternative';
  for (const child of part.children) {
    if (!areAlternatives || !isForeignAlternative(child)) collect(child, texts, others);
  }
}

/** A form of the body that Outlook cannot show. */
function isForeignAlternative(part: MimePart): boolean {
  const { type, disposition, filename, name } = part.head;
  const isFile = disposition === 'attachment' || filename !== undefined || name !== undefined;
  return type.startsWith('text/') && type !== 'text/calendar' && !isText(part) && !isFile;
}

/** Whether a part may be the body; what is no known disposition means a file (RFC 2183, 2.8). */
function isText({ head: { type, disposition }, children }: MimePart): boolean {
  const isBodyType = ['text/plain', 'text/html'].includes(type) || type.startsWith('multipart/');
  return isBodyType && children.length === 0 && ['', 'inline'].includes(disposition);
}

/** The calendar part of an invitation; a calendar that somebody attached has a disposition. */
function isInvitation({ head }: MimePart): boolean {
  return (
    head.type === 'text/calendar' &&
    head.parameters['method'] !== undefined &&
    head.disposition !== 'attachment'
  );
}
