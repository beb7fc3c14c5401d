import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import type { Module } from '../metadata/catalogue.ts';
import type { Field } from '../metadata/module-definition.ts';
import type { Row } from '../store/database.ts';
import type { Values } from '../store/records.ts';
import { formatDate } from '../text/dates.ts';
import { convertWall } from '../text/zones.ts';

/** A record as an answer shows it: texts by field name, `id` last. */
export type Answer = Readonly<Record<string, string>>;

/** A whole record as `retrieve`, `create`, `revise` and `update` answer it: in the user's zone. */
export function presentRecord(crm: Crm, user: User, module: Module, number: number): Answer {
  const values = crm.records.read(module, number) ?? {};
  const shown = module.fieldsFor(user).filter((field) => !field.hidden && field.type !== 'file');
  const { serverZone } = crm.settings;
  return asAnswer(module, number, shown, (field) => {
    const value = wholeValue(module, values, field);
    return field.type === 'datetime'
      ? convertWall(value, serverZone, user.definition.zone)
      : presentValue(crm, user, field, value);
  });
}

/** A row as `query` answers it: only what was asked for, in the server's zone. */
export function presentRow(
  crm: Crm,
  user: User,
  module: Module,
  fields: readonly Field[],
  row: Row,
): Answer {
  return asAnswer(module, Number(row['number']), fields, (field) =>
    presentValue(crm, user, field, String(row[field.name] ?? '')),
  );
}

/** `4x50` of a record number, '' where there is no such record any more. */
export function referenceId(crm: Crm, field: Field, value: string): string {
  const number = Number(value);
  if (!number) return '';
  const [target] = field.options.refersTo ?? [];
  if (target === 'Users') return `19x${number}`;
  if (target === 'DocumentFolders') {
    return crm.database.first('SELECT 1 FROM folder WHERE number = ?', number)
      ? `24x${number}`
      : '';
  }
  const entry = crm.records.find(number);
  return entry && !entry.deleted ? `${entry.module.prefix}x${number}` : '';
}

function asAnswer(
  module: Module,
  number: number,
  fields: readonly Field[],
  value: (field: Field) => string,
): Answer {
  const pairs = fields.map((field) => [field.name, value(field)] as const);
  return Object.fromEntries([...pairs, ['id', `${module.prefix}x${number}`]]);
}

/** A message's body is kept cleaned only; whole records show it in both of its fields. */
function wholeValue(module: Module, values: Values, field: Field): string {
  const isBody = module.name === 'Messages' && field.name === 'description';
  return values[isBody ? 'cleaned_body' : field.name] ?? '';
}

function presentValue(crm: Crm, user: User, field: Field, value: string): string {
  switch (field.type) {
    case 'owner':
      return value === '' ? '' : `19x${value}`;
    case 'reference':
      return referenceId(crm, field, value);
    case 'date':
      return formatDate(value, user.definition.dateFormat);
    default:
      return value;
  }
}
