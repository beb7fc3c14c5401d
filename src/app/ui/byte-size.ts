import { language } from './language';

type Unit = 'byte' | 'kilobyte' | 'megabyte';

/**
 * To make a formatter takes a hundred times as long as to use it, and a mail may have 500 files.
 */
const formats = new Map<string, Intl.NumberFormat>();

/** A number of bytes for people, e.g. `1.2 MB`; in the language of the page. */
export function byteSize(bytes: number, locale = language()): string {
  const unit = bytes < 1_000 ? 'byte' : bytes < 1_000_000 ? 'kilobyte' : 'megabyte';
  const value = unit === 'byte' ? bytes : bytes / (unit === 'kilobyte' ? 1_000 : 1_000_000);
  return formatOf(unit, value < 10 && unit !== 'byte' ? 1 : 0, locale).format(value);
}

function formatOf(unit: Unit, digits: number, locale: string): Intl.NumberFormat {
  const key = `${unit} ${String(digits)} ${locale}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: digits,
  });
  formats.set(key, format);
  return format;
}
