import { fileURLToPath } from 'node:url';
import { ordinaryMails } from './received.ts';
import type { ExpectedMail, Folder, Sample } from './sample.ts';
import { awkwardMails, ownMails } from './unusual.ts';

/** Every sample; composing them takes a part of a second, for one has 10 MB. */
export const samples: readonly Sample[] = [...ordinaryMails, ...awkwardMails, ...ownMails];

/** The folder of the sample mailbox: `inbox/`, `sent/`, `drafts/` and `sums.json`. */
export const sampleFolder = fileURLToPath(new URL('.', import.meta.url));

/** What `sums.json` holds: by id, what each sample must be read as. */
export type Sums = Readonly<Record<string, ExpectedMail>>;

/** The samples that are too large to be kept as files, for the server to add to the others. */
export function generatedMails(): { id: string; folder: Folder; eml: Uint8Array }[] {
  return samples
    .filter(({ isGenerated }) => isGenerated)
    .map(({ id, eml, expected }) => ({ id, folder: expected.folder, eml: Buffer.from(eml) }));
}
