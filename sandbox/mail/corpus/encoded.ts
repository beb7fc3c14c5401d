import Encoding from 'encoding-japanese';
import iconv from 'iconv-lite';

/** The charsets of the corpus, by the labels that mails bear. */
export type Charset =
  | 'us-ascii'
  | 'utf-8'
  | 'iso-8859-1'
  | 'iso-8859-15'
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1252'
  | 'windows-1255'
  | 'windows-1256'
  | 'koi8-r'
  | 'gb2312'
  | 'gb18030'
  | 'big5'
  | 'euc-kr'
  | 'shift_jis'
  | 'iso-2022-jp';

/** Fails where the charset lacks a character: the sample would not hold the text that it claims. */
export function encode(text: string, charset: Charset): Buffer {
  if (charset === 'iso-2022-jp') {
    return Buffer.from(Encoding.convert(text, { from: 'UNICODE', to: 'JIS', type: 'array' }));
  }
  const bytes = iconv.encode(text, charset);
  if (iconv.decode(bytes, charset) !== text) throw new Error(`Not all in ${charset}: ${text}`);
  return bytes;
}

/** The two ways of writing an encoded word (RFC 2047, 4). */
export type WordEncoding = 'B' | 'Q';

/** RFC 2047 words of at most `longest` bytes of text, each of whole characters. */
export function words(
  text: string,
  charset: Charset,
  encoding: WordEncoding,
  longest = 30,
): string {
  const pieces: string[] = [''];
  for (const character of text) {
    const piece = (pieces.at(-1) ?? '') + character;
    if (encode(piece, charset).length > longest) pieces.push(character);
    else pieces[pieces.length - 1] = piece;
  }
  return folded(pieces.map((piece) => word(encode(piece, charset), charset, encoding)));
}

/** Words that end after so many bytes, be it amid a character: forbidden, and common. */
export function brokenWords(
  text: string,
  charset: Charset,
  encoding: WordEncoding,
  bytes: number,
): string {
  const whole = encode(text, charset);
  const count = Math.ceil(whole.length / bytes);
  const pieces = Array.from({ length: count }, (_, at) =>
    whole.subarray(at * bytes, (at + 1) * bytes),
  );
  return folded(pieces.map((piece) => word(piece, charset, encoding)));
}

function folded(encodedWords: readonly string[]): string {
  return encodedWords.join('\r\n ');
}

function word(bytes: Buffer, charset: Charset, encoding: WordEncoding): string {
  const text = encoding === 'B' ? bytes.toString('base64') : [...bytes].map(quoted).join('');
  return `=?${charset}?${encoding}?${text}?=`;
}

function quoted(byte: number): string {
  if (byte === 32) return '_';
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(character) ? character : `=${hex(byte)}`;
}

/** Percent-encoded as in RFC 2231, with all that is not plain encoded. */
export function percentEncoded(text: string, charset: Charset): string {
  return [...encode(text, charset)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9.-]/.test(character) ? character : `%${hex(byte)}`;
    })
    .join('');
}

/** Raw bytes in a text of one character for each byte. */
export function raw(text: string, charset: Charset = 'utf-8'): string {
  return encode(text, charset).toString('latin1');
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
