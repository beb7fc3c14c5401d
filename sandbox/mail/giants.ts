import type { StoredMail } from '../outlook/server.ts';
import { noise, png } from './documents.ts';
import { type Headers, type Part, textPart } from './mime.ts';
import { type Attached, type Person, type SampleContent, ada, demo, sample } from './sample.ts';

/**
 * Mails that are hard to work on without stopping everything else:
 * large, many of something, or made so that a careless pattern takes
 * for ever. Each is made when it is wanted and is the same every time.
 */
export interface Giant extends StoredMail {
  readonly subject: string;
}

const repeat = (times: number, text: (index: number) => string): string =>
  Array.from({ length: times }, (_, index) => text(index)).join('');

const html = (body: string, style = ''): Part =>
  textPart(`<html><head><style>${style}</style></head><body>${body}</body></html>`, 'html');

/** Rules that each match some of the cells of `table`. */
const rules = (count: number): string =>
  repeat(
    count,
    (index) =>
      `.w${String(index)} td.b span, table tr td.c${String(index % 50)} ` +
      `{ color: #12${String(1_000 + index).slice(-4)}; padding: ${String(index % 9)}px }\n`,
  );

const table = (rows: number): string =>
  `<table>${repeat(
    rows,
    (row) =>
      `<tr class="w${String(row)}"><td class="b c${String(row % 50)}"><span>cell ${String(row)}</span></td></tr>`,
  )}</table>`;

const picture = png(40, 40, (x, y) => [x * 6, y * 6, 90]);

interface Content {
  readonly to?: readonly Person[];
  readonly headers?: Headers;
  readonly attached?: readonly Attached[];
  readonly inline?: NonNullable<SampleContent['inline']>;
}

function giant(id: string, subject: string, body: Part, content: Content = {}): Giant {
  const { eml } = sample('inbox', {
    id: `giant-${id}`,
    subject,
    from: ada,
    to: [demo],
    date: 'Fri, 20 Nov 2026 16:05:00 +0000',
    body,
    ...content,
  });
  return { id: `giant-${id}`, folder: 'inbox', eml: Buffer.from(eml, 'latin1'), subject };
}

/** All of them, made anew with each call: together some hundred megabytes. */
export function giants(): readonly Giant[] {
  return [...largeTexts(), ...crowds(), ...pictures()];
}

/** Texts and headers that are long, or laid to trap a pattern. */
function largeTexts(): readonly Giant[] {
  return [
    giant('html', 'Five megabytes of HTML', html(table(60_000))),
    giant('rules', 'Four hundred rules for 5,000 elements', html(table(1_650), rules(400))),
    giant('style', 'A style sheet of 135 KB', html(table(1_650), rules(1_500))),
    giant(
      'deep',
      'Nested 300 times',
      html(
        `${'<div><b>'.repeat(150)}${'<p>text of a paragraph</p>'.repeat(20_000)}${'</b></div>'.repeat(150)}`,
      ),
    ),
    giant('reply-to', 'Reply-To of 80 KB without an address', plain, {
      headers: { 'Reply-To': 'a'.repeat(80_000) },
    }),
    giant(
      'brackets',
      'A signature of 40,000 brackets',
      textPart(
        `Hello\n\nKind regards\nAda Byron\n${'('.repeat(40_000)}1\n${' -'.repeat(20_000)}\n`,
      ),
    ),
    giant(
      'lines',
      'A text of 100,000 lines',
      textPart(repeat(100_000, (index) => `line ${String(index)} of the log & more\n`)),
    ),
  ];
}

/** A file that is large, and very many of something. */
function crowds(): readonly Giant[] {
  return [
    giant('file', 'An attachment of 40 MB', plain, {
      attached: [file('drawing.step', noise(40_000_000, 1))],
    }),
    giant('people', 'To 2,000 people', plain, {
      to: Array.from({ length: 2_000 }, (_, index) => [
        `Person ${String(index)}`,
        `person${String(index)}@company${String(index)}.example`,
      ]),
    }),
    giant('files', 'Five hundred attachments', plain, {
      attached: Array.from({ length: 500 }, (_, index) =>
        file(`part ${String(index)}.bin`, noise(100, index)),
      ),
    }),
  ];
}

/** Pictures in the text. */
function pictures(): readonly Giant[] {
  const uri = `data:image/png;base64,${Buffer.from(noise(675_000, 5)).toString('base64')}`;
  return [
    giant(
      'pictures',
      'Two hundred inline pictures',
      html(
        repeat(
          200,
          (index) => `<p>Picture ${String(index)}</p><img src="cid:p${String(index)}@giant">`,
        ),
      ),
      {
        inline: Array.from({ length: 200 }, (_, index) => ({
          name: `image${String(index)}.png`,
          type: 'image/png',
          bytes: picture,
          contentId: `p${String(index)}@giant`,
        })),
      },
    ),
    giant(
      'pasted',
      'A pasted picture of 900 KB, then text',
      html(`<p>Screenshot:</p><img src="${uri}"><p>The text after the picture.</p>`),
    ),
  ];
}

const plain = textPart('Dear all,\n\nplease see below.\n\nAda Byron');

function file(name: string, bytes: Uint8Array): Attached {
  return { name, type: 'application/octet-stream', bytes };
}
