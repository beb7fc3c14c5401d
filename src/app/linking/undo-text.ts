import type { LinkProgress } from '../domain/link-progress';
import { union } from '../machine/journal-reading';
import { filesOf } from '../machine/link-files';
import { type LinkState, type UndoImpact, ownOf } from '../machine/machine.state';
import { recordNames, storedName } from './receipt';
import { listed } from '../ui/listed';
import { plural } from '../ui/plural';

/** What an undo deletes, in one sentence. */
export function undoGoes(state: LinkState): string {
  const own = ownOf(state);
  const files = attachmentCount(madeBy(state.progress).length);
  const parts = listed([
    ...(own?.message ? [$localize`:@@undo.email:the email`] : []),
    ...(files ? [files] : []),
    ...(own && own.comments.length > 0 ? [$localize`:@@undo.yourNote:your note`] : []),
  ]);
  return $localize`:@@undo.goes:This deletes from the CRM: ${parts}:parts:.`;
}

/** What an undo cannot take away (REST API 7.2), or leaves alone. */
export function undoStays(state: LinkState): readonly string[] {
  const files = listed(filesThatStay(state));
  return [
    ownOf(state)?.message
      ? colleagueLine()
      : $localize`:@@undo.wasThere:The email was in the CRM before and stays.`,
    ...(files
      ? [$localize`:@@undo.unmarked:Not marked as yours, so these stay: ${files}:files:`]
      : []),
  ];
}

const colleagueLine = (): string =>
  $localize`:@@undo.colleague:A colleague's copy may still be listed.`;

/** The records beside the link's own that lose the email, too; nothing where there are none. */
export function reachLines({ records, andOthers }: UndoImpact): readonly string[] {
  if (records.length === 0 && !andOthers) return [];
  const names = recordNames(records);
  return [
    records.length === 0
      ? $localize`:@@undo.reachOthers:It may be linked to other records.`
      : andOthers
        ? $localize`:@@undo.reachMore:Also linked to: ${names}:records:, and possibly others`
        : $localize`:@@undo.reach:Also linked to: ${names}:records:`,
    $localize`:@@undo.reachLoses:They lose it, too.`,
  ];
}

type Undone = Extract<LinkState, { status: 'undone' }>;

/** What an undo came to, in a few words. */
export function undoneTitle({ discarded: { message, documents } }: Undone): string {
  switch (message) {
    case 'deleted':
      return $localize`:@@undone.title:Your copy was deleted from the CRM`;
    case 'gone':
      return $localize`:@@undone.gone:Your copy was already gone from the CRM`;
    case 'foreign':
      return $localize`:@@undone.foreign:The email was not deleted`;
    case 'none':
      return documents > 0
        ? $localize`:@@undone.filesTitle:Your attachments were deleted from the CRM`
        : $localize`:@@undone.undone:Undone`;
  }
}

/** What was deleted, what stayed, and what comes back. */
export function undoneLines(state: Undone): readonly string[] {
  const { message, documents } = state.discarded;
  const records = union(state.link.records, state.impact?.records);
  const isOver = message === 'deleted' || message === 'gone';
  const stays = listed(filesThatStay(state));
  return [
    // Of an email without attachments there is nothing to say.
    ...(documents > 0 || filesOf(state.link, state.progress).length > 0
      ? [deletedLine(documents)]
      : []),
    ...(message === 'foreign'
      ? [
          $localize`:@@undone.foreignText:What the CRM has in its place is not from this link, so it stays.`,
        ]
      : []),
    ...(message === 'none'
      ? [$localize`:@@undone.files:The email itself is still in the CRM.`]
      : []),
    ...(stays
      ? [$localize`:@@undone.unmarked:Not marked as yours, so these stayed: ${stays}:files:`]
      : []),
    ...(message === 'deleted' ? [colleagueLine()] : []),
    ...(isOver
      ? [
          $localize`:@@undone.text:Linking it again also restores its link to: ${recordNames(records)}:records:`,
        ]
      : []),
  ];
}

function deletedLine(documents: number): string {
  return documents === 0
    ? $localize`:@@undone.noFiles:No attachments were deleted.`
    : plural(documents, {
        one: $localize`:@@undone.deleted.one:${String(documents)}:count: attachment was deleted.`,
        other: $localize`:@@undone.deleted.other:${String(documents)}:count: attachments were deleted.`,
      });
}

function attachmentCount(count: number): string | undefined {
  if (count === 0) return undefined;
  return plural(count, {
    one: $localize`:@@undo.files.one:${String(count)}:count: attachment`,
    other: $localize`:@@undo.files.other:${String(count)}:count: attachments`,
  });
}

/** The documents that can be told to be this link's own. */
function madeBy({ created, unmarked }: LinkProgress): readonly string[] {
  return [...new Set([...created, ...unmarked])];
}

/** Attachments, by name, that are in the CRM and cannot be told to be this link's own. */
export function filesThatStay({
  link,
  progress,
}: Pick<LinkState, 'link' | 'progress'>): readonly string[] {
  if (progress.messageWasThere) return [];
  const own = madeBy(progress);
  return filesOf(link, progress)
    .filter(({ id }) => {
      const file = progress.files[id];
      return file && 'documentId' in file && !own.includes(file.documentId);
    })
    .map((file) => storedName(file, progress));
}
