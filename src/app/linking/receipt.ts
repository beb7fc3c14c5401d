import type { FileOutcome } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import type { LinkProgress } from '../domain/link-progress';
import type { Attachment } from '../domain/mail';
import { policyOf } from '../domain/problem-policy';
import { byteSize } from '../ui/byte-size';
import { problemText } from '../ui/problem-text';
import { filesOf } from '../machine/link-files';
import type { LinkState } from '../machine/machine.state';
import { listed } from '../ui/listed';
import { plural } from '../ui/plural';

/** One attachment in the receipt. */
export interface FileLine {
  readonly id: string;
  /** As Outlook lists it. */
  readonly name: string;
  readonly text: string;
  /** Whether it is in the CRM in no form. */
  readonly missing: boolean;
  /** Whether trying again may help. */
  readonly canRetry: boolean;
}

/** What was linked, in one line: `message, 3 files`. Counts only what was read back. */
export function receiptSummary({ progress }: LinkState): string {
  const files = Object.values(progress.files).filter(
    ({ fate }) => fate === 'archived' || fate === 'linked',
  ).length;
  if (progress.messageWasThere) {
    return files === 0
      ? $localize`:@@receipt.messageWasThere:message (already in the CRM)`
      : plural(files, {
          one: $localize`:@@receipt.filesAdded.one:message (already in the CRM), ${String(files)}:count: file`,
          other: $localize`:@@receipt.filesAdded.other:message (already in the CRM), ${String(files)}:count: files`,
        });
  }
  return files === 0
    ? $localize`:@@receipt.message:message`
    : plural(files, {
        one: $localize`:@@receipt.files.one:message, ${String(files)}:count: file`,
        other: $localize`:@@receipt.files.other:message, ${String(files)}:count: files`,
      });
}

/** Each attachment that Outlook lists, with its fate: none ends nowhere. */
export function fileLines({ link, progress }: LinkState): readonly FileLine[] {
  return filesOf(link, progress).map((attachment) => {
    const fate = progress.files[attachment.id] ?? {
      fate: 'missing',
      problem: link.mail.abilities.attachments ? { kind: 'unexpected' } : { kind: 'outlookTooOld' },
    };
    const savedAs = storedName(attachment, progress);
    return {
      id: attachment.id,
      name: attachment.name,
      text: fateText(
        fate,
        progress.read[attachment.id]?.size ?? attachment.size,
        progress.missed.includes(attachment.id),
        savedAs === attachment.name ? undefined : savedAs,
      ),
      missing: fate.fate === 'missing' || fate.fate === 'empty' || fate.fate === 'leftOut',
      canRetry: fate.fate === 'missing' && !policyOf(fate.problem).isFinal,
    };
  });
}

/** What a file is called in the CRM, or would be; where that is not known, as Outlook lists it. */
export function storedName({ id, name }: Attachment, { files, read }: LinkProgress): string {
  const file = files[id];
  return (file && 'name' in file ? file.name : undefined) ?? read[id]?.name ?? name;
}

/**
 * Whether the whole mail would help: it has what Outlook does not hand over by itself.
 */
export function canSaveOriginal({ link, progress, status }: LinkState): boolean {
  return (
    status === 'linked' &&
    link.mail.abilities.original &&
    !progress.originalWanted &&
    link.mail.attachments.some(({ id }) => {
      const file = progress.files[id];
      return file?.fate === 'missing' && policyOf(file.problem).originalMayHelp;
    })
  );
}

/**
 * `wasMissed`: whether the CRM did not keep it at first, and it was filed by itself; `savedAs`:
 * what the CRM calls it, where that is another name.
 */
function fateText(fate: FileOutcome, size: number, wasMissed: boolean, savedAs?: string): string {
  switch (fate.fate) {
    case 'archived':
      return savedText(byteSize(size), wasMissed, savedAs);
    case 'linked':
      return savedAs
        ? $localize`:@@fate.linkedAs:kept as a link, saved as ${savedAs}:name:`
        : $localize`:@@fate.linked:kept as a link`;
    case 'inBody':
      return $localize`:@@fate.inBody:in the text of the message`;
    case 'empty':
      return $localize`:@@fate.empty:Not saved: it's empty`;
    case 'leftOut':
      return $localize`:@@fate.leftOut:Not saved: you left it out`;
    case 'missing':
      return fate.problem.kind === 'mailChanged'
        ? $localize`:@@fate.mailChanged:Not saved. Open this email again, then try again.`
        : $localize`:@@fate.missing:Not saved. ${problemText(fate.problem).what}:problem:`;
  }
}

/** A file that is in the CRM as a document. */
function savedText(size: string, wasMissed: boolean, savedAs?: string): string {
  if (!savedAs)
    return wasMissed ? $localize`:@@fate.repaired:${size}:size:, filed on its own` : size;
  return wasMissed
    ? $localize`:@@fate.repairedRenamed:${size}:size:, filed on its own, saved as ${savedAs}:name:`
    : $localize`:@@fate.renamed:${size}:size:, saved as ${savedAs}:name:`;
}

/** The records of a link in one line. */
export function recordNames(records: readonly CrmRecord[]): string {
  return listed(records.map(({ label }) => label));
}
