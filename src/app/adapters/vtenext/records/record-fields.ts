import type { FieldDescription, ModuleDescription } from '../../../../contract/rest';
import type { CrmModule } from '../../../domain/crm';
import type { FieldKind, FieldMeaning, FormField, RecordForm } from '../../../domain/record-form';

/** Types of fields that a form can show; what is missing here is left out (REST API 4). */
const KINDS: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  text: 'longText',
  email: 'email',
  phone: 'phone',
  url: 'url',
  integer: 'integer',
  double: 'decimal',
  currency: 'decimal',
  boolean: 'checkbox',
  date: 'date',
  datetime: 'dateTime',
  time: 'time',
  picklist: 'choice',
  multipicklist: 'choices',
  reference: 'reference',
};

/**
 * What the fields of stock modules hold, by their names, which are the same in every installation.
 */
const MEANINGS: Readonly<Record<string, Readonly<Record<string, FieldMeaning>>>> = {
  Contacts: {
    firstname: 'firstName',
    lastname: 'lastName',
    email: 'email',
    phone: 'phone',
    mobile: 'mobile',
    title: 'role',
    account_id: 'company',
  },
  Leads: {
    firstname: 'firstName',
    lastname: 'lastName',
    email: 'email',
    phone: 'phone',
    mobile: 'mobile',
    designation: 'role',
    company: 'companyName',
    website: 'website',
  },
  Accounts: { accountname: 'companyName', website: 'website', email1: 'email', phone: 'phone' },
  Vendors: { vendorname: 'companyName', website: 'website', email: 'email', phone: 'phone' },
  HelpDesk: { ticket_title: 'subject', description: 'text', parent_id: 'customer' },
  Potentials: { potentialname: 'subject', description: 'text', related_to: 'customer' },
};

/**
 * A form of what `describe` tells: editable fields of known types. A pick list that came empty for
 * the user's role is a text field where it is mandatory, and left out elsewhere (REST API 14.5).
 */
export function recordForm(
  module: CrmModule,
  description: ModuleDescription,
  modules: readonly CrmModule[],
  labels: Readonly<Record<string, string>>,
): RecordForm {
  const nameFields = description.labelFields.split(',').map((name) => name.trim());
  const known = new Map(Object.entries(labels));
  const translated = (label: string): string => known.get(label)?.trim() || label.trim() || label;
  const fields: FormField[] = [];
  for (const field of description.fields) {
    const kind = field.editable ? kindOf(field, nameFields.includes(field.name)) : undefined;
    if (!kind) continue;
    const refersTo = field.type.refersTo?.filter((to) => modules.some(({ name }) => name === to));
    if (kind === 'reference' && !refersTo?.length) continue;
    const meaning = meaningOf(module.name, field, fields);
    fields.push({
      name: field.name,
      label: translated(field.label),
      kind,
      mandatory: field.mandatory ?? false,
      ...(meaning && { meaning }),
      ...(kind === 'reference' && refersTo && { refersTo }),
      ...((kind === 'choice' || kind === 'choices') && {
        options: (field.type.picklistValues ?? []).map(({ value, label }) => ({
          value,
          label: translated(label),
        })),
      }),
    });
  }
  return {
    module: module.name,
    moduleLabel: module.singular,
    fields,
    nameFields: nameFields.filter((name) => fields.some((field) => field.name === name)),
    hasOwner: description.fields.some(({ type }) => type.name === 'owner'),
  };
}

function kindOf(field: FieldDescription, isName: boolean): FieldKind | undefined {
  const kind = KINDS[field.type.name];
  // A ticket's title is a text of many lines to the CRM.
  if (kind === 'longText' && isName) return 'text';
  if ((kind === 'choice' || kind === 'choices') && !field.type.picklistValues?.length) {
    return field.mandatory ? 'text' : undefined;
  }
  return kind;
}

function meaningOf(
  module: string,
  { name, type }: FieldDescription,
  before: readonly FormField[],
): FieldMeaning | undefined {
  const known = MEANINGS[module];
  if (known) return known[name];
  const meaning = genericMeaning(type.name, type.refersTo);
  return before.some((field) => field.meaning === meaning) ? undefined : meaning;
}

/** In modules of the customer's own the first field of a type is what is meant. */
function genericMeaning(type: string, refersTo: readonly string[] = []): FieldMeaning | undefined {
  if (type === 'email' || type === 'phone') return type;
  if (type !== 'reference') return undefined;
  if (refersTo.includes('Contacts')) return 'customer';
  return refersTo.includes('Accounts') ? 'company' : undefined;
}
