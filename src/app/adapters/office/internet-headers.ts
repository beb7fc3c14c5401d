import type { Email } from 'postal-mime';
import { partOfPane } from '../../domain/problem';

/**
 * Parses a block of internet headers as it was on the wire, folded, with names as of RFC 2047.
 * Gives nothing where it holds no header or more than the parser takes.
 */
export async function parseHeaders(block: string): Promise<Email | undefined> {
  const headers = block.trim();
  if (!/^[!-9;-~]+:/.test(headers)) return undefined;
  const { default: PostalMime, decodeWords } = await loadParser();
  const readable = withoutJapaneseWords(headers, decodeWords);
  return PostalMime.parse(`${readable}\r\n\r\n`).catch(() => undefined);
}

/**
 * Encoded words of ISO-2022-JP as UTF-8 ones: Chrome's decoder keeps its state from one text to the
 * next, and the parser has one decoder for all, so that names would begin with U+FFFD. A word that
 * ends in ASCII leaves it as it is at the beginning.
 */
function withoutJapaneseWords(headers: string, decodeWords: (words: string) => string): string {
  return headers.replace(/=\?iso-2022-jp[^?]*\?[bq]\?[^?]*\?=/gi, (word) => {
    decodeWords('=?iso-2022-jp?Q?x?=');
    const bytes = new TextEncoder().encode(decodeWords(word));
    decodeWords('=?iso-2022-jp?Q?x?=');
    return `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`;
  });
}

/** The parser, 21 KB that only linking needs. Fails with `paneIncomplete`. */
export function loadParser() {
  return partOfPane(import('postal-mime'));
}

/** The Message-IDs in a block of headers, as `bareId` gives them. */
export function messageIdsIn(block: string): readonly string[] {
  const unfolded = block.replace(/\r?\n[ \t]+/g, ' ');
  return [...unfolded.matchAll(/^message-id:(.*)$/gim)].flatMap(([, id = '']) => bareId(id) || []);
}

/** A Message-ID without angle brackets and blanks, to compare by. */
export function bareId(id: string): string {
  return id.replace(/[<>\s]/g, '');
}
