import { type ListedAddress, addressList } from '../../domain/address-list';
import { mailDate } from '../../domain/mail-date';
import type { Person } from '../../domain/mail';
import { partOfPane } from '../../platform/part-of-pane';
import { withoutControls } from '../../domain/shown-person';
import { type HeaderField, headerFields } from './internet-headers';

/** What the internet headers of a mail say (RFC 5322, 3.6), as far as it is asked for. */
export interface MailHeaders {
  readonly from: readonly Person[];
  readonly sender: readonly Person[];
  readonly replyTo: readonly Person[];
  /** Nothing where there is no such header. */
  readonly to: readonly Person[] | undefined;
  readonly cc: readonly Person[] | undefined;
  readonly bcc: readonly Person[] | undefined;
  /** Milliseconds since 1970; nothing where the date is none (`mailDate`). */
  readonly date: number | undefined;
  /** When servers took the mail over, the last of them first; in milliseconds since 1970. */
  readonly received: readonly number[];
  /** With angle brackets; empty where there is none, as are the next two. */
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: string;
  /** Whether a mailing list passed the mail on (RFC 2919, RFC 2369). */
  readonly isOfList: boolean;
}

/** Characters of a name that are read. */
const LONGEST_NAME = 1_000;
/** Of the headers of servers that passed the mail on so many are read. */
const MOST_RECEIVED = 50;

/**
 * Reads a block of internet headers; nothing where it holds no header. Fails with `paneIncomplete`.
 */
export async function readHeaders(block: string): Promise<MailHeaders | undefined> {
  const fields = headerFields(block);
  if (fields.length === 0) return undefined;
  const { decodeWords } = await loadParser();
  const people = (name: string): readonly Person[] | undefined => {
    const texts = all(fields, name);
    return texts.length === 0
      ? undefined
      : addressList(texts.join(',')).map((listed) => personOf(listed, decodeWords));
  };
  return {
    from: people('from') ?? [],
    sender: people('sender') ?? [],
    replyTo: people('reply-to') ?? [],
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    date: mailDate(all(fields, 'date')[0] ?? ''),
    received: all(fields, 'received')
      .slice(0, MOST_RECEIVED)
      .flatMap((text) => mailDate(text.slice(text.lastIndexOf(';') + 1)) ?? []),
    messageId: all(fields, 'message-id')[0] ?? '',
    inReplyTo: all(fields, 'in-reply-to').join(' '),
    references: all(fields, 'references').join(' '),
    isOfList: fields.some(([name]) => name === 'list-id' || name === 'list-post'),
  };
}

/** The parser of mails, 21 KB that only linking needs. Fails with `paneIncomplete`. */
export function loadParser() {
  return partOfPane(import('postal-mime'));
}

function all(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.flatMap(([one, text]) => (one === name ? [text] : []));
}

function personOf(
  { name, address }: ListedAddress,
  decodeWords: (words: string) => string,
): Person {
  const words = name.slice(0, LONGEST_NAME);
  const shown = withoutControls(decodeWords(withoutJapaneseWords(words, decodeWords)));
  return { name: shown === address ? '' : shown, address };
}

/**
 * Encoded words of ISO-2022-JP as UTF-8 ones: Chrome's decoder keeps its state from one text to the
 * next, and the parser has one decoder for all, so that names would begin with U+FFFD. A word that
 * ends in ASCII leaves it as it is at the beginning.
 */
function withoutJapaneseWords(text: string, decodeWords: (words: string) => string): string {
  return text.replace(/=\?iso-2022-jp[^?]*\?[bq]\?[^?]*\?=/gi, (word) => {
    decodeWords('=?iso-2022-jp?Q?x?=');
    const bytes = new TextEncoder().encode(decodeWords(word));
    decodeWords('=?iso-2022-jp?Q?x?=');
    return `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`;
  });
}
