import { accountId } from '../../domain/account';
import { partOfPane } from '../../platform/part-of-pane';
import type { JournalEntry, JournalKey } from '../../ports/link-journal';

/** Under what an entry is stored. */
export function nameOf({ account, mailKey }: JournalKey): string {
  return accountId(account, mailKey);
}

/** What reads stored entries, loaded where there are any. */
export const loadShapes = () => partOfPane(import('./stored-shapes'));

/** Those of what is stored that are entries. */
export async function readEntries(stored: readonly unknown[]): Promise<readonly JournalEntry[]> {
  const present = stored.filter((value) => value !== undefined);
  if (present.length === 0) return [];
  const { readEntry } = await loadShapes();
  return present.flatMap((value) => readEntry(value) ?? []);
}
