import type { FileFate } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { byteSize } from '../ui/byte-size';
import { problemText } from '../ui/problem-text';
import { filesOf } from './link-plan';
import type { LinkState } from './linking.state';

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

/** The records of a link in one line. */
export function recordNames(records: readonly CrmRecord[]): string {
  return records.map(({ label }) => label).join(', ');
}
