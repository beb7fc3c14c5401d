import { TestBed } from '@angular/core/testing';
import type { RecordAnswer } from '../../../contract/rest';
import { type SampleName, sampleAnswer } from '../../../contract/samples';
import type { OutgoingFile, StoredMessage } from '../../domain/archive';
import { Cache } from '../../ports/cache';
import { aDraft, anAttempt, anOrigin } from '../samples';
import { writeDocumentMark } from '../../adapters/vtenext/archive/document-mark';
import { markOf, messageElement, userTime } from '../../adapters/vtenext/archive/message-element';
import { writeMark } from '../../adapters/vtenext/archive/mark-writing';
import { aKey } from './open-crm';

/** What the specs of the archive share: files, marks, and answers as the CRM gave them. */
export const aFile = (attachmentId: string, name: string, size: number): OutgoingFile => ({
  attachmentId,
  name,
  blob: new Blob([new Uint8Array(size)]),
  digest: digestFor(attachmentId),
});
/** A digest for each letter, computed of nothing. */
export const digestFor = (attachmentId: string): string =>
  (attachmentId.codePointAt(0) ?? 0).toString(16).padStart(2, '0').repeat(12);
export const another = 'abababababababababababab';
export const message: StoredMessage = { id: '44x194', owner: '19x1' };
export const ownMark = writeMark(markOf(aDraft()));
export const notes = (attachmentId: string, messageId = '44x194', attempt = anAttempt): string =>
  writeDocumentMark({ attempt, messageId, digest: digestFor(attachmentId) }, anOrigin);
export const here = (): number => -new Date().getTimezoneOffset();

/** The recorded data, as of now in a zone so many minutes ahead of this device's. */
export function asOfNow(
  name: SampleName,
  ahead = 0,
  named: RecordAnswer | object = {},
): RecordAnswer {
  const { data } = JSON.parse(sampleAnswer(name).text) as { data: RecordAnswer };
  const createdtime = userTime(new Date().toISOString(), here() + ahead);
  const { sentAt } = aDraft();
  const mdate = userTime(sentAt, -new Date(sentAt).getTimezoneOffset());
  const { messageid, xmailer } = messageElement(aDraft());
  return {
    ...data,
    messageid: messageid ?? '',
    xmailer: xmailer ?? '',
    createdtime,
    mdate,
    ...named,
  };
}

export const elementOf = (sent: Record<string, string>): Record<string, string> =>
  JSON.parse(sent['element'] ?? '{}') as Record<string, string>;

/** What documents are is kept on the device; by default as a user may use them. */
export function describeDocuments(field?: object): void {
  const { data } = JSON.parse(sampleAnswer('describe-documents-restricted').text) as {
    data: { fields: { name: string }[] };
  };
  const fields = data.fields.flatMap((one) =>
    one.name !== 'notecontent' || field === undefined
      ? [one]
      : 'editable' in field
        ? [{ ...one, ...field }]
        : [],
  );
  const description = { ...data, fields };
  TestBed.inject(Cache)
    .write(aKey, `${document.documentElement.lang} describe Documents`, {
      at: Date.now(),
      description,
    })
    .subscribe();
}
export const aDocument = (
  id: string,
  title: string,
  size: number,
  notecontent = '',
): RecordAnswer => ({
  id,
  notes_title: title,
  filesize: String(size),
  creator: '19x1',
  notecontent,
});
