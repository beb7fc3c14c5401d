import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpus, corpusFolder, expectations } from './corpus.ts';

/** Writes the mails and `expected.json` in place of what was there. */
export function writeCorpus(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { id, eml, isGenerated } of corpus) {
    if (!isGenerated) writeFileSync(join(folder, `${id}.eml`), eml);
  }
  const text = JSON.stringify(expectations(), undefined, 1);
  writeFileSync(join(folder, 'expected.json'), `${text}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeCorpus(corpusFolder);
