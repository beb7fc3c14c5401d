import type { RecordAnswer } from '../../../contract/rest';
import type { OutgoingFile, SoughtFile, StoredFile } from '../../domain/archive';
import { recordNumber } from './record-number';
import { withoutAstral } from './text';

/** The longest title of a document, in characters; the CRM cuts silently (API.md 8.3). */
const LONGEST_TITLE = 50;

/**
 * The name under which the CRM shows a file. Characters that no Windows file name may have become
 * hyphens, for the CRM, PHP or the form on the way drop or rewrite them (API.md 8.3), and the file
 * could not be found again by its name.
 */
export function shownName(name: string): string {
  const visible = name.replace(/\p{Cf}/gu, '').replace(/[<>:"/\\|?*\p{Cc}]+/gu, '-');
  return withoutAstral(visible) || 'file';
}

/** The name to send with a message: the CRM cuts what stands before the first `_` (API.md 8.1). */
export function sentName(name: string): string {
  const shown = shownName(name);
  return shown.includes('_') ? `_${shown}` : shown;
}

/** A title within the CRM's length, its extension kept. */
export function documentTitle(name: string): string {
  const shown = shownName(name);
  if (shown.length <= LONGEST_TITLE) return shown;
  const extension = /\.[^.]{1,8}$/.exec(shown)?.[0] ?? '';
  return shown.slice(0, LONGEST_TITLE - extension.length) + extension;
}

/** Titles the CRM may give a file: cut, or with the ending it adds to dangerous ones (API.md 8.3). */
export function possibleTitles(name: string): readonly string[] {
  const shown = shownName(name);
  return [
    ...new Set(
      [shown, `${shown}.txt`, shown.replaceAll(' ', '_')]
        .flatMap((title) => [title, title.slice(0, LONGEST_TITLE)])
        .concat(documentTitle(name)),
    ),
  ];
}

/**
 * How far the numbers of documents may be from that of the message they came with: each takes two,
 * and other people's records come between.
 */
const WITHIN = 100;

/** A file as the CRM is asked for it. */
export function sought({ attachmentId, name, blob }: OutgoingFile): SoughtFile {
  return { attachmentId, name, size: blob.size };
}

/**
 * Which of the files are among the documents: those younger than the message whose title and size
 * are a file's, each document for one file only (API.md 14.9).
 */
export function matchFiles(
  files: readonly SoughtFile[],
  rows: readonly RecordAnswer[],
  messageNumber: number,
): readonly StoredFile[] {
  const left = rows
    .filter(({ id }) => recordNumber(id) > messageNumber)
    .toSorted((one, other) => recordNumber(one.id) - recordNumber(other.id));
  return files.flatMap(({ attachmentId, name, size }) => {
    const titles = new Set(possibleTitles(name));
    const index = left.findIndex(
      (row) => titles.has(row['notes_title'] ?? '') && Number(row['filesize']) === size,
    );
    const [row] = index < 0 ? [] : left.splice(index, 1);
    if (!row) return [];
    const cameWithMessage = recordNumber(row.id) - messageNumber <= WITHIN;
    return [{ attachmentId, documentId: row.id, size, cameWithMessage }];
  });
}
