/** The patterns in which the CRM shows dates (REST API 14.13). */
export type DateFormat = 'dd-mm-yyyy' | 'mm-dd-yyyy' | 'yyyy-mm-dd';

/** `2026-12-01` in the user's format; other texts unchanged. */
export function formatDate(iso: string, format: DateFormat): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  if (!year || !month || !day) return iso;
  return format.replace('yyyy', year).replace('mm', month).replace('dd', day);
}

/** A date that the user wrote, ISO or in the user's format, as ISO; `0000-00-00` when neither. */
export function parseDate(text: string, format: DateFormat): string {
  if (text === '' || /^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const parts = text.split('-');
  const at = (unit: string): string => parts[format.split('-').indexOf(unit)] ?? '';
  const iso = `${at('yyyy')}-${at('mm')}-${at('dd')}`;
  return /^\d{4}-\d\d-\d\d$/.test(iso) ? iso : '0000-00-00';
}

/** Whether a date-time ends with a zone: `Z` or an offset. */
export function namesZone(text: string): boolean {
  return /T\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)$/i.test(text);
}

/** A date-time as the database reads it: no zone counts, anything else is zero (REST API 7.3). */
export function parseDateTime(text: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?)?/.exec(text);
  if (!found) return '0000-00-00 00:00:00';
  return `${found[1] ?? ''} ${found[2] ?? '00:00'}${found[3] ?? ':00'}`;
}
