import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One sample mail; its sums were made when each file was written, not by a parser. */
export interface Sample {
  readonly id: string;
  readonly folder: string;
  readonly subject: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly size: number;
    readonly sha256: string;
  }[];
}

const file = join(import.meta.dirname, '../sandbox/mail/sums.json');

/** The sandbox's sample mailbox. */
export const samples: readonly Sample[] = Object.entries(
  JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Omit<Sample, 'id'>>>,
).map(([id, sample]) => ({ id, ...sample }));
