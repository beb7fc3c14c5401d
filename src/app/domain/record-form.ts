import type { CrmModule, CrmRecord } from './crm';

/** How a field is filled in. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'email'
  | 'phone'
  | 'url'
  /** Whole numbers, as digits. */
  | 'integer'
  /** Amounts and other numbers, with a point: `1234.56`. */
  | 'decimal'
  /** `1` where it is ticked. */
  | 'checkbox'
  /** ISO 8601: `2026-12-01`, `2026-12-01T10:00` and `10:00`. */
  | 'date'
  | 'dateTime'
  | 'time'
  | 'choice'
  /** Several choices, each on a line of its own. */
  | 'choices'
  /** The id of another record. */
  | 'reference';

/** What a field holds that a mail can tell. */
export type FieldMeaning =
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'phone'
  | 'mobile'
  | 'role'
  /** The company's name, as text. */
  | 'companyName'
  /** The company, as a record. */
  | 'company'
  | 'website'
  /** Whom a ticket is of: a person or a company. */
  | 'customer'
  | 'subject'
  | 'text';

/** One field of a form for a new record. */
export interface FormField {
  /** The CRM's own word, e.g. `lastname`. */
  readonly name: string;
  /** In the user's language, where the CRM has it. */
  readonly label: string;
  readonly kind: FieldKind;
  readonly mandatory: boolean;
  readonly meaning?: FieldMeaning;
  /** What may be chosen. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Names of the modules that a reference may lead to. */
  readonly refersTo?: readonly string[];
}

/** The form for a new record of a module; the CRM's order, mandatory fields included. */
export interface RecordForm {
  readonly module: string;
  /** What one record is called, e.g. `Contact`. */
  readonly moduleLabel: string;
  readonly fields: readonly FormField[];
  /** Names of the fields that make a record's name. */
  readonly nameFields: readonly string[];
  /** Whether its records belong to somebody: to whoever creates them. */
  readonly hasOwner: boolean;
}

/** What was typed, by field name; what is empty is left out of the record. */
export type FormValues = Readonly<Record<string, string>>;

/** A field that the CRM did not store as it was typed. */
export interface AlteredField {
  readonly label: string;
  /**
   * `cut`: only its beginning was kept. `characters`: what the CRM cannot hold, such as emoji, was
   * left out. `lost`: nothing was kept. `changed`: anything else.
   */
  readonly how: 'cut' | 'characters' | 'lost' | 'changed';
  /** What the CRM holds now. */
  readonly stored: string;
}

/** A record that was created, and where it differs from what was typed. */
export interface CreatedRecord {
  readonly record: CrmRecord;
  readonly altered: readonly AlteredField[];
}

/** What a record that is to be created is known by, to find it where it is there already. */
export interface Likeness {
  readonly module: string;
  /** The record's name, by name field. */
  readonly names: FormValues;
  /** E-mail address of the person or company; missing where the record is not about one. */
  readonly address?: string;
}

/** What was found of records like one that is to be created. */
export interface SimilarRecords {
  /** Those with the same address first. */
  readonly records: readonly CrmRecord[];
  /** Modules that could not be asked. */
  readonly unasked: readonly CrmModule[];
}

/** The text of a field with this meaning; empty where the form has none. */
export function valueOf(form: RecordForm, values: FormValues, meaning: FieldMeaning): string {
  const field = form.fields.find((one) => one.meaning === meaning);
  return (field && values[field.name]?.trim()) ?? '';
}

/** What the record that is being typed would be known by. */
export function likenessOf(form: RecordForm, values: FormValues): Likeness {
  const names = form.nameFields
    .map((name) => [name, (values[name] ?? '').trim()] as const)
    .filter(([, value]) => value !== '');
  const address = valueOf(form, values, 'email').toLowerCase();
  return {
    module: form.module,
    names: Object.fromEntries(names),
    ...(address.includes('@') && { address }),
  };
}
