import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleFolder, samples } from './samples.ts';

/** Writes `inbox/`, `sent/`, `drafts/` and `sums.json`, in place of what was there. */
export function writeSamples(folder: string): void {
  for (const name of ['inbox', 'sent', 'drafts']) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const file of readdirSync(join(folder, name))) rmSync(join(folder, name, file));
  }
  for (const { id, eml, expected, isGenerated } of samples) {
    if (!isGenerated) writeFileSync(join(folder, expected.folder, `${id}.eml`), eml);
  }
  const sums = Object.fromEntries(samples.map(({ id, expected }) => [id, expected]));
  writeFileSync(join(folder, 'sums.json'), `${JSON.stringify(sums, undefined, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeSamples(sampleFolder);
