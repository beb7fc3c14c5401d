import { decodeEntities } from '../text/stored-text.ts';

/** The letters that were measured by name. */
const named: Readonly<Record<string, string>> = { euml: 'ë', AElig: 'Æ', oslash: 'ø' };

/**
 * What the *From* column of a record's emails shows of `mfrom_f` (REST API 14.17): its parser drops
 * every letter that is not ASCII, and reads encoded words (RFC 2047) and HTML references.
 */
export function listedSender(field: string): string {
  const ascii = field.replace(/[^ -~]/g, '');
  const name = /^\s*"?([^"<]*)"?\s*<[^>]*>\s*$/.exec(ascii)?.[1]?.trim() ?? '';
  const address = /<([^>]*)>/.exec(ascii)?.[1] ?? ascii;
  const shown = withoutEncodedWords(name || address);
  return decodeEntities(
    shown.replace(/&(\w+);/g, (reference, letter) => named[String(letter)] ?? reference),
  );
}

function withoutEncodedWords(text: string): string {
  const joined = text.replace(/(\?=)\s+(?==\?)/g, '$1');
  const bytes: Buffer[] = [];
  let last = 0;
  for (const word of joined.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)) {
    const [whole, encoding = '', content = ''] = word;
    bytes.push(Buffer.from(joined.slice(last, word.index)));
    bytes.push(/b/i.test(encoding) ? Buffer.from(content, 'base64') : quoted(content));
    last = word.index + whole.length;
  }
  return Buffer.concat([...bytes, Buffer.from(joined.slice(last))]).toString('utf8');
}

function quoted(content: string): Buffer {
  const bytes = content
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  return Buffer.from(bytes, 'latin1');
}
