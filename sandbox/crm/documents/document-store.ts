import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import type { UploadedFile } from '../methods/call.ts';
import { checkMandatory, type Element, initialValues, storedValues } from '../methods/values.ts';
import { storedFileName } from '../store/files.ts';
import type { Values } from '../store/records.ts';
import { cut, storable } from '../text/stored-text.ts';

/** The folder of files that came with mail. */
const attachmentFolder = '2';
const defaultFolder = '1';

/** Whether the bytes arrived and there are any: PHP drops what is too large or too much. */
function hasBytes(file: UploadedFile): boolean {
  return (file.bytes?.size ?? 0) > 0;
}

/**
 * Files one document of its own (REST API 8.2). Only a part named `filename` is recorded with size
 * and type; one that PHP dropped leaves a record of size "0" whose type is the location's.
 */
export function createDocument(
  crm: Crm,
  user: User,
  element: Element,
  files: readonly UploadedFile[],
): number {
  const module = crm.catalogue.get('Documents');
  const values = storedValues(crm, user, module, element);
  checkMandatory(module, { ...initialOwner(user), ...values });
  const number = crm.records.reserveNumber(module.name);
  const location = values['filelocationtype'] ?? '';
  crm.records.insert(module, number, {
    ...initialValues(crm, user, module),
    folderid: defaultFolder,
    ...values,
    ...fileFields(location, files),
  });
  const file = files.find((each) => each.part === 'filename') ?? files[0];
  if (file && location !== 'E') keepFile(crm, number, file);
  return number;
}

/** What the record says about its file. */
function fileFields(location: string, files: readonly UploadedFile[]): Values {
  if (location === 'E') return { filesize: '0', filetype: '' };
  const named = files.find((file) => file.part === 'filename');
  if (!named && files.length > 0) return { filesize: '', filetype: '' };
  if (!named?.bytes || !hasBytes(named)) return { filesize: '0', filetype: location };
  return { filesize: String(named.bytes.size), filetype: named.type };
}

/** Files an attachment of a message (REST API 8.1); one without bytes leaves no trace. */
export function storeAttachment(
  crm: Crm,
  user: User,
  of: { message: number; owner: string },
  file: UploadedFile,
): void {
  if (!file.bytes || !hasBytes(file)) return;
  const module = crm.catalogue.get('Documents');
  const number = crm.records.reserveNumber(module.name);
  crm.records.insert(module, number, {
    ...initialValues(crm, user, module),
    assigned_user_id: of.owner,
    notes_title: cut(storable(attachmentTitle(file.name)), 50),
    folderid: attachmentFolder,
    filelocationtype: 'I',
    filestatus: '1',
    filesize: String(file.bytes.size),
    filetype: file.type,
  });
  keepFile(crm, number, file);
  crm.links.linkDocument(number, of.message);
  crm.links.attach(of.message, number);
}

/** Everything up to the first `_` is taken for the plug-in's own prefix (REST API 8.1). */
export function attachmentTitle(name: string): string {
  return name.slice(name.indexOf('_') + 1);
}

/** The file gets a number of the common sequence, after its document's. */
function keepFile(crm: Crm, document: number, file: UploadedFile): void {
  if (!file.bytes || !hasBytes(file)) return;
  crm.files.assign(crm.records.reserveNumber('Attachments'), {
    ...file.bytes,
    document,
    name: storedFileName(file.name),
    type: file.type,
  });
}

function initialOwner(user: User): Values {
  return { assigned_user_id: String(user.number) };
}
