import type { RecordAnswer } from '../../../../contract/rest';
import type { OutgoingFile, SoughtFile } from '../../../domain/archive';
import { type DocumentMark, readDocumentMark } from './document-mark';
import { recordNumber } from '../records/record-number';
import { withoutAstral } from './text';

/** The longest title of a document, in characters; the CRM cuts silently (REST API 8.3). */
const LONGEST_TITLE = 50;

/** What no name of a file may hold, on Windows, in PHP, in a form or in a line of a list. */
const UNFIT = /[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}]+/gu;
/**
 * What is not seen: marks that turn the text round or join characters, and what is no character.
 */
const UNSEEN = /[\p{Cf}\ufdd0-\ufdef\ufffe\uffff]/gu;

/**
 * The name that a file has in the CRM, where it is sent, stored and looked for: the one place in
 * which names are made fit. What the CRM, PHP or the form on the way would drop or rewrite becomes
 * a hyphen or goes (REST API 8.3), and what is too long loses its middle.
 */
export function shownName(name: string): string {
  return shortened(fitName(name));
}

function fitName(name: string): string {
  const fit = withoutAstral(name.replace(UNSEEN, '').replace(UNFIT, '-'));
  // Windows takes dots and blanks from the end of a name.
  return fit.replace(/[.\s]+$/, '') || 'file';
}

/**
 * Within the CRM's length, with its beginning, its end and its extension. A check of the whole
 * stands in it, so that names which differ only in what was left out stay apart.
 */
function shortened(name: string): string {
  if (name.length <= LONGEST_TITLE) return name;
  const extension = extensionOf(name);
  const end = `-${checkOf(name)}${extension}`;
  const room = LONGEST_TITLE - end.length - 1;
  const stem = name.slice(0, name.length - extension.length);
  const tail = Math.floor(room / 3);
  return `${stem.slice(0, room - tail).trimEnd()}…${stem.slice(-tail).trimStart()}${end}`;
}

const extensionOf = (name: string): string => /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? '';

/** Four letters and digits, the same for the same name everywhere (FNV-1a). */
function checkOf(name: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(4, '0').slice(-4);
}

/**
 * The name to send with a message: the CRM cuts what stands before the first `_` (REST API 8.1).
 */
export function sentName(name: string): string {
  const shown = shownName(name);
  return shown.includes('_') ? `_${shown}` : shown;
}

/**
 * Titles the CRM may give a file: with the ending it adds to dangerous ones (REST API 8.3), or cut,
 * as older panes and the CRM itself did.
 */
export function possibleTitles(name: string): readonly string[] {
  const [shown, whole] = [shownName(name), fitName(name)];
  const extension = extensionOf(whole);
  return [
    ...new Set([
      ...[shown, `${shown}.txt`, shown.replaceAll(' ', '_'), whole, `${whole}.txt`].map((title) =>
        title.slice(0, LONGEST_TITLE),
      ),
      ...(shown === whole ? [] : [whole.slice(0, LONGEST_TITLE - extension.length) + extension]),
    ]),
  ];
}

/** A file as the CRM is asked for it. */
export function sought({ attachmentId, name, blob, digest }: OutgoingFile): SoughtFile {
  return { attachmentId, name, size: blob.size, digest };
}

/** A row of Documents with its mark, where it has one. */
export interface DocumentRow {
  readonly id: string;
  readonly title: string;
  readonly size: number;
  readonly creator: string;
  readonly notes: string;
  readonly mark?: DocumentMark;
}

export function documentRow(row: RecordAnswer): DocumentRow {
  const mark = readDocumentMark(row['notecontent']);
  return {
    id: row.id,
    title: row['notes_title'] ?? '',
    size: Number(row['filesize']),
    creator: row['creator'] ?? '',
    notes: (row['notecontent'] ?? '').trim(),
    ...(mark && { mark }),
  };
}

/**
 * Which of the files are among the documents, each document for one file only: those whose mark
 * names this message and this content; and, of documents without a mark, the one that was this file
 * once, if its title and size still agree.
 */
