import { decodeUtf7 } from './utf-7.ts';

/**
 * Header lines as text. Raw bytes are UTF-8 (RFC 6532); a line that is none is windows-1252, which
 * holds Latin-1. That Outlook reads it so is assumed: Exchange may take the charset of the body.
 */
export function headerText(lines: Uint8Array): string {
  return (
    utf8(lines) ??
    linesOf(lines)
      .map((line) => utf8(line) ?? latin1(line))
      .join('')
  );
}

/** Bytes as UTF-8, with a byte order mark kept; undefined where they are none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * With words (RFC 2047) of a charset that browsers do not know, or not reliably, written as UTF-8.
 */
export function withPlainWords(header: string): string {
  if (!/=\?(?:iso-2022-jp|utf-7)/i.test(header)) return header;
  return header.replace(
    /=\?(iso-2022-jp|utf-7)[^?]*\?([bq])\?([^?]*)\?=/gi,
    (_, charset: string, encoding: string, text: string) => {
      const bytes = encoding.toUpperCase() === 'B' ? fromBase64(text) : fromQuoted(text);
      return base64Word(
        charset.toLowerCase() === 'utf-7'
          ? decodeUtf7(latin1(bytes))
          : new TextDecoder('iso-2022-jp').decode(bytes),
      );
    },
  );
}

/** Each with its line end. */
function linesOf(block: Uint8Array): Uint8Array[] {
  const LF = 10;
  const lines: Uint8Array[] = [];
  for (let at = 0; at < block.length;) {
    const end = block.indexOf(LF, at) + 1 || block.length;
    lines.push(block.subarray(at, end));
    at = end;
  }
  return lines;
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

function fromBase64(text: string): Uint8Array {
  return bytesOf(atob(text.replace(/[^A-Za-z0-9+/]/g, '')));
}

function fromQuoted(text: string): Uint8Array {
  const spaced = text.replaceAll('_', ' ');
  return bytesOf(
    spaced.replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(String(hex), 16))),
  );
}

function base64Word(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return `=?UTF-8?B?${btoa(bytes.join(''))}?=`;
}

function bytesOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
