/**
 * A number as the CRM takes it, `1234.56` (REST API 14.5), from what people type: with a comma,
 * with groups of three, with blanks. `undefined` for what is no number, and for what could be read
 * in two ways: `1.234` is a thousand in one country and one in another.
 */
export function numberText(typed: string): string | undefined {
  const text = typed.replace(/[\s\u00a0\u202f'’€$£]/gu, '');
  const [, sign, digits] = /^([+-]?)(\d[\d.,]*)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const plain = withoutGroups(digits);
  return plain === undefined ? undefined : `${sign === '-' ? '-' : ''}${plain}`;
}

/** A whole number from what people type; groups of three are no question here. */
export function integerText(typed: string): string | undefined {
  const text = typed.replace(/[\s\u00a0\u202f'’]/gu, '');
  const isWhole = /^[+-]?(\d+|\d{1,3}([.,]\d{3})+)$/.test(text);
  return isWhole ? text.replace(/[.,+]/g, '') : undefined;
}

function withoutGroups(digits: string): string | undefined {
  const marks = digits.replace(/\d/g, '');
  const last = digits.charAt(Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(',')));
  if (marks === '') return digits;
  if (new Set(marks).size === 1 && marks.length > 1) {
    return /^\d{1,3}([.,]\d{3})+$/.test(digits) ? digits.replace(/[.,]/g, '') : undefined;
  }
  if (marks.length === 1 && /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return undefined;
  const [whole = '', fraction = ''] = splitAtLast(digits, last);
  if (fraction === '') return undefined;
  const isGrouped = /^\d{1,3}([.,]\d{3})+$/.test(whole) && !whole.includes(last);
  return isGrouped || /^\d+$/.test(whole) ? `${whole.replace(/[.,]/g, '')}.${fraction}` : undefined;
}

function splitAtLast(text: string, mark: string): readonly [string, string] {
  const index = text.lastIndexOf(mark);
  return [text.slice(0, index), text.slice(index + 1)];
}
