import { integerText, numberText } from '../domain/number-text';
import type { FormField, FormValues, RecordForm } from '../domain/record-form';
import type { Refusal } from './creating.state';

/** What is typed, with numbers as the CRM takes them; or the fields that it would not take. */
export function checkForm(
  form: RecordForm,
  values: FormValues,
): { readonly values: FormValues; readonly refused: readonly Refusal[] } {
  const checked = form.fields.map((field) => [field, readValue(field, values)] as const);
  const refused = checked.flatMap(([{ name, mandatory }, value]): Refusal[] => {
    if (value === undefined) return [{ field: name, reason: 'number' }];
    return mandatory && value === '' ? [{ field: name, reason: 'missing' }] : [];
  });
  return {
    values: Object.fromEntries(
      checked.flatMap(([{ name }, value]) => (value ? [[name, value] as const] : [])),
    ),
    refused,
  };
}

/** The value to send; `undefined` for what is no number where one must be. */
function readValue({ name, kind }: FormField, values: FormValues): string | undefined {
  const typed = (values[name] ?? '').trim();
  if (typed === '') return '';
  if (kind === 'decimal') return numberText(typed);
  return kind === 'integer' ? integerText(typed) : typed;
}
