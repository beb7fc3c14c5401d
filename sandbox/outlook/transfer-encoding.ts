import type { MimePart } from './mime-tree.ts';
import { splitUuencoded, type UuencodedFile } from './uuencode.ts';

/**
 * What a part's body holds once its transfer encoding is taken off (RFC 2045, 6), its line ends as
 * they are. Whatever is no encoding that is known is what it is.
 */
export function withoutTransferEncoding(body: Uint8Array, encoding: string): Uint8Array {
  switch (encoding) {
    case 'base64':
      return fromBase64(body);
    case 'quoted-printable':
      return fromQuotedPrintable(body);
    default:
      return (isUuencode(encoding) ? uuencodedFile(body)?.bytes : undefined) ?? body;
  }
}

/** What a uuencoded part calls the file that it holds; undefined where it is none. */
export function uuencodedName({ head, content }: MimePart): string | undefined {
  return isUuencode(head.transferEncoding) ? uuencodedFile(content)?.name : undefined;
}

function isUuencode(encoding: string): boolean {
  return ['x-uuencode', 'x-uue', 'uuencode', 'uue'].includes(encoding);
}

function uuencodedFile(body: Uint8Array): UuencodedFile | undefined {
  return splitUuencoded(new TextDecoder('latin1').decode(body)).files[0];
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const none = 255;
const values = new Uint8Array(256).fill(none);
for (let value = 0; value < alphabet.length; value += 1) {
  values[alphabet.charCodeAt(value)] = value;
}

/** Of any lines; a piece ends with its padding, and another may follow. */
function fromBase64(body: Uint8Array): Uint8Array {
  const padding = 61;
  const bytes = new Uint8Array(Math.ceil((body.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (const character of body) {
    const value = values[character] ?? none;
    if (character === padding) bits = count = 0;
    if (value === none) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[length] = bits >> count;
    length += 1;
  }
  return bytes.slice(0, length);
}

/** Blanks at the end of a line are a gateway's (6.7, rule 3); a false escape is text. */
function fromQuotedPrintable(body: Uint8Array): Uint8Array {
  const [LF, CR, blank, tab, equals] = [10, 13, 32, 9, 61];
  const bytes = new Uint8Array(body.length);
  let length = 0;
  for (let at = 0; at < body.length;) {
    const end = body.indexOf(LF, at) + 1 || body.length;
    let textEnd = end;
    while (textEnd > at && [LF, CR].includes(body[textEnd - 1] ?? 0)) textEnd -= 1;
    const lineEnd = body.subarray(textEnd, end);
    while (textEnd > at && [blank, tab].includes(body[textEnd - 1] ?? 0)) textEnd -= 1;
    const isSoft = textEnd > at && body[textEnd - 1] === equals;
    for (const last = isSoft ? textEnd - 1 : textEnd; at < last; length += 1) {
      const escaped = body[at] === equals && at + 2 < last ? hexByte(body, at + 1) : undefined;
      bytes[length] = escaped ?? body[at] ?? 0;
      at += escaped === undefined ? 1 : 3;
    }
    if (!isSoft) {
      bytes.set(lineEnd, length);
      length += lineEnd.length;
    }
    at = end;
  }
  return bytes.slice(0, length);
}

/** The byte that two hexadecimal digits name, in either case. */
function hexByte(body: Uint8Array, at: number): number | undefined {
  const digits = String.fromCharCode(body[at] ?? 0, body[at + 1] ?? 0);
  return /^[\da-f]{2}$/i.test(digits) ? parseInt(digits, 16) : undefined;
}
