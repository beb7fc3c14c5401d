import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus, corpusFolder, noted, type Expectations } from '../sandbox/mail/corpus/corpus.ts';
import type { ExpectedMail } from '../sandbox/mail/corpus/corpus-mail.ts';
import type { StoredMail } from '../sandbox/outlook/server.ts';

export type { ExpectedMail };

const expectations = JSON.parse(
  readFileSync(join(corpusFolder, 'expected.json'), 'utf8'),
) as Expectations;

/** What each mail of the corpus must be read as, by id, in order. */
export const expectedMails: readonly (readonly [id: string, expected: ExpectedMail])[] =
  Object.entries(expectations).map(([id, expected]) => [
    id,
    { ...expected, text: typeof expected.text === 'string' ? expected.text : generatedText(id) },
  ]);

/** A text of megabytes is kept as its sum alone. */
function generatedText(id: string): string {
  const text = corpus.find((mail) => mail.id === id)?.expected.text ?? '';
  if (JSON.stringify(noted(text)) !== JSON.stringify(expectations[id]?.text)) {
    throw new Error(`The text of ${id} is not the one that expected.json notes.`);
  }
  return text;
}

/** The mails for the sandbox's Outlook: files as they are, and those made when needed. */
export const corpusMails: readonly StoredMail[] = corpus.map(({ id, eml, isGenerated }) => ({
  id,
  folder: 'inbox',
  eml: isGenerated ? eml : readFileSync(join(corpusFolder, `${id}.eml`)),
}));

/** The mail itself, as a file named for its subject. */
export function wholeMail(id: string): ExpectedMail['attachments'][number] {
  const eml = corpusMails.find((mail) => mail.id === id)?.eml ?? new Uint8Array();
  return {
    name: `${expectations[id]?.subject ?? ''}.eml`,
    size: eml.length,
    sha256: createHash('sha256').update(eml).digest('hex'),
  };
}
