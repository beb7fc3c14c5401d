import type { JournalEntry } from '../ports/link-journal';
import { recordNames } from './receipt';
import { plural } from '../ui/plural';

/** How far a link came that was interrupted. */
export function unfinishedText({ wanted, attachments, progress }: JournalEntry): string {
  const names = recordNames(wanted);
  if (!progress.message) {
    return $localize`:@@unfinished.nothing:It was to be linked to ${names}:records:. Nothing of it is known to be in the CRM yet.`;
  }
  const all = attachments.length;
  const missing = attachments.filter(({ id }) => {
    const file = progress.files[id];
    return !file || file.fate === 'missing';
  }).length;
  if (missing > 0) {
    return plural(missing, {
      one: $localize`:@@unfinished.files.one:To ${names}:records:. ${String(missing)}:missing: of ${String(all)}:all: files is still missing.`,
      other: $localize`:@@unfinished.files.other:To ${names}:records:. ${String(missing)}:missing: of ${String(all)}:all: files are still missing.`,
    });
  }
  return $localize`:@@unfinished.rest:To ${names}:records:. The mail and its files are in the CRM; the last checks are missing.`;
}
