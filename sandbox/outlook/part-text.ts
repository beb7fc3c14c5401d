import PostalMime, { decodeWords } from 'postal-mime';
import { utf8 } from './header-text.ts';
import type { MimePart } from './mime-tree.ts';
import { withoutTransferEncoding } from './transfer-encoding.ts';
import { decodeUtf7 } from './utf-7.ts';

/** What a part holds, its transfer encoding taken off. */
export function partBytes({ head, content }: MimePart): Uint8Array {
  return withoutTransferEncoding(content, head.transferEncoding);
}

/**
 * A part as text, in its charset and with the lines of `format=flowed`
 * put together (RFC 3676). Lines end with LF, the last one, too. A
 * text without a charset is UTF-8 where it can be, else windows-1252.
 */
export async function partText(part: MimePart): Promise<string> {
  const bytes = partBytes(part);
  const { charset, format, delsp } = part.head.parameters;
  if (/^(?:unicode-1-1-)?utf-7$/i.test(charset ?? '')) {
    return withLineFeeds(decodeUtf7(new TextDecoder('latin1').decode(bytes)));
  }
  const label = charset ?? (utf8(bytes) === undefined ? 'windows-1252' : 'utf-8');
  const decoder = decoderOf(label);
  return decoder && format === undefined
    ? withLineFeeds(decoder.decode(bytes))
    : readByLibrary(bytes, { charset: label, format, delsp });
}

/** By one of the labels that browsers know (WHATWG Encoding). */
function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** The mail library knows more charsets, and flowed lines, and takes much longer. */
async function readByLibrary(
  bytes: Uint8Array,
  parameters: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const written = Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`; ${name}="${plain(value)}"`]))
    .join('');
  const head = new TextEncoder().encode(`Content-Type: text/plain${written}\r\n\r\n`);
  settleJapaneseDecoder();
  const { text = '' } = await PostalMime.parse(new Blob([head, bytes as Uint8Array<ArrayBuffer>]));
  return text;
}

function withLineFeeds(text: string): string {
  const lines = text.replace(/\r\n/g, '\n');
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}

function plain(parameter: string): string {
  return parameter.replace(/["\\\r\n]/g, '');
}

/**
 * Chrome's decoder of ISO-2022-JP keeps its state from one text to the next, and writes U+FFFD
 * before one that follows another; the mail library has one decoder for all. A word that ends in
 * ASCII leaves it as it is at the beginning.
 */
function settleJapaneseDecoder(): void {
  decodeWords('=?iso-2022-jp?Q?x?=');
}
