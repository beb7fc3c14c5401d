/**
 * Composes MIME messages (RFC 5322, 2045 to 2047, 2231) with CRLF. Texts are lists of bytes, each
 * character standing for one; all are ASCII but where a caller gives others.
 */

/** A MIME part: its header lines, and its body already encoded for transfer. */
export interface Part {
  readonly headers: readonly string[];
  readonly body: string;
}

/**
 * Header lines of a message in the order of the object. A list becomes one folded line, and what it
 * holds stands as it is.
 */
export type Headers = Readonly<Record<string, string | readonly string[]>>;

const crlf = '\r\n';

/** A whole message. */
export function message(headers: Headers, content: Part): string {
  const lines = Object.entries(headers).map(([name, value]) =>
    typeof value === 'string'
      ? `${name}: ${encodeWords(value)}`
      : `${name}: ${value.join(`,${crlf} `)}`,
  );
  return [...lines, 'MIME-Version: 1.0', ...content.headers, '', content.body].join(crlf);
}

/** `Name <address>` with the name encoded where it needs to be. */
export function mailbox(name: string, address: string): string {
  const isPlain = /^[\w .-]*$/.test(name);
  const phrase = isPlain ? name : isAscii(name) ? `"${quotable(name)}"` : encodeWords(name);
  return `${phrase} <${address}>`;
}

export function textPart(text: string, subtype = 'plain', parameters = ''): Part {
  return {
    headers: [
      `Content-Type: text/${subtype}; charset=utf-8${parameters}`,
      'Content-Transfer-Encoding: quoted-printable',
    ],
    body: quotedPrintable(Buffer.from(text)),
  };
}

export interface FilePart {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Given: the part is inline and has this Content-ID (without angle brackets). */
  readonly contentId?: string;
}

export function filePart({ name, type, bytes, contentId }: FilePart): Part {
  return {
    headers: [
      `Content-Type: ${type};${crlf} name="${quotable(encodeWords(name))}"`,
      `Content-Disposition: ${contentId ? 'inline' : 'attachment'};${fileNameParameter(name)}`,
      'Content-Transfer-Encoding: base64',
      ...(contentId ? [`Content-ID: <${contentId}>`] : []),
    ],
    body: base64Lines(bytes),
  };
}

/** A message attached to a message, as it is. */
export function messagePart(name: string, attached: string): Part {
  return {
    headers: [
      'Content-Type: message/rfc822',
      `Content-Disposition: attachment;${fileNameParameter(name)}`,
    ],
    body: attached,
  };
}

/** `boundary` must not occur in any part. */
export function multipart(subtype: string, boundary: string, parts: readonly Part[]): Part {
  const delimiter = `--${boundary}`;
  const bodies = parts.flatMap((part) => [delimiter, ...part.headers, '', part.body]);
  return {
    headers: [`Content-Type: multipart/${subtype};${crlf} boundary="${boundary}"`],
    body: [...bodies, `${delimiter}--`, ''].join(crlf),
  };
}

/** RFC 2047 encoded words where `text` is not ASCII; each holds whole characters. */
export function encodeWords(text: string): string {
  if (isAscii(text)) return text;
  const longestWord = 42;
  const words: string[] = [''];
  for (const character of text) {
    const word = (words.at(-1) ?? '') + character;
    if (Buffer.byteLength(word) > longestWord) words.push(character);
    else words[words.length - 1] = word;
  }
  return words
    .map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`)
    .join(`${crlf} `);
}

/** RFC 2231: percent-encoded, in numbered pieces where one line would not hold it. */
function fileNameParameter(name: string): string {
  if (isAscii(name) && name.length <= 60) return `${crlf} filename="${quotable(name)}"`;
  const encoded = `UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percentEncode)}`;
  const pieces = encoded.match(/(?:%..|[^%]){1,55}/g) ?? [];
  if (pieces.length === 1) return `${crlf} filename*=${encoded}`;
  return pieces.map((piece, index) => `${crlf} filename*${index}*=${piece}`).join(';');
}

/** What stands between quotes (RFC 5322, 3.2.4). */
export function quotable(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

export function base64Lines(bytes: Uint8Array): string {
  const encoded = Buffer.from(bytes).toString('base64');
  return (encoded.match(/.{1,76}/g) ?? []).join(crlf);
}

/** Line ends of a text stay line ends. */
export function quotedPrintable(text: Uint8Array): string {
  return Buffer.from(text).toString('latin1').split(/\r?\n/).map(quoteLine).join(crlf);
}

/** `line`: a character for each byte. */
function quoteLine(line: string): string {
  const longestLine = 75;
  const lines: string[] = [''];
  for (const byte of Buffer.from(line, 'latin1')) {
    const isPlain = byte >= 32 && byte <= 126 && byte !== 61;
    const token = isPlain
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    const current = lines.at(-1) ?? '';
    if (current.length + token.length > longestLine) lines.push(token);
    else lines[lines.length - 1] = current + token;
  }
  return lines.join(`=${crlf}`).replace(/ $/, '=20');
}
