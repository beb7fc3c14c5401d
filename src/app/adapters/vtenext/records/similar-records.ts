import type { ModuleDescription, RecordAnswer } from '../../../../contract/rest';
import { domainOf } from '../../../domain/address';
import type { Likeness } from '../../../domain/record-form';
import { areSimilarNames } from '../../../domain/similar-name';
import { companyCondition, hasDomain } from './record-domain';
import { fieldsOf, labelFields, plainText } from './record-row';
import type { Condition } from '../rest/vtql';

/**
 * How much of a name is sought: the CRM cuts long ones (REST API 14.5), and we look at the rest.
 */
const SOUGHT_LENGTH = 60;

/** What the CRM is asked for to find a record like one that is to be created; finds too much. */
export function similarConditions(
  description: ModuleDescription,
  likeness: Likeness,
): Condition[][] {
  return [...ofAddress(description, likeness), ...ofName(description, likeness)];
}

function ofAddress(description: ModuleDescription, likeness: Likeness): Condition[][] {
  const { address } = likeness;
  if (address === undefined) return [];
  const names = labelFields(description);
  const words = fullName(likeness)
    .split(/[^\p{L}\p{N}]+/u)
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 2)
    .filter((word) => word.length > 1);
  return [
    ...fieldsOf(description, 'email').map((field) => [{ field, is: address }]),
    ...companyCondition(description, domainOf(address)).flatMap((ofDomain) =>
      names.flatMap((field) => words.map((word) => [...ofDomain, { field, contains: word }])),
    ),
  ];
}

/** The same name in the same module: all name fields that are filled in. */
function ofName(description: ModuleDescription, { module, names }: Likeness): Condition[][] {
  if (description.name !== module) return [];
  const conditions = Object.entries(names).map(([field, value]) => ({
    field,
    contains: soughtPart(value),
  }));
  return conditions.length > 0 && conditions.every(({ contains }) => contains !== '')
    ? [conditions]
    : [];
}

/** The longest part that the CRM stores as it was typed: without markup, entities and emoji. */
function soughtPart(value: string): string {
  const parts = value
    .split(/[<>&\u{10000}-\u{10ffff}][^\p{L}\p{N}]*/u)
    .map((part) => part.trimEnd());
  const longest = parts.reduce((one, other) => (other.length > one.length ? other : one), '');
  return longest.slice(0, SOUGHT_LENGTH).trim();
}

/** Whether a row that the CRM gave is really like the record that is to be created. */
export function isSimilar(
  description: ModuleDescription,
  row: RecordAnswer,
  likeness: Likeness,
): boolean {
  const { address, module, names } = likeness;
  if (address !== undefined) {
    const emails = fieldsOf(description, 'email').map((field) => row[field]?.toLowerCase().trim());
    if (emails.includes(address)) return true;
    const label = labelFields(description)
      .map((field) => plainText(row[field]))
      .join(' ');
    const isOfDomain = hasDomain(description, row, domainOf(address));
    if (isOfDomain && areSimilarNames(label, fullName(likeness))) return true;
  }
  return (
    description.name === module &&
    Object.keys(names).length > 0 &&
    labelFields(description).every((field) => isSameName(plainText(row[field]), names[field] ?? ''))
  );
}

/** Whether `stored` is what the CRM made of `typed`: it may have cut it, and lost emoji. */
function isSameName(stored: string, typed: string): boolean {
  const [kept, wanted] = [folded(stored), folded(typed)];
  return kept === wanted || (kept.length >= SOUGHT_LENGTH && wanted.startsWith(kept));
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

const fullName = ({ names }: Likeness): string => Object.values(names).join(' ');
