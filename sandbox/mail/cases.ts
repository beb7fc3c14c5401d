import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredMail } from '../outlook/server.ts';
import { everydayLetters } from './cases/everyday.ts';
import { formatLetters } from './cases/formats.ts';
import { anna, crlf, type Letter, text, user } from './cases/letter.ts';
const arrived = 'Fri, 20 Nov 2026 09:30:30 +0100';

const letters = { ...everydayLetters, ...formatLetters };

export type CaseId = keyof typeof letters;

/** Mails that each stand for a kind of situation in which the pane once failed. */
export const caseIds = Object.keys(letters) as readonly CaseId[];

/** What makes an id as long as file systems bear. */
const idEnds: Partial<Record<CaseId, string>> = { 'c11-long-file-name': '-and-so-on'.repeat(20) };

function written(id: CaseId): string {
  const letter: Letter = letters[id];
  const [contentHeaders, body] = letter.content ?? text(`This is the text of ${id}.`);
  return [
    ...(letter.before ?? []),
    `Received: from mx.example by mail.vendor.example; ${letter.received ?? arrived}`,
    `From: ${letter.from ?? anna}`,
    `To: ${letter.to ?? user}`,
    ...(letter.headers ?? []),
    `Subject: ${letter.subject}`,
    `Date: ${letter.date ?? 'Fri, 20 Nov 2026 09:30:00 +0100'}`,
    `Message-ID: ${letter.messageId ?? `<${id}@case.example>`}`,
    'MIME-Version: 1.0',
    ...contentHeaders,
    '',
    body,
    '',
  ].join(crlf);
}

/**
 * The mails of the cases: those of a folder where one is given, whose files begin with the ids,
 * else the project's own of the same situations. The id of a mail begins with that of its case.
 */
export function caseMails(folder?: string): readonly StoredMail[] {
  const files = folder && existsSync(folder) ? readdirSync(folder) : undefined;
  return caseIds.map((id) => {
    const name = files?.find((one) => one.startsWith(id) && one.endsWith('.eml'));
    return folder && name
      ? {
          id: name.slice(0, -'.eml'.length),
          folder: 'inbox',
          eml: readFileSync(join(folder, name)),
        }
      : {
          id: `${id}${idEnds[id] ?? ''}`,
          folder: 'inbox',
          eml: Buffer.from(written(id), 'latin1'),
        };
  });
}
