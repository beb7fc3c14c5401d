import type { ModuleDescription, RecordAnswer } from '../../../../contract/rest';
import type { CrmModule, CrmRecord, MatchReason } from '../../../domain/crm';

/** The module that companies are kept in. */
export const COMPANIES = 'Accounts';

/** Fields that a search looks into, the most telling first: name, number, e-mail, phone. */
export function searchedFields(description: ModuleDescription): readonly string[] {
  return [
    ...new Set([
      ...labelFields(description),
      ...numberFields(description),
      ...fieldsOf(description, 'email'),
      ...fieldsOf(description, 'phone'),
    ]),
  ];
}

/** Fields that `toRecord` makes a record of; never none. */
export function selectedFields(description: ModuleDescription): readonly string[] {
  const others = [
    companyField(description),
    companyNameField(description),
    statusField(description),
  ].filter((name) => name !== undefined);
  const fields = [...new Set([...searchedFields(description), ...others])];
  return fields.length > 0 ? fields : ['id'];
}

/** Fields that tell the record's name, in the CRM's order. */
export function labelFields({ labelFields: names, fields }: ModuleDescription): readonly string[] {
  const known = new Set(fields.map(({ name }) => name));
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => known.has(name));
}

/** Fields that hold a number which the CRM gives each record: one, or none (REST API 14.3). */
export function numberFields({ fields }: ModuleDescription): readonly string[] {
  return fields.filter(({ uitype }) => uitype === '4').map(({ name }) => name);
}

/** Names of the fields of a type, such as `email`. */
export function fieldsOf({ fields }: ModuleDescription, type: string): readonly string[] {
  return fields.filter((field) => field.type.name === type).map(({ name }) => name);
}

/** The field that leads to the company; it may lead to other records instead (REST API 14.5). */
export function companyField({ name, fields }: ModuleDescription): string | undefined {
  if (name === COMPANIES) return undefined;
  return fields.find(({ type }) => type.refersTo?.includes(COMPANIES))?.name;
}

/**
 * A row of `selectedFields` as a record. `company`: the name of the record behind `companyField`,
 * where it is known.
 */
export function toRecord(
  module: CrmModule,
  description: ModuleDescription,
  row: RecordAnswer,
  reasons: readonly MatchReason[],
  company = '',
): CrmRecord {
  const firstOf = (fields: readonly string[]): string => textsOf(row, fields)[0] ?? '';
  const number = firstOf(numberFields(description));
  const detail = [
    company || firstOf([companyNameField(description) ?? '']),
    firstOf(fieldsOf(description, 'email')),
    firstOf(fieldsOf(description, 'phone')),
    firstOf([statusField(description) ?? '']),
  ];
  return {
    id: row.id,
    module: module.name,
    moduleLabel: module.singular,
    label: recordName(description, row),
    ...(number && { number }),
    detail: detail.filter((text) => text !== '').join(' · '),
    reasons,
  };
}

/** Names as people write them: a contact's first name before the last, whatever the CRM's order. */
export function recordName(description: ModuleDescription, row: RecordAnswer): string {
  const names = labelFields(description);
  const ordered = names.includes('firstname')
    ? ['firstname', ...names.filter((name) => name !== 'firstname')]
    : names;
  return textsOf(row, ordered).join(' ') || row.id;
}

/** Text of the CRM, with the HTML entities that it writes itself read back (REST API 4). */
export function plainText(value: string | null | undefined): string {
  return (value ?? '')
    .replace(/&(lt|gt|quot|#0?39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}

/** Leads have no company record, but a field for its name. */
function companyNameField({ fields }: ModuleDescription): string | undefined {
  return fields.find(({ name }) => name === 'company')?.name;
}

function statusField({ fields }: ModuleDescription): string | undefined {
  return fields.find(({ name, type }) => type.name === 'picklist' && /status|stage/i.test(name))
    ?.name;
}

function textsOf(row: RecordAnswer, fields: readonly string[]): readonly string[] {
  return fields.map((field) => plainText(row[field])).filter((text) => text !== '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#039;': "'",
  '&amp;': '&',
};
