import { decodeWords } from 'postal-mime';

/**
 * Chrome's decoder of ISO-2022-JP keeps its state from one text to the next, and writes U+FFFD
 * before one that follows another; postal-mime has one decoder for all. Here each encoded word of
 * that charset gets a new decoder, and is written as UTF-8 instead. `header`: a character for each
 * byte.
 */
export function withoutJapaneseWords(header: string): string {
  if (!/=\?iso-2022-jp/i.test(header)) return header;
  return header.replace(/=\?iso-2022-jp[^?]*\?([bq])\?([^?]*)\?=/gi, (_, encoding, text) => {
    const bytes = String(encoding).toUpperCase() === 'B' ? fromBase64(text) : fromQuoted(text);
    return base64Word(new TextDecoder('iso-2022-jp').decode(bytes));
  });
}

/** A word that ends in ASCII leaves the common decoder as it is at the beginning. */
export function settleJapaneseDecoder(): void {
  decodeWords('=?iso-2022-jp?Q?x?=');
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
  const bytes = new TextEncoder().encode(text);
  return `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`;
}

function bytesOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
