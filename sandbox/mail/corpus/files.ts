import { createHash } from 'node:crypto';
import { base64Lines, filePart, mailbox, message, messagePart, type Part } from '../mime.ts';
import { chiara } from '../sample.ts';
import { written } from './bodies.ts';

/** What an attachment must come out as; `sha256` in hex, of the bytes that were put in. */
export interface ExpectedFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export interface CorpusFile {
  readonly part: Part;
  readonly expected: ExpectedFile;
  /** Whether it belongs beside the body, which shows it by its Content-ID. */
  readonly isInline: boolean;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function expectation(name: string, bytes: Uint8Array): ExpectedFile {
  return { name, size: bytes.length, sha256: sha256(bytes) };
}

/** A file as a careful mail program attaches it. */
export function file(name: string, type: string, bytes: Uint8Array): CorpusFile {
  return {
    part: filePart({ name, type, bytes }),
    expected: expectation(name, bytes),
    isInline: false,
  };
}

/** A picture that the body shows as `cid:` and the content id. */
export function picture(name: string, contentId: string, bytes: Uint8Array): CorpusFile {
  return {
    part: filePart({ name, type: 'image/png', bytes, contentId }),
    expected: expectation(name, bytes),
    isInline: true,
  };
}

/** A file under header lines of one's own; its transfer encoding is base64, however called. */
export function fileUnder(
  headers: readonly string[],
  name: string,
  bytes: Uint8Array,
  transferLabel = 'base64',
): CorpusFile {
  return {
    part: {
      headers: [...headers, `Content-Transfer-Encoding: ${transferLabel}`],
      body: base64Lines(bytes),
    },
    expected: expectation(name, bytes),
    isInline: false,
  };
}

/** A file under header lines of one's own that needs no encoding; a character for each byte. */
export function unencodedFile(headers: readonly string[], name: string, text: string): CorpusFile {
  return {
    part: { headers, body: text },
    expected: expectation(name, Buffer.from(text, 'latin1')),
    isInline: false,
  };
}

/** A text part without a name behind the body: Outlook lists it under the name that it gives it. */
export function laterText(name: string, text: string, type = 'text/plain'): CorpusFile {
  const bytes = Buffer.from(text.replace(/\r?\n/g, '\r\n'));
  return { part: written(text, type), expected: expectation(name, bytes), isInline: false };
}

/** A message attached to a message: it is filed under the name with `.eml`. */
export function attachedMessage(name: string, message: string): CorpusFile {
  return {
    part: messagePart(name, message),
    expected: expectation(name, Buffer.from(message, 'latin1')),
    isInline: false,
  };
}

/** A message attached without a name: it is filed under its subject. */
export function unnamedMessage(subject: string, message: string): CorpusFile {
  return {
    part: { headers: ['Content-Type: message/rfc822'], body: message },
    expected: expectation(`${subject}.eml`, Buffer.from(message, 'latin1')),
    isInline: false,
  };
}

/** A message of one text; `body`: a character for each byte. */
export function eightBits(subject: string, charset: string, body: string): string {
  return message(
    { From: mailbox(...chiara), Subject: subject, Date: 'Mon, 30 Nov 2026 10:00:00 +0100' },
    {
      headers: [`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'],
      body,
    },
  );
}
