import PostalMime, { decodeWords } from 'postal-mime';
import { headerText, withPlainWords } from './header-text.ts';

/** What the header lines of a part say of it (RFC 2045, 2183, 2231); texts are decoded. */
export interface PartHead {
  /** Lower case, such as `text/html`; what parts are that do not say it. */
  readonly type: string;
  /** Of `Content-Type`, by their names in lower case. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  /** Lower case; empty where nothing is said. */
  readonly disposition: string;
  /** Lower case, such as `base64`; empty where nothing is said. */
  readonly transferEncoding: string;
  /** What `Content-Disposition` calls the file. */
  readonly filename?: string;
  /** What `Content-Type` calls it. */
  readonly name?: string;
  readonly description?: string;
  /** Without angle brackets. */
  readonly contentId?: string;
  /** Of a message. */
  readonly subject?: string;
}

/** A part of a message, or the message itself. */
export interface MimePart {
  readonly head: PartHead;
  /** What a multipart holds, in order; empty for all others. */
  readonly children: readonly MimePart[];
  /** The body as it stands in the source, in its transfer encoding; of a multipart its preamble. */
  readonly content: Uint8Array;
}

/**
 * Takes a message apart (RFC 2046, 5.1), with every byte of its parts as it is in the source: the
 * mail library changes line ends and joins texts. It looks at each
 * line once, however deep that lies. A multipart that has no part is
 * a text, as a part is whose type cannot be read (RFC 2045, 5.2).
 */
export async function mimeTree(source: Uint8Array): Promise<MimePart> {
  const containers = new Containers();
  const root = new OpenPart('text/plain', 0);
  let part: OpenPart | undefined = root;
  for (let at = 0; at < source.length;) {
    const next = endOfLine(source, at);
    const delimiter = containers.delimiter(source, at, next);
    if (delimiter) {
      await part?.close(source, at);
      part = containers.follow(delimiter, next);
    } else if (part?.isHead && isEmptyLine(source, at, next)) {
      await part.endHead(source, at, next);
      containers.open(part);
    }
    at = next;
  }
  await part?.close(source, source.length);
  return root;
}

class OpenPart implements MimePart {
  head: PartHead = {
    type: 'text/plain',
    parameters: {},
    disposition: '',
    transferEncoding: '',
  };
  readonly children: OpenPart[] = [];
  content: Uint8Array = new Uint8Array();
  isHead = true;
  private readonly defaultType: string;
  private start: number;

  constructor(defaultType: string, start: number) {
    this.defaultType = defaultType;
    this.start = start;
  }

  async endHead(source: Uint8Array, end: number, bodyStart: number): Promise<void> {
    this.head = await readHead(source.subarray(this.start, end), this.defaultType);
    this.isHead = false;
    this.start = bodyStart;
  }

  /** `end`: where the delimiter begins, to which the line end before it belongs. */
  async close(source: Uint8Array, end: number): Promise<void> {
    if (this.isHead) await this.endHead(source, end, end);
    const isCut = end === source.length;
    const bodyEnd = isCut ? end : beforeLineEnd(source, this.start, end);
    this.content = source.subarray(this.start, bodyEnd);
  }
}

interface Delimiter {
  /** Of the multipart it belongs to, 0 for the outermost. */
  readonly level: number;
  readonly isClosing: boolean;
}

/** The multiparts that are open, each within the one before. */
class Containers {
  private readonly parts: { readonly part: OpenPart; readonly boundary: string }[] = [];
  private readonly levels = new Map<string, number[]>();

  /** Does nothing for what is no multipart, and 1,000 levels deep: nobody writes that. */
  open(part: OpenPart): void {
    const boundary = part.head.parameters['boundary']?.trimEnd();
    if (!boundary || !isMultipart(part) || this.parts.length >= 1_000) return;
    this.levels.set(boundary, [...(this.levels.get(boundary) ?? []), this.parts.length]);
    this.parts.push({ part, boundary });
  }

