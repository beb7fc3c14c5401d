import { type Observable, of } from 'rxjs';
import type { CrmPorts } from '../../testing/harness/crm-ports';
import { noSignals } from '../../domain/match-signals';
import type { RecordForm } from '../../domain/record-form';
import { aDraft, aModule, aRecord, anAttempt, anIdentity, anOrigin } from '../../testing/samples';

const modules = [aModule(), aModule({ name: 'Accounts', label: 'Accounts', singular: 'Account' })];
const people = [
  { role: 'from', position: 0, name: 'Anna Rossi', address: 'anna.rossi@example.com' },
] as const;
const signals = {
  ...noSignals,
  people,
  domains: [{ role: 'from', domain: 'example.com' }] as const,
  conversation: ['<1@example.com>'],
  numbers: ['TT12'],
  known: [{ id: '4x50', reasons: [{ kind: 'habit', times: 2 }] as const }],
};
const message = { id: '33x100', owner: '19x1' };
const blob = new Blob(['0123456789']);
const digest = 'f0f1f2f3f4f5f6f7f8f9fafb';
const file = { attachmentId: 'a', name: 'offer.pdf', blob, digest };
const soughtFile = { attachmentId: 'a', name: 'offer.pdf', size: 10, digest };
const form: RecordForm = {
  module: 'Contacts',
  moduleLabel: 'Contact',
  fields: [
    { name: 'lastname', label: 'Last Name', kind: 'text', mandatory: true, meaning: 'lastName' },
  ],
  nameFields: ['lastname'],
  hasOwner: true,
};

/** Every call of the port, by its name. */
export const crmCalls: readonly (readonly [string, (crm: CrmPorts) => Observable<unknown>])[] = [
  [
    'signIn by password',
    (crm) =>
      crm.signIn.signIn({
        kind: 'password',
        address: 'crm.example',
        userName: 'mario',
        password: 'p',
      }),
  ],
  [
    'signIn by key',
    (crm) =>
      crm.signIn.signIn({
        kind: 'accessKey',
        address: 'crm.example',
        userName: 'mario',
        accessKey: 'k',
      }),
  ],
  ['permittedModules', (crm) => crm.modules.permittedModules()],
  ['refreshModules', (crm) => crm.modules.refreshModules()],
  ['suggest', (crm) => crm.suggestions.suggest(people, of(signals), modules)],
  ['search', (crm) => crm.search.search('rossi anna', modules)],
  ['preview', (crm) => crm.search.preview(aRecord())],
  ['findMessage', (crm) => crm.archive.findMessage(anIdentity(), { attempt: anAttempt })],
  ['storeMessage', (crm) => crm.archive.storeMessage(aDraft(), [])],
  ['storeMessage with a file', (crm) => crm.archive.storeMessage(aDraft(), [file])],
  ['checkMessage', (crm) => crm.archive.checkMessage(message, aDraft(), [file], new Date())],
  ['relateMessage', (crm) => crm.archive.relateMessage(message, aRecord())],
  ['findFiles', (crm) => crm.documents.findFiles(message, [soughtFile], anOrigin)],
  ['settleFiles', (crm) => crm.documents.settleFiles(message, [soughtFile], anOrigin)],
  ['uploadFile', (crm) => crm.documents.uploadFile(message, file, anOrigin)],
  ['attachFile', (crm) => crm.documents.attachFile(message, '7x1')],
  [
    'fileLink',
    (crm) =>
      crm.documents.fileLink(
        message,
        { attachmentId: 'a', name: 'plan', url: 'https://drive.example/plan', digest },
        anOrigin,
      ),
  ],
  ['relateFiles', (crm) => crm.documents.relateFiles(['7x1', '7x2'], aRecord())],
  ['findComments', (crm) => crm.comments.findComments(message, ['4x50'], 'A note')],
  ['addComment', (crm) => crm.comments.addComment(aRecord(), 'A note')],
  [
    'discard',
    (crm) =>
      crm.archive.discard({
        attempt: anAttempt,
        message,
        owner: message.owner,
        files: [soughtFile],
        unmarked: ['7x1'],
        comments: [{ id: '36x1', recordId: '4x50', text: 'A note' }],
      }),
  ],
  ['storeLinkedIds', (crm) => crm.archive.storeLinkedIds(message, ['4x50'], ['3x1'])],
  ['showToAll', (crm) => crm.archive.showToAll(message)],
  ['recordsOf', (crm) => crm.search.recordsOf(['4x50', '3x1'], modules)],
  ['creatableModules', (crm) => crm.creation.creatableModules(modules)],
  ['formOf', (crm) => crm.creation.formOf(aModule(), modules)],
  ['companyOf', (crm) => crm.creation.companyOf('example.com', modules)],
  [
    'similarRecords',
    (crm) =>
      crm.creation.similarRecords(
        { module: 'Contacts', names: { lastname: 'Rossi' }, address: 'a@b.c' },
        modules,
      ),
  ],
  ['createRecord', (crm) => crm.creation.createRecord(form, { lastname: 'Rossi' })],
];
