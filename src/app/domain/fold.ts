/**
 * The form of a text in which the CRM compares: capitals and accents do not count (REST API 5).
 * `Müller` and `MULLER` are equal; letters that only look like an accented one (`Ł`, `Ø`) stay
 * themselves.
 */
export function fold(text: string): string {
  return text
    .replaceAll('ß', 's')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase();
}
