import type { FormField, FormValues, RecordForm } from '../domain/record-form';

/** How many fields that need not be filled in are on the screen at once. */
const MOST_OPTIONAL = 8;

/** The fields in two groups: those on the screen, and the rest. */
export interface FormLayout {
  readonly first: readonly FormField[];
  readonly more: readonly FormField[];
}

/**
 * Mandatory fields first, then those that hold what a mail tells, then the CRM's order. What is
 * filled in is on the screen in any case.
 */
export function formLayout({ fields }: RecordForm, prefilled: FormValues): FormLayout {
  const mandatory = fields.filter((field) => field.mandatory);
  const optional = [
    ...fields.filter((field) => !field.mandatory && field.meaning),
    ...fields.filter((field) => !field.mandatory && !field.meaning),
  ];
  const isFirst = (field: FormField, at: number): boolean =>
    at < MOST_OPTIONAL || Boolean(prefilled[field.name]);
  return {
    first: [...mandatory, ...optional.filter(isFirst)],
    more: optional.filter((field, at) => !isFirst(field, at)),
  };
}
