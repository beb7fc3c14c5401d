import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../crm-error.ts';
import type { Module } from '../metadata/catalogue.ts';
import { type Field, initialValue } from '../metadata/module-definition.ts';
import type { Values } from '../store/records.ts';
import { namesZone, parseDate, parseDateTime } from '../text/dates.ts';
import { cut, decodeEntities, escapeTags, storable } from '../text/stored-text.ts';
import { convertWall } from '../text/zones.ts';

/** What a caller sent for a record: field names and values, mostly texts. */
export type Element = Readonly<Record<string, unknown>>;

/** A scalar of the element as text; `undefined` where the field is not named. */
export function sentText(element: Element, name: string): string | undefined {
  const value = element[name];
  if (typeof value === 'boolean') return value ? '1' : '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** Fields that only the CRM itself writes. */
function isOwnBusiness(field: Field): boolean {
  return field.uitype === 4 || ['createdtime', 'modifiedtime', 'creator'].includes(field.name);
}

/**
 * The texts to store for the fields that `element` names; others, unknown ones and those that the
 * profile does not let the user change are left out.
 * Fails for references and owners that do not fit, then for an emptied mandatory field.
 */
export function storedValues(crm: Crm, user: User, module: Module, element: Element): Values {
  const named = module.fields.filter(
    (field) =>
      sentText(element, field.name) !== undefined &&
      !isOwnBusiness(field) &&
      user.mayWriteField(module, field.name),
  );
  for (const field of named.filter(({ mandatory }) => mandatory)) {
    if (sentText(element, field.name) === '' && field.type === 'owner') throw missing(field);
  }
  const values = named.map((field) => {
    const text = sentText(element, field.name) ?? '';
    return [field.name, storedValue(crm, user, module, field, text)] as const;
  });
  return Object.fromEntries(values);
}

/** Fails when `element` names a field that the profile does not let the user change. */
export function checkWritable(user: User, module: Module, element: Element): void {
  const isRefused = module.fields.some(
    ({ name }) => sentText(element, name) !== undefined && !user.mayWriteField(module, name),
  );
  if (isRefused) throw CrmError.writeDenied();
}

/** Fails for the first mandatory field, in field order, that `values` leaves empty. */
export function checkMandatory(module: Module, values: Values): void {
  const empty = module.fields.find(({ mandatory, name }) => mandatory && !values[name]);
  if (empty) throw missing(empty);
}

function missing(field: Field): CrmError {
  return new CrmError(`${field.name} does not have a value`);
}

/** All fields of a new record as they are when `create` names none. */
export function initialValues(crm: Crm, user: User, module: Module): Values {
  const now = crm.now();
  const values = module.fields.map((field) => {
    const initial = initialValue(field);
    const special = initial === 'now' ? now : initial === 'databaseNow' ? crm.databaseNow() : null;
    return [field.name, special ?? initial] as const;
  });
  const numbers = module.fields.filter(({ uitype }) => uitype === 4);
  return {
    ...Object.fromEntries(values),
    ...Object.fromEntries(numbers.map(({ name }) => [name, crm.records.nextRecordNumber(module)])),
    createdtime: now,
    modifiedtime: now,
    creator: String(user.number),
    assigned_user_id: String(user.number),
  };
}

function storedValue(crm: Crm, user: User, module: Module, field: Field, text: string): string {
  switch (field.type) {
    case 'owner':
      return ownerNumber(crm, text);
    case 'reference':
      return text === '' ? '' : referenceNumber(crm, user, field, text);
    case 'boolean':
      return ['', '0', 'false', 'off', 'no'].includes(text.toLowerCase()) ? '0' : '1';
    case 'integer':
    case 'double':
    case 'currency':
      return numberText(field, text);
    case 'date':
      return parseDate(text, user.definition.dateFormat);
    case 'datetime':
      return dateTime(crm, user, text);
    default:
      return cut(storable(plainText(module, field, text)), field.options.length);
  }
}

/**
 * A date-time in the server's zone: read in the user's, but one that names a zone as if it stood
 * in the server's already, whichever it names (REST API 7.3).
 */
function dateTime(crm: Crm, user: User, text: string): string {
  if (text === '') return crm.databaseNow();
  const { serverZone } = crm.settings;
  const wall = parseDateTime(text);
  return namesZone(text) ? wall : convertWall(wall, user.definition.zone, serverZone);
}

/** Plain fields keep no tags; long texts and messages do, and Xmailer's entities are decoded. */
function plainText(module: Module, field: Field, text: string): string {
  if (module.name === 'Messages') return field.name === 'xmailer' ? decodeEntities(text) : text;
  return [19, 21, 210].includes(field.uitype) ? text : escapeTags(text);
}

function ownerNumber(crm: Crm, text: string): string {
  const [, number] = /^19x(\d+)$/.exec(text) ?? [];
  if (number === undefined || !crm.accounts.numbered(Number(number))) {
    throw new CrmError('Cannot assign record to the given user');
  }
  return number;
}

function referenceNumber(crm: Crm, user: User, field: Field, text: string): string {
  const [, prefix, number] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  const target = prefix === undefined ? undefined : crm.catalogue.withPrefix(Number(prefix));
  if (!target || number === undefined || !field.options.refersTo?.includes(target.name)) {
    throw new CrmError(`Invalid reference specified for ${field.name}`);
  }
  if (!user.maySee(target)) {
    throw new CrmError(`Permission to access reference type is denied: ${target.name}`);
  }
  return number;
}

/** A number as its column keeps it: `1.234,56` is 1.23 where two decimals are kept. */
function numberText(field: Field, text: string): string {
  const decimals = initialValue(field).split('.')[1]?.length ?? 0;
  const number = Number.parseFloat(text);
  if (Number.isNaN(number)) return initialValue(field);
  if (decimals > 0) return number.toFixed(decimals);
  return field.type === 'integer' ? String(Math.round(number)) : String(number);
}
