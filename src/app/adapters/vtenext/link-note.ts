/** What this pane writes before the record ids; other writers of the field are left alone. */
const MARK = 'mail-connector/1';
/** The length at which the CRM cuts the field silently (API.md 14.1). */
const MOST_CHARACTERS = 255;
const noted = /^mail-connector\/\d+((?: \d{1,9}x\d{1,12})*)/;

/** The record ids of a note of ours, none where somebody else wrote the field (API.md 14.1). */
export function readNote(text: string | null | undefined): readonly string[] {
  const list = noted.exec(text ?? '')?.[1] ?? '';
  return list.split(' ').filter((id) => id !== '');
}

/** Whether the field is free for a note, or holds one of ours. */
export function isOurs(text: string | null | undefined): boolean {
  return (text ?? '').trim() === '' || noted.test(text ?? '');
}

/**
 * A note of the records, the newest last; the oldest are left out where it would be too long. Holds
 * only ids: the CRM prints the field as raw HTML (API.md 14.1).
 */
export function writeNote(ids: readonly string[]): string {
  const safe = [...new Set(ids.toReversed())].filter((id) => /^\d{1,9}x\d{1,12}$/.test(id));
  let note = MARK;
  const kept: string[] = [];
  for (const id of safe) {
    if (note.length + id.length + 1 > MOST_CHARACTERS) break;
    kept.unshift(id);
    note = [MARK, ...kept].join(' ');
  }
  return note;
}
