import { base64Lines, multipart, quotedPrintable, type Part } from '../mime.ts';
import { encode, raw, type Charset } from './encoded.ts';
import type { Page } from './html.ts';

/** The body of a mail, and what of it is to be seen. */
export interface Body {
  readonly part: Part;
  readonly text: string;
}

/** How a text is written. */
export interface Writing {
  /** Default: utf-8. */
  readonly charset?: Charset;
  /** What the mail calls the charset; null where it says none. Default: its name. */
  readonly label?: string | null;
  /** Default: quoted-printable. */
  readonly transfer?: 'quoted-printable' | 'base64' | '8bit' | '7bit';
  /** What the mail calls the transfer encoding. Default: its name. */
  readonly transferLabel?: string;
  /** Such as `; format=flowed`. */
  readonly parameters?: string;
}

export function plain(text: string, writing: Writing = {}): Body {
  return { part: written(text, 'text/plain', writing), text };
}

export function html({ markup, text }: Page, writing: Writing = {}): Body {
  return { part: written(markup, 'text/html', writing), text };
}

/** The same in two forms: what a reader sees is the last. */
export function alternative(boundary: string, first: Body, last: Body): Body {
  return { part: multipart('alternative', boundary, [first.part, last.part]), text: last.text };
}

/** A text part of any type. */
export function written(text: string, type: string, writing: Writing = {}): Part {
  const { charset = 'utf-8', transfer = 'quoted-printable', parameters = '' } = writing;
  const { label = charset, transferLabel = transfer } = writing;
  return {
    headers: [
      `Content-Type: ${type}${label === null ? '' : `; charset=${label}`}${parameters}`,
      `Content-Transfer-Encoding: ${transferLabel}`,
    ],
    body: transferred(text.replace(/\r?\n/g, '\r\n'), charset, transfer),
  };
}

function transferred(
  text: string,
  charset: Charset,
  transfer: NonNullable<Writing['transfer']>,
): string {
  switch (transfer) {
    case 'quoted-printable':
      return quotedPrintable(encode(text, charset));
    case 'base64':
      return base64Lines(encode(text, charset));
    case '8bit':
    case '7bit':
      return raw(text, charset);
  }
}

/**
 * A text as `format=flowed` writes it (RFC 3676): paragraphs broken after blanks, and lines that
 * begin with one, or with `>` or `From `, pushed to the right.
 */
export function flowed(text: string, width = 66): string {
  return text
    .split('\n')
    .map((paragraph) => {
      const lines: string[] = [''];
      for (const word of paragraph.split(/(?<= )/)) {
        const line = (lines.at(-1) ?? '') + word;
        if (line.length > width) lines.push(word);
        else lines[lines.length - 1] = line;
      }
      return lines.map((line) => (/^( |>|From )/.test(line) ? ` ${line}` : line)).join('\n');
    })
    .join('\n');
}