export function matchMarked(
  files: readonly SoughtFile[],
  rows: readonly DocumentRow[],
  messageId: string,
): readonly Claim[] {
  const left = [...rows];
  const found = new Map<SoughtFile, DocumentRow>();
  const take = (file: SoughtFile, isIt: (row: DocumentRow) => boolean): void => {
    const index = found.has(file) ? -1 : left.findIndex(isIt);
    const [row] = index < 0 ? [] : left.splice(index, 1);
    if (row) found.set(file, row);
  };
  const isMarked = (file: SoughtFile, { mark, size }: DocumentRow): boolean =>
    mark?.messageId === messageId && mark.digest === file.digest && isWhole(file, size);
  const isLike = ({ name, size }: SoughtFile, row: DocumentRow): boolean =>
    size === row.size && possibleTitles(name).includes(row.title);
  // Those that are known first: others may bear the same, of another device or sent once more.
  for (const file of files) {
    take(file, (row) => row.id === file.documentId && (row.mark ? isMarked : isLike)(file, row));
  }
  for (const file of files) take(file, (row) => isMarked(file, row));
  return files.flatMap((file) => {
    const row = found.get(file);
    return row ? [{ file, row }] : [];
  });
}

/** Whether the bytes came, which are dropped behind a mark that did; a link has none. */
function isWhole(file: SoughtFile, size: number): boolean {
  return file.size === 0 || file.size === size;
}

/**
 * Files that went with a message, which title and size do not tell
 * apart, and the documents like them.
 */
export interface FileGroup {
  readonly files: readonly SoughtFile[];
  /** By number, which is the order in which the files were sent (REST API 14.9). */
  readonly rows: readonly DocumentRow[];
}

/**
 * The files by what the CRM could take for the same, each group with the documents that it may have
 * made of them: younger than the message, the owner's own, with nothing in their notes.
 */
export function groupsOf(
  files: readonly SoughtFile[],
  rows: readonly DocumentRow[],
  message: { readonly id: string; readonly owner: string },
): readonly FileGroup[] {
  const free = rows
    .filter(
      ({ id, notes, creator }) =>
        notes === '' &&
        (creator === '' || creator === message.owner) &&
        recordNumber(id) > recordNumber(message.id),
    )
    .toSorted((one, other) => recordNumber(one.id) - recordNumber(other.id));
  const groups: { files: SoughtFile[]; titles: Set<string>; size: number }[] = [];
  for (const file of files) {
    const titles = new Set(possibleTitles(file.name));
    const like = groups.filter(
      (one) => one.size === file.size && [...titles].some((title) => one.titles.has(title)),
    );
    const merged = {
      files: [...like.flatMap((one) => one.files), file],
      titles: new Set([...like.flatMap((one) => [...one.titles]), ...titles]),
      size: file.size,
    };
    groups.splice(0, groups.length, ...groups.filter((one) => !like.includes(one)), merged);
  }
  return groups.map(({ files: alike, titles, size }) => ({
    files: alike,
    rows: free.filter((row) => titles.has(row.title) && row.size === size),
  }));
}

/** A document that is one of the files. */
export interface Claim {
  readonly file: SoughtFile;
  readonly row: DocumentRow;
}

/**
 * Those of the documents whose numbers say that they were made in one
 * call with the message, nothing having come in between: the message
 * takes a number, then each document two (REST API 14.16).
 */
export function orderOfOneCall(
  rows: readonly DocumentRow[],
  messageId: string,
): ReadonlySet<string> {
  const ids = new Map(rows.map(({ id }) => [recordNumber(id), id]));
  const inOrder = new Set<string>();
  for (let number = recordNumber(messageId) + 1; ; number += 2) {
    const id = ids.get(number);
    if (id === undefined) return inOrder;
    inOrder.add(id);
  }
}

/**
 * Which document is which file, where that is certain: the group has as many documents as were
 * sent, `times` over where something sent the call again. Then each file may have any document of
 * the same content; of different contents only what came in the order of one call.
 */
export function claims({ files, rows }: FileGroup, times: number): readonly Claim[] | undefined {
  if (rows.length !== files.length * times) return undefined;
  const isOneContent = new Set(files.map(({ digest }) => digest)).size === 1;
  if (times > 1 && !isOneContent) return undefined;
  return rows.map((row, index) => ({ file: files[index % files.length] as SoughtFile, row }));
}
