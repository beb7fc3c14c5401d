import { language } from './language';

/**
 * The forms of one message, by category of `Intl.PluralRules`. The id of each ends in its category:
 * `choose.files.one`, `choose.files.other`. A form that is not given is the one for `other`.
 */
export type PluralForms = Readonly<
  Partial<Record<Intl.LDMLPluralRule, string>> & Record<'other', string>
>;

/** The form that the language of the page uses for this count. */
export function plural(count: number, forms: PluralForms): string {
  return forms[new Intl.PluralRules(language()).select(count)] ?? forms.other;
}
