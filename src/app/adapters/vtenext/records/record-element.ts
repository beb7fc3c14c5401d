import type { RecordAnswer } from '../../../../contract/rest';
import type { AlteredField, FormField, FormValues, RecordForm } from '../../../domain/record-form';
import { plainText } from './record-row';
import { withoutAstral } from '../archive/text';

/** What stands between the values of a field of many choices. */
const BETWEEN_CHOICES = ' |##| ';

/**
 * What is sent of a form. Texts are trimmed, for blanks would pass as a value (REST API 14.5), and
 * characters above U+FFFF left out, for the CRM would keep `????` (REST API 7.4): its names stand
 * in lists, searches and mails, where an entity would be shown as typed.
 */
export function recordElement(form: RecordForm, values: FormValues): Record<string, string> {
  return Object.fromEntries(
    form.fields
      .map((field) => [field.name, sentText(field, values[field.name] ?? '')] as const)
      .filter(([, text]) => text !== ''),
  );
}

function sentText({ kind }: FormField, value: string): string {
  const text = withoutAstral(value);
  switch (kind) {
    case 'checkbox':
      return text === '1' ? '1' : '';
    case 'choices':
      return text.split('\n').filter(Boolean).join(BETWEEN_CHOICES);
    case 'dateTime':
      return text.replace('T', ' ').replace(/^(\S+ \d\d:\d\d)$/, '$1:00');
    default:
      return text;
  }
}

/** Where the CRM's answer differs from what was typed; it says nothing of it by itself. */
export function alteredFields(
  form: RecordForm,
  values: FormValues,
  answer: RecordAnswer,
): readonly AlteredField[] {
  return form.fields.flatMap((field) => {
    const typed = (values[field.name] ?? '').trim();
    const how = typed === '' ? undefined : difference(field, typed, answer[field.name] ?? '');
    return how ? [{ label: field.label, how, stored: plainText(answer[field.name]) }] : [];
  });
}

function difference(
  field: FormField,
  typed: string,
  answered: string,
): AlteredField['how'] | undefined {
  const sent = comparable(sentText(field, typed));
  const stored = comparable(answered);
  switch (field.kind) {
    case 'reference':
      return stored === sent ? undefined : 'lost';
    case 'date':
    case 'dateTime':
    case 'time':
    case 'checkbox':
      // Dates come back in the user's own format, which is not told (REST API 14.13).
      return stored === '' ? 'lost' : undefined;
    case 'integer':
    case 'decimal':
      return Number(stored) === Number(sent) ? undefined : 'changed';
    default:
      if (stored !== sent) return textDifference(sent, stored);
      return withoutAstral(typed) === typed ? undefined : 'characters';
  }
}

function textDifference(sent: string, stored: string): AlteredField['how'] {
  if (stored === '') return 'lost';
  return sent.startsWith(stored) ? 'cut' : 'changed';
}

const comparable = (text: string): string => plainText(text).replace(/\s+/g, ' ');
