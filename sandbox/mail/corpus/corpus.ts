import { fileURLToPath } from 'node:url';
import type { CorpusMail, ExpectedMail } from './corpus-mail.ts';
import { sha256 } from './files.ts';
import { charsetMails } from './mails/charsets.ts';
import { headerMails } from './mails/headers.ts';
import { largeMails } from './mails/large.ts';
import { nameMails } from './mails/names.ts';
import { oddMails } from './mails/odd.ts';
import { partMails } from './mails/parts.ts';
import { programMails } from './mails/programs.ts';
import { structureMails } from './mails/structures.ts';
import { textMails } from './mails/texts.ts';

/** Big and strange mails, as the world writes them. */
export const corpus: readonly CorpusMail[] = [
  ...charsetMails,
  ...programMails,
  ...structureMails,
  ...nameMails,
  ...headerMails,
  ...textMails,
  ...partMails,
  ...oddMails,
  ...largeMails,
];

/** Where the `.eml` files lie, with `expected.json` beside them. */
export const corpusFolder = fileURLToPath(new URL('./eml/', import.meta.url));

/** A text of megabytes is noted by its length and sum. */
export type NotedText = string | { readonly length: number; readonly sha256: string };

/** What `expected.json` holds: by id, what each mail must be read as. */
export type Expectations = Readonly<
  Record<string, Omit<ExpectedMail, 'text'> & { readonly text: NotedText }>
>;

/** What `expected.json` shall hold. */
export function expectations(): Expectations {
  return Object.fromEntries(
    corpus.map(({ id, expected }) => [id, { ...expected, text: noted(expected.text) }]),
  );
}

/** A text as `expected.json` notes it. */
export function noted(text: string): NotedText {
  const longest = 100_000;
  return text.length <= longest ? text : { length: text.length, sha256: sha256(text) };
}
