import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../crm-error.ts';
import { createDocument } from '../documents/document-store.ts';
import { createMessage, reviseMessage } from '../messages/message-store.ts';
import type { Module } from '../metadata/catalogue.ts';
import type { Call, Method } from './call.ts';
import { namedModule } from './describe.ts';
import { type Answer, presentRecord } from './present.ts';
import { editableRecord, parseId, type RecordId, readableRecord } from './record-access.ts';
import {
  checkMandatory,
  checkWritable,
  type Element,
  initialValues,
  sentText,
  storedValues,
} from './values.ts';

export const retrieve: Method = (crm, { user, parameters }) => {
  const id = parseId(crm, parameters.text('id'));
  if (id.module.name === 'Users') return retrieveUser(crm, user, id);
  if (id.module.name === 'DocumentFolders') return retrieveFolder(crm, id);
  const entry = readableRecord(crm, user, id);
  return presentRecord(crm, user, entry.module, entry.number);
};

/** Users see of themselves the id, of others nothing; administrators see all (REST API 14.13). */
function retrieveUser(crm: Crm, user: User, { module, number }: RecordId): Answer {
  if (!user.isAdmin && number !== user.number) throw CrmError.recordDenied();
  if (!crm.accounts.numbered(number)) throw CrmError.denied();
  return user.isAdmin ? presentRecord(crm, user, module, number) : { id: `19x${number}` };
}

function retrieveFolder(crm: Crm, { number }: RecordId): Answer {
  const row = crm.database.first('SELECT * FROM folder WHERE number = ?', number);
  if (!row) throw CrmError.denied();
  return {
    folderid: String(number),
    tabid: '8',
    createdby: '19x1',
    foldername: String(row['name']),
    description: String(row['description']),
    state: '',
    sequence: String(number),
    id: `24x${number}`,
  };
}

/** Creates a record and answers it whole. Nothing is stored when anything fails. */
export const create: Method = (crm, { user, parameters, files }) => {
  const name = parameters.text('elementType');
  // A request above PHP's limit arrives without any parameter (REST API 8.1).
  if (name === '') throw CrmError.denied();
  const module = namedModule(crm, user, name);
  if (!user.mayWrite(module) || !module.isEntity) throw CrmError.writeDenied();
  const element = parameters.object('element');
  const number = crm.database.transaction(() => {
    if (module.name === 'Messages') return createMessage(crm, user, element, files);
    if (module.name === 'Documents') return createDocument(crm, user, element, files);
    return createRecord(crm, user, module, element);
  });
  return presentRecord(crm, user, module, number);
};

/** Creates a record of any module but Messages and Documents; tells its number. */
export function createRecord(crm: Crm, user: User, module: Module, element: Element): number {
  const values = storedValues(crm, user, module, element);
  checkMandatory(module, { assigned_user_id: String(user.number), ...values });
  const number = crm.records.reserveNumber(module.name);
  crm.records.insert(module, number, { ...initialValues(crm, user, module), ...values });
  return number;
}

export const revise: Method = (crm, { user, parameters }) => {
  const element = parameters.object('element');
  return change(crm, user, sentText(element, 'id') ?? '', element);
};

export const update: Method = (crm, { user, parameters }) =>
  change(crm, user, parameters.text('id'), parameters.object('columns'));

/** Changes the fields named, and answers the record whole. */
function change(crm: Crm, user: User, id: string, element: Element): Answer {
  const recordId = parseId(crm, id);
  const { module, number } = readableRecord(crm, user, recordId);
  if (!user.mayWrite(module)) throw CrmError.writeDenied();
  checkWritable(user, module, element);
  crm.database.transaction(() => {
    if (module.name === 'Messages') {
      reviseMessage(crm, user, number, element);
      return;
    }
    const values = storedValues(crm, user, module, element);
    checkMandatory(module, { ...crm.records.read(module, number), ...values });
    crm.records.update(module, number, { ...values, modifiedtime: crm.now() });
  });
  return presentRecord(crm, user, module, number);
}

/**
 * Marks a record as deleted. A message only its owner deletes; deleting a deleted one answers
 * `null` (REST API 2). Its relation rows stay (REST API 7.2).
 */
export const remove: Method = (crm, call: Call) => {
  const { user, parameters } = call;
  const id = parseId(crm, parameters.text('id'));
  const known = crm.records.find(id.number);
  if (known?.deleted && known.module === id.module && id.module.name === 'Messages') return null;
  const entry = editableRecord(crm, user, id);
  const owner = crm.records.read(entry.module, entry.number)?.['assigned_user_id'];
  if (entry.module.name === 'Messages' && !user.isAdmin && owner !== String(user.number)) {
    throw CrmError.recordDenied();
  }
  crm.records.markDeleted(entry);
  return { status: 'successful' };
};
