import type { Person } from '../../../domain/mail';
import { LONGEST_TEXT } from './longest-text';
import { shortText } from './text';

/**
 * Bytes of UTF-8 in one encoded word: 75 characters at most, 12 of
 * them around four for each three bytes.
 */
const MOST_BYTES = 45;

/**
 * `Name <address>` as the CRM's list of a record's emails reads it (REST API 14.17): a name with
 * letters beyond ASCII as encoded words (RFC 2047), for its parser drops them. Fits the field: the
 * address stays whole, and the name ends between two encoded words.
 */
export function listedSender({ name, address }: Person): string {
  const room = LONGEST_TEXT - address.length - ' <>'.length;
  const shown = isPlain(name)
    ? name.slice(0, Math.max(room, 0)).trimEnd()
    : encodedName(name, room);
  return shortText(shown && address ? `${shown} <${address}>` : shown || address);
}

/** Whether the list has room for all of the sender. */
export function isWholeSender({ name, address }: Person): boolean {
  const whole = isPlain(name) ? name : encodedName(name, Infinity);
  return (whole ? whole.length + ' <>'.length : 0) + address.length <= LONGEST_TEXT;
}

/** ASCII letters that nobody takes for an encoded word. */
const isPlain = (name: string): boolean => /^[ -~]*$/.test(name) && !name.includes('=?');

/** As many whole encoded words as there is room for. */
function encodedName(name: string, room: number): string {
  let text = '';
  for (const part of parts(withoutMarkup(name))) {
    const word = `${text ? ' ' : ''}=?UTF-8?B?${base64(part)}?=`;
    if (text.length + word.length > room) break;
    text += word;
  }
  return text;
}

/** The text in pieces of `MOST_BYTES` at most, each of whole characters. */
function parts(text: string): readonly string[] {
  const pieces: string[] = [];
  let bytes = Infinity;
  for (const character of text) {
    const size = utf8(character).length;
    if (bytes + size > MOST_BYTES) {
      pieces.push('');
      bytes = 0;
    }
    pieces[pieces.length - 1] += character;
    bytes += size;
  }
  return pieces;
}

/**
 * The list decodes the name after the CRM has cleaned the field: nothing in it may be markup then.
 */
function withoutMarkup(name: string): string {
  const harmless: Readonly<Record<string, string>> = {
    '<': '\u2039',
    '>': '\u203a',
    '"': '\u201d',
    "'": '\u2019',
  };
  return name.replace(/[<>"']/g, (mark) => harmless[mark] ?? '').replace(/\p{Cc}/gu, ' ');
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64 = (text: string): string => btoa(String.fromCharCode(...utf8(text)));
