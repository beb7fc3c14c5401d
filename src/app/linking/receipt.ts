import type { CommentFate, FileFate } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { byteSize } from '../ui/byte-size';
import { problemText } from '../ui/problem-text';
import { filesOf, originalFile } from './link-plan';
import { type LinkState, madeBy } from './linking.state';

/** One attachment in the receipt. */
export interface FileLine {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** Whether it is in the CRM in no form. */
  readonly missing: boolean;
  /** Whether trying again may help. */
  readonly canRetry: boolean;
}

/** What was linked, in one line: `message, 3 files`. Counts only what was read back. */
export function receiptSummary({ facts }: LinkState): string {
  const files = Object.values(facts.files).filter(
    ({ fate }) => fate === 'archived' || fate === 'linked',
  ).length;
  const message = facts.messageWasThere
    ? $localize`:@@receipt.messageWasThere:message (already in the CRM)`
    : $localize`:@@receipt.message:message`;
  switch (files) {
    case 0:
      return message;
    case 1:
      return $localize`:@@receipt.oneFile:${message}:message:, 1 file`;
    default:
      return $localize`:@@receipt.files:${message}:message:, ${String(files)}:count: files`;
  }
}

/** Each attachment that Outlook lists, with its fate: none ends nowhere. */
export function fileLines({ link, facts }: LinkState): readonly FileLine[] {
  return filesOf(link, facts).map((attachment) => {
    const fate = facts.files[attachment.id] ?? {
      fate: 'missing',
      problem: link.mail.abilities.attachments ? { kind: 'unexpected' } : { kind: 'outlookTooOld' },
    };
    return {
      id: attachment.id,
      name: attachment.name,
      text: fateText(
        fate,
        facts.read[attachment.id]?.size ?? attachment.size,
        facts.missed.includes(attachment.id),
      ),
      missing: fate.fate === 'missing' || fate.fate === 'empty',
      canRetry: fate.fate === 'missing' && fate.problem.kind !== 'outlookTooOld',
    };
  });
}

/** `wasMissed`: whether the CRM did not keep it at first, and it was filed by itself. */
function fateText(fate: FileFate, size: number, wasMissed: boolean): string {
  switch (fate.fate) {
    case 'archived':
      return wasMissed
        ? $localize`:@@fate.repaired:${byteSize(size)}:size:, filed on its own`
        : byteSize(size);
    case 'linked':
      return $localize`:@@fate.linked:kept as a link`;
    case 'inBody':
      return $localize`:@@fate.inBody:in the text of the message`;
    case 'empty':
      return $localize`:@@fate.empty:not archived: the file is empty`;
    case 'missing':
      return $localize`:@@fate.missing:not archived. ${problemText(fate.problem).what}:problem:`;
  }
}

/** What a person should know of the stored copy beside its files. */
export function receiptNotes({ link, facts }: LinkState): readonly string[] {
  const { envelope } = facts;
  const original = originalFile(link.mail);
  return [
    ...(envelope?.messageIdSource === 'made'
      ? [
          $localize`:@@note.madeId:The mail has no Message-ID; it is stored under one made from its content.`,
        ]
      : []),
    ...(envelope?.recipientsMayBeCut
      ? [
          $localize`:@@note.recipientsCut:Outlook gave only the first recipients; the mail may have more.`,
        ]
      : []),
    ...(envelope && !envelope.sentAtIsExact
      ? [$localize`:@@note.arrival:The time of sending is not known; the time of arrival is stored.`]
      : []),
    ...(facts.message?.timeIsGuessed
      ? [
          $localize`:@@note.timeGuessed:The CRM keeps another time zone than this mailbox; between summer and winter time the stored time may be off by an hour.`,
        ]
      : []),
    ...link.records.flatMap((record) => commentNote(record, facts.note.at[record.id])),
    ...(facts.bodyCut ? [bodyCutNote(facts.files[original.id]?.fate === 'archived', original.name)] : []),
  ];
}

function commentNote({ label }: CrmRecord, comment: CommentFate | undefined): readonly string[] {
  switch (comment?.fate) {
    case 'added':
      return [$localize`:@@note.added:Note added to ${label}:record:.`];
    case 'there':
      return [$localize`:@@note.there:The note was on ${label}:record: already.`];
    case 'refused':
      return [
        $localize`:@@note.refused:The note was not stored on ${label}:record:. ${problemText(comment.problem).what}:problem:`,
      ];
    default:
      return [];
  }
}

function bodyCutNote(isArchived: boolean, name: string): string {
  return isArchived
    ? $localize`:@@note.bodyCutOriginal:The text was too long for the CRM; its end is left out there, and the whole mail is filed as ${name}:name:.`
    : $localize`:@@note.bodyCut:The text was too long for the CRM; its end is left out.`;
}

/** The records of a link in one line. */
export function recordNames(records: readonly CrmRecord[]): string {
  return records.map(({ label }) => label).join(', ');
}

/** What `undo` will delete, and what it cannot take away (API.md 7.2). */
export function undoText(state: LinkState): string {
  const { message, others } = madeBy(state);
  const { length } = state.facts.created;
  const files = String(length);
  const text = message
    ? $localize`:@@undo.all:This deletes the stored mail and ${files}:count: of its files from the CRM. Where a colleague has stored the same mail, their copy stays and the record goes on showing it.`
    : $localize`:@@undo.files:The mail was in the CRM before and stays. This deletes the ${files}:count: files that were added.`;
  return others.length > length ? `${text} ${$localize`:@@undo.note:Your note goes, too.`}` : text;
}

/** What an undo left behind. */
export function undoneText(state: LinkState): string {
  return madeBy(state).message
    ? $localize`:@@undone.text:If the mail is stored again, its link to ${recordNames(state.link.records)}:records: comes back with it.`
    : $localize`:@@undone.files:The mail itself is still in the CRM.`;
}
