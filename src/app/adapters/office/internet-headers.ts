import type { Email } from 'postal-mime';
import type { Thread } from '../../domain/clues';
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
  return linesOf(block, 'message-id').flatMap((id) => bareId(id) || []);
}

/** Of References, which may be as long as its writer liked, the first one and the last ones. */
const MOST_ANCESTORS = 40;

/**
 * Where a mail stands among others, read without the parser, for it is needed as soon as a mail is
 * open. Of the addresses for replies only the addresses: names may be in words of RFC 2047.
 */
export function threadOf(block: string, inReplyTo: string): Thread {
  const ids = [inReplyTo, ...linesOf(block, 'in-reply-to'), ...linesOf(block, 'references')]
    .flatMap((line) => line.match(/<[^<>\s]+>/g) ?? []);
  const ancestors = [...new Set(ids)];
  const addresses = linesOf(block, 'reply-to').flatMap(
    (line) => line.match(/(?<![^\s<>,;:"()])[^\s<>,;:"()@]+@[^\s<>,;:"()]+/g) ?? [],
  );
  return {
    ancestors: [...ancestors.slice(0, 2), ...ancestors.slice(2).slice(-MOST_ANCESTORS)],
    replyTo: addresses.map((address) => ({ name: '', address })),
  };
}

/** The texts of a header, unfolded, as often as it is there. */
function linesOf(block: string, name: string): readonly string[] {
  const unfolded = block.replace(/\r?\n[ \t]+/g, ' ');
  const lines = unfolded.matchAll(new RegExp(`^${name}:(.*)$`, 'gim'));
  return [...lines].map(([, text = '']) => text.trim());
}

/** A Message-ID without angle brackets and blanks, to compare by. */
export function bareId(id: string): string {
  return id.replace(/[<>\s]/g, '');
}
