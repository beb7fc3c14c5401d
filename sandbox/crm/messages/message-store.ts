import { createHash } from 'node:crypto';
import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { PhpError } from '../crm-error.ts';
import type { UploadedFile } from '../methods/call.ts';
import { type Element, initialValues, sentText, storedValues } from '../methods/values.ts';
import type { Values } from '../store/records.ts';
import { cut, decodeEntities, storable } from '../text/stored-text.ts';
import { storeAttachment } from '../documents/document-store.ts';
import { cleanBody, type InlineParts } from './body.ts';

/** What relations of a mail hang on: SHA-1 of Message-ID and plain subject (REST API 7.2). */
export function messageHash(messageId: string, subject: string): string {
  return createHash('sha1')
    .update(messageId + decodeEntities(subject), 'utf8')
    .digest('hex');
}

/** Stores a mail, and with the right flags its files as documents (REST API 7 and 8.1). */
export function createMessage(
  crm: Crm,
  user: User,
  element: Element,
  files: readonly UploadedFile[],
): number {
  const messageId = sentText(element, 'messageid') ?? '';
  if (messageId === '') {
    throw new PhpError(
      'Call to protected method PHPMailer\\PHPMailer\\PHPMailer::ServerHostname() ' +
        `from context 'Messages'`,
      'modules/Messages/Messages.php',
    );
  }
  const module = crm.catalogue.get('Messages');
  const values = { ...messageValues(crm, user, element) };
  const number = crm.records.reserveNumber(module.name);
  const hash = messageHash(messageId, sentText(element, 'subject') ?? '');
  crm.records.insert(module, number, {
    ...initialValues(crm, user, module),
    mdate: crm.databaseNow(),
    ...values,
    ...references(element),
    ...body(element, number),
    messagehash: hash,
  });
  relateParents(crm, hash, element);
  if (isTrue(element, 'hasattachments') && isTrue(element, 'external_plugin')) {
    const owner = values['assigned_user_id'] ?? String(user.number);
    for (const file of files) storeAttachment(crm, user, { message: number, owner }, file);
  }
  return number;
}

/** Changes what the element names. The hash stays: relations do too (REST API 14.7). */
export function reviseMessage(crm: Crm, user: User, number: number, element: Element): void {
  const module = crm.catalogue.get('Messages');
  crm.records.update(module, number, {
    ...messageValues(crm, user, element),
    ...(sentText(element, 'description') === undefined ? {} : body(element, number)),
    modifiedtime: crm.now(),
  });
  const hash = crm.records.read(module, number)?.['messagehash'] ?? '';
  relateParents(crm, hash, element);
}

function messageValues(crm: Crm, user: User, element: Element): Values {
  const values = storedValues(crm, user, crm.catalogue.get('Messages'), element);
  const { description: _body, ...others } = values;
  const visibility = sentText(element, 'mvisibility');
  return visibility === undefined
    ? others
    : { ...others, mvisibility: cut(storable(visibility), 100) };
}

/** A mail without references takes what it answers to for one, whole where its own field is cut. */
function references(element: Element): Values {
  const sent = sentText(element, 'mreferences') ?? '';
  return sent === '' ? { mreferences: storable(sentText(element, 'in_reply_to') ?? '') } : {};
}

function body(element: Element, number: number): Values {
  const bypass = sentText(element, 'cleaned_body');
  if (bypass !== undefined && bypass !== '') return { cleaned_body: storable(bypass) };
  const html = sentText(element, 'description') ?? '';
  return { cleaned_body: storable(cleanBody(html, number, inlineParts(element))) };
}

/** `other`: parts of the mail by number, each with its content id. */
function inlineParts(element: Element): InlineParts {
  const other = element['other'];
  if (typeof other !== 'object' || other === null) return new Map();
  const parts = Object.entries(other as Record<string, { parameters?: { content_id?: string } }>);
  return new Map(parts.map(([key, part]) => [part.parameters?.content_id ?? '', key]));
}

/** `parent_id` relates without asking whether the records exist or may be seen (REST API 7.1). */
function relateParents(crm: Crm, hash: string, element: Element): void {
  for (const parent of (sentText(element, 'parent_id') ?? '').split('|')) {
    const number = Number(/^\d+x(\d+)$/.exec(parent)?.[1] ?? 0);
    if (number > 0) crm.links.linkMessage(hash, number);
  }
}

function isTrue(element: Element, name: string): boolean {
  return ['true', '1'].includes((sentText(element, name) ?? '').toLowerCase());
}