  /** What the line between `at` and `next` delimits, if it does. */
  delimiter(source: Uint8Array, at: number, next: number): Delimiter | undefined {
    const hyphen = 45;
    const longest = 1_000;
    if (this.parts.length === 0 || next - at > longest) return undefined;
    if (source[at] !== hyphen || source[at + 1] !== hyphen) return undefined;
    const line = headerText(source.subarray(at + 2, next)).trimEnd();
    const level = this.levels.get(line)?.at(-1);
    if (level !== undefined) return { level, isClosing: false };
    const closed = line.endsWith('--') ? this.levels.get(line.slice(0, -2))?.at(-1) : undefined;
    return closed === undefined ? undefined : { level: closed, isClosing: true };
  }

  /** The part that begins behind a delimiter; none behind one that closes. */
  follow({ level, isClosing }: Delimiter, start: number): OpenPart | undefined {
    while (this.parts.length > level + (isClosing ? 0 : 1)) {
      this.levels.get(this.parts.pop()?.boundary ?? '')?.pop();
    }
    const parent = isClosing ? undefined : this.parts.at(-1)?.part;
    if (!parent) return undefined;
    const isDigest = parent.head.type === 'multipart/digest';
    const part = new OpenPart(isDigest ? 'message/rfc822' : 'text/plain', start);
    parent.children.push(part);
    return part;
  }
}

export function isMultipart({ head }: Pick<MimePart, 'head'>): boolean {
  return head.type.startsWith('multipart/');
}

/** What the mail library keeps of the headers it read, and does not publish in its types. */
interface ReadHeaders {
  readonly root: {
    readonly headers: readonly { readonly key: string; readonly value: string }[];
    readonly contentType: { readonly parsed: StructuredHeader };
    readonly contentDisposition: { readonly parsed: StructuredHeader };
    readonly contentTransferEncoding: { readonly encoding: string };
    readonly contentId?: string;
    readonly contentDescription?: string;
  };
}
interface StructuredHeader {
  readonly value: string;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** No limit but the memory's: this Outlook opens whatever there is. */
export const withoutLimits = { maxHeadersSize: Number.MAX_SAFE_INTEGER };

async function readHead(lines: Uint8Array, defaultType: string): Promise<PartHead> {
  const parser = new PostalMime(withoutLimits);
  await parser.parse(`${withPlainWords(headerText(lines))}\r\n`);
  const { root } = parser as unknown as ReadHeaders;
  const { value, params } = root.contentType.parsed;
  const { parsed: disposition } = root.contentDisposition;
  const isTyped = root.headers.some(({ key }) => key === 'content-type');
  const filename = decodeWords(disposition.params['filename'] ?? '');
  const name = decodeWords(params['name'] ?? '');
  const description = decodeWords(root.contentDescription ?? '');
  const subject = decodeWords(root.headers.find(({ key }) => key === 'subject')?.value ?? '');
  const contentId = root.contentId?.replace(/^<|>$/g, '');
  return {
    type: !isTyped ? defaultType : value.includes('/') ? value : 'text/plain',
    parameters: params,
    disposition: disposition.value,
    transferEncoding: root.contentTransferEncoding.encoding,
    ...(filename && { filename }),
    ...(name && { name }),
    ...(description && { description }),
    ...(contentId && { contentId }),
    ...(subject && { subject }),
  };
}

function endOfLine(source: Uint8Array, at: number): number {
  const LF = 10;
  return source.indexOf(LF, at) + 1 || source.length;
}

function isEmptyLine(source: Uint8Array, at: number, next: number): boolean {
  return beforeLineEnd(source, at, next) === at;
}

/** `end`, or where the line end before it begins, but not before `start`. */
function beforeLineEnd(source: Uint8Array, start: number, end: number): number {
  const [LF, CR] = [10, 13];
  if (end <= start || source[end - 1] !== LF) return end;
  return end - 1 > start && source[end - 2] === CR ? end - 2 : end - 1;
}
