/** A mark (`message-mark.ts`), or the note of version 0.1, which is read and never written. */
const form =
  /^(?:vtmc\/1 l=[\da-f]{24} d=[\da-f]{24}(?: t=-?\d{1,12})? v=[ao]|mail-connector\/\d+)((?: \d{1,9}x\d{1,12})*)/;

/** The records, by id, that a mark or a note names in a message's `xmailer`. */
export function notedRecords(text: string | null | undefined): readonly string[] {
  const list = form.exec(text ?? '')?.[1] ?? '';
  return list.split(' ').filter((id) => id !== '');
}
