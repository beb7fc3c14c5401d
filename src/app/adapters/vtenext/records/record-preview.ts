import type { FieldDescription, ModuleDescription, RecordAnswer } from '../../../../contract/rest';
import type { RecordField } from '../../../domain/crm';
import { plainText } from './record-row';

/** As many fields as a card shows at a glance, and as much of a text. */
const MOST_FIELDS = 16;
const LONGEST_VALUE = 300;

/** Types whose values say something by themselves: a reference is an id, a mark is 0 or 1. */
const READABLE = new Set([
  'string',
  'text',
  'email',
  'phone',
  'url',
  'picklist',
  'multipicklist',
  'date',
  'integer',
  'double',
  'currency',
]);

/**
 * What is filled in, as `describe` orders it: block by block, while `sequence` counts within a
 * block. What the CRM keeps for itself cannot be edited; the record's number is the exception.
 */
export function fieldsToShow(
  { fields }: ModuleDescription,
  row: RecordAnswer,
): readonly RecordField[] {
  return fields
    .filter(({ type, editable, uitype }) => READABLE.has(type.name) && (editable || uitype === '4'))
    .map((field) => ({ label: plainText(field.label), value: shown(field, row[field.name]) }))
    .filter(({ value }) => value !== '')
    .slice(0, MOST_FIELDS);
}

function shown({ type }: FieldDescription, value: string | null | undefined): string {
  const text = plainText(value);
  // Numbers and dates that nobody entered are zeros; so picklists call their first value.
  if (/^(0+([.,:-]0+)*|--None--)$/.test(text)) return '';
  const label = type.picklistValues?.find((each) => each.value === value)?.label;
  const whole = label ?? text.replaceAll(' |##| ', ', ');
  return whole.length > LONGEST_VALUE ? `${whole.slice(0, LONGEST_VALUE)}…` : whole;
}
