import type { OtherSide } from '../domain/other-side';
import { domainOf } from '../domain/address';
import type { CrmRecord } from '../domain/crm';
import type { Person } from '../domain/mail';
import type { FieldMeaning, FormField, FormValues, RecordForm } from '../domain/record-form';
import { liftPictures } from '../domain/pasted-pictures';
import { readSignature } from '../domain/signature';
import { bodyText } from './body-text';
import type { Origin } from './creating.state';
import { companyName, splitName } from './person-name';

/** How much of a mail's text goes into a ticket, in characters. */
const LONGEST_TEXT = 4_000;
/** How much of a mail, its pictures apart, is looked at for its signature, in characters. */
const LONGEST_READ = 100_000;

/** What a form begins with. */
export interface Prefilled {
  readonly values: FormValues;
  /** The records that references lead to, by field. */
  readonly linked: Readonly<Record<string, CrmRecord>>;
}

/** Whom a new record is of: the first of those whom the mail is with. */
export function correspondent({ people }: Pick<OtherSide, 'people'>): Person {
  return people[0] ?? { name: '', address: '' };
}

/**
 * Fills in what the mail tells. The signature is read only where the text is the correspondent's.
 *
 * @param company the company of the domain; missing where there is none, or the domain is
 * anybody's.
 */
export function prefill(
  form: RecordForm,
  { mail, side, known }: Pick<Origin, 'mail' | 'side' | 'known'>,
  company: CrmRecord | undefined,
  isFreeMail: (domain: string) => boolean,
): Prefilled {
  const person = correspondent(side);
  const text = bodyText(liftPictures(mail.body).html.slice(0, LONGEST_READ));
  const isTheirs = ['from', 'replyTo'].includes(side.people[0]?.role ?? '');
  const signature = isTheirs ? readSignature(text, person.name) : {};
  const domain = domainOf(person.address);
  const ofCompany = domain === '' || isFreeMail(domain) ? '' : domain;
  const name = splitName(person);
  const texts: Readonly<Partial<Record<FieldMeaning, string | undefined>>> = {
    firstName: name.first,
    lastName: name.last,
    email: person.address.toLowerCase(),
    phone: signature.phone,
    mobile: signature.mobile,
    role: signature.role,
    companyName: companyName(ofCompany),
    website: ofCompany,
    subject: mail.subject.replace(/^((re|fwd?|aw|wg|r|i|tr|rif)\s*:\s*)+/i, '').trim(),
    text: shortened(text),
  };
  const linked = form.fields.flatMap((field) => {
    const record = field.meaning && recordFor(field, known, company);
    return record ? [[field.name, record] as const] : [];
  });
  const values = form.fields.flatMap((field) => {
    const told = field.kind !== 'reference' && field.meaning && texts[field.meaning];
    const value = told || preset(field);
    return value ? [[field.name, value] as const] : [];
  });
  return {
    values: Object.fromEntries([...values, ...linked.map(([name, { id }]) => [name, id])]),
    linked: Object.fromEntries(linked),
  };
}

/**
 * The first choice where one must be made, as the CRM's own form has it; the API presets nothing.
 */
function preset({ kind, mandatory, options = [] }: FormField): string | undefined {
  const isChosen = kind === 'choice' && mandatory;
  return isChosen ? options.find(({ value }) => value && value !== '--None--')?.value : undefined;
}

/** A ticket is of a person who is known, before the company. */
function recordFor(
  { meaning, refersTo = [] }: FormField,
  known: readonly CrmRecord[],
  company: CrmRecord | undefined,
): CrmRecord | undefined {
  const fits = (record: CrmRecord): boolean => refersTo.includes(record.module);
  const ofCompany = company && fits(company) ? company : undefined;
  if (meaning === 'company') return ofCompany;
  return meaning === 'customer' ? (known.find(fits) ?? ofCompany) : undefined;
}

function shortened(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1).trimEnd()}…` : text;
}
