import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../crm-error.ts';
import type { Module } from '../metadata/catalogue.ts';
import type { Entry } from '../store/records.ts';
import type { Method } from './call.ts';
import { editableRecord, parseId } from './record-access.ts';

/**
 * Relates a record to others (REST API 9). All targets are checked before anything is
 * written. Messages list only at records related from the message's side, documents at messages
 * only from the document's: the other direction answers the same and shows nothing.
 */
export const relate: Method = (crm, { user, parameters }) => {
  const source = editableRecord(crm, user, parseId(crm, parameters.text('id')));
  if (parameters.text('relationid') !== '') {
    throw new CrmError('You cannot specify a relationid and pass multiple modules to relate');
  }
  const list = parameters.encoded('relatelist');
  if (!Array.isArray(list)) throw new CrmError('Relatelist must be an array');
  const targets = list.map((id) => target(crm, user, source, String(id)));
  crm.database.transaction(() => {
    for (const each of targets) link(crm, source, each);
  });
  return null;
};

/** The record of that id; its prefix is not looked at. */
function target(crm: Crm, user: User, source: Entry, id: string): Entry {
  const entry = crm.records.find(Number(/^\d+x(\d+)$/.exec(id)?.[1] ?? 0));
  if (!entry || entry.deleted) throw noRelation('');
  const { module } = entry;
  const lists = listedModule(source.module, module);
  const isRelated =
    lists !== undefined && hasList(crm, source.module, lists) && hasList(crm, module, lists);
  if (!isRelated || !user.maySee(module)) throw noRelation(module.name);
  return entry;
}

/** Whose list a relation between the two shows in. */
function listedModule(a: Module, b: Module): 'Messages' | 'Documents' | undefined {
  const names = [a.name, b.name];
  if (names.includes('Messages') && a.name !== b.name) return 'Messages';
  return names.includes('Documents') && a.name !== b.name ? 'Documents' : undefined;
}

/** Whether records of `module` have that list, or are what is listed. */
function hasList(crm: Crm, module: Module, list: 'Messages' | 'Documents'): boolean {
  if (module.name === list) return true;
  if (list === 'Messages' && crm.settings.withoutMessages.has(module.name)) return false;
  return module.definition.relations.includes(list);
}

function noRelation(module: string): CrmError {
  return new CrmError(`There is no relation with module ${module}`);
}

function link(crm: Crm, source: Entry, other: Entry): void {
  const from = source.module.name;
  const to = other.module.name;
  if (from === 'Documents') crm.links.linkDocument(source.number, other.number);
  else if (from === 'Messages' && to !== 'Documents') {
    const values = crm.records.read(source.module, source.number);
    crm.links.linkMessage(values?.['messagehash'] ?? '', other.number);
  } else if (to === 'Documents' && from !== 'Messages') {
    crm.links.linkDocument(other.number, source.number);
  } else crm.links.linkUnlisted(source.number, other.number);
}
