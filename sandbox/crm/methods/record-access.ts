import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../crm-error.ts';
import type { Module } from '../metadata/catalogue.ts';
import type { Entry, Values } from '../store/records.ts';

/** `4x50`, read: the module of its prefix and the number. */
export type RecordId = { readonly module: Module; readonly number: number };

/** Reads a web service id; fails as the API does for none, a malformed or an unknown one. */
export function parseId(crm: Crm, id: string): RecordId {
  if (id === '') throw CrmError.denied('id');
  const [, prefix, number] = /^(\d+)x(\d+)$/.exec(id) ?? [];
  if (prefix === undefined || number === undefined) throw CrmError.badId();
  const module = crm.catalogue.withPrefix(Number(prefix));
  if (!module) throw CrmError.denied('id');
  return { module, number: Number(number) };
}

/** The record of that id, which the user may read; fails otherwise (REST API 2). */
export function readableRecord(crm: Crm, user: User, { module, number }: RecordId): Entry {
  if (!user.maySee(module)) throw CrmError.denied();
  const entry = crm.records.find(number);
  if (!entry) throw CrmError.denied();
  if (entry.module !== module) throw CrmError.badId();
  if (entry.deleted && module.name === 'Messages') {
    throw new CrmError('Record you are trying to access is not found');
  }
  if (entry.deleted) throw CrmError.denied();
  if (!mayRead(user, module, crm.records.read(module, number))) throw CrmError.recordDenied();
  return entry;
}

/** The record of that id, which the user may change. */
export function editableRecord(crm: Crm, user: User, id: RecordId): Entry {
  const entry = readableRecord(crm, user, id);
  if (!user.mayWrite(entry.module)) throw CrmError.recordDenied();
  return entry;
}

/** Messages are the owner's, or everybody's when Public; administrators read all (REST API 7.1). */
function mayRead(user: User, module: Module, values: Values | undefined): boolean {
  if (!values) return false;
  if (user.isAdmin || values['assigned_user_id'] === String(user.number)) return true;
  if (module.name === 'Messages') return values['mvisibility'] === 'Public';
  return !module.definition.isPrivate;
}
