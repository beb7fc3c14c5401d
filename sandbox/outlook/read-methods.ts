import type { MailAttachment } from './eml.ts';
import { signInPage } from './host-alterations.ts';
import { base64 } from './base64.ts';
import { itemClassOf, type MailItem } from './mail-item.ts';
import type { Mailbox, Notification } from './mailbox.ts';
import {
  fail,
  neverAnswered,
  reading,
  succeed,
  texts,
  unsupported,
  type ItemMethod,
  type Parameters,
} from './method.ts';
import { errorCodes, type AttachmentContent, type MethodReply } from './wire.ts';

const coercionTypeHtml = 3;
const notificationLimit = 5;

/**
 * Methods of an item that is read, and those that reading and writing share (Outlook host 14.3).
 */
export const readMethods: readonly [number, ItemMethod][] = [
  [14, reading('body.getTypeAsync', '1.3', ({ mail }) => mail.bodyType)],
  [37, { name: 'body.getAsync', since: '1.3', answer: body }],
  [150, { name: 'getAttachmentContentAsync', since: '1.8', answer: attachmentContent }],
  [168, { name: 'getAllInternetHeadersAsync', since: '1.8', answer: internetHeaders }],
  [204, { name: 'getAsFileAsync', since: '1.14', answer: wholeFile }],
  [108, { name: 'getSharedPropertiesAsync', since: '1.8', answer: sharedProperties }],
  [157, reading('categories.getAsync', '1.8', (item, _, mailbox) => mailbox.categoriesOf(item))],
  [158, { name: 'categories.addAsync', since: '1.8', answer: addCategories }],
  [159, { name: 'categories.removeAsync', since: '1.8', answer: removeCategories }],
  [99, reading('getInitializationContextAsync', '1.1', () => '')],
  [210, reading('getItemClassAsync', '1.13', ({ mail }) => itemClassOf(mail))],
  [213, reading('getConversationIndexAsync', '1.13', conversationIndex)],
  [3, { name: 'loadCustomPropertiesAsync', since: '1.1', answer: loadProperties }],
  [4, { name: 'customProperties.saveAsync', since: '1.1', answer: saveProperties }],
  [33, { name: 'notificationMessages.addAsync', since: '1.3', answer: addNotification }],
  [34, { name: 'notificationMessages.getAllAsync', since: '1.3', answer: listNotifications }],
  [35, { name: 'notificationMessages.replaceAsync', since: '1.3', answer: replaceNotification }],
  [36, { name: 'notificationMessages.removeAsync', since: '1.3', answer: removeNotification }],
];

function body(item: MailItem, { coercionType }: Parameters, mailbox: Mailbox): MethodReply {
  const { mail } = item;
  if (mail.refuses.includes('body')) return fail(errorCodes.accessRestricted);
  if (mail.kind === 'draft') return succeed(mailbox.draftOf(item).html);
  return succeed(coercionType === coercionTypeHtml ? mail.html : mail.text);
}

function internetHeaders({ mail }: MailItem, _: Parameters, mailbox: Mailbox): MethodReply {
  if (mail.kind === 'draft') return unsupported;
  if (mail.refuses.includes('headers')) return fail(errorCodes.genericResponse);
  return succeed(mailbox.alterations.headers === 'absent' ? '' : mail.headers);
}

function attachmentContent(item: MailItem, { id }: Parameters, mailbox: Mailbox): MethodReply {
  if (item.mail.refuses.includes('body')) return fail(errorCodes.accessRestricted);
  const attachment = mailbox.listedAttachments(item).find((one) => one.id === id)?.attachment;
  if (!attachment) return fail(errorCodes.invalidAttachmentId);
  const { name } = attachment;
  const { silentAttachments, refusedAttachments, wrongBytes } = mailbox.alterations;
  if (silentAttachments?.includes(name)) return neverAnswered;
  const refusal = refusedAttachments?.[name];
  if (refusal !== undefined) return fail(refusal);
  const content = contentOf(attachment);
  return succeed(wrongBytes?.includes(name) ? wrong(content) : content);
}

/** The sign-in page, in the format that was promised; a link stays what it is. */
function wrong({ content, format }: AttachmentContent): AttachmentContent {
  if (format === 'url') return { content, format };
  const page = signInPage();
  return { content: format === 'base64' ? base64(new TextEncoder().encode(page)) : page, format };
}

function contentOf(attachment: MailAttachment): AttachmentContent {
  switch (attachment.kind) {
    case 'file':
      return { content: base64(attachment.bytes), format: 'base64' };
    case 'mail': // a text holds no bytes but UTF-8; some clients hand out base64 (Outlook host 5)
      return {
        content: attachment.bytes ? base64(attachment.bytes) : attachment.text,
        format: 'eml',
      };
    case 'event':
      return { content: attachment.text, format: 'iCalendar' };
    case 'cloud':
      return { content: attachment.url, format: 'url' };
  }
}

function wholeFile({ mail }: MailItem): MethodReply {
  if (mail.kind === 'draft') return unsupported;
  if (mail.refuses.includes('body')) return fail(errorCodes.accessRestricted);
  return succeed(base64(mail.bytes));
}

function sharedProperties(_: MailItem, __: Parameters, mailbox: Mailbox): MethodReply {
  if (!mailbox.sharedFolder) return unsupported;
  const readItems = 1;
  return succeed({
    owner: 'shared@vendor.example',
    targetMailbox: 'shared@vendor.example',
    remoteRestUrl: 'https://outlook.office.com/api',
    delegatePermissions: readItems,
  });
}

/** Only categories of the mailbox's own list can be put on an item. */
function addCategories(item: MailItem, { categories }: Parameters, mailbox: Mailbox): MethodReply {
  const wanted = texts(categories);
  const known = mailbox.masterCategories;
  if (!wanted.every((name) => known.some(({ displayName }) => displayName === name))) {
    return fail(errorCodes.keyNotFound);
  }
  const names = new Set([...mailbox.categoriesOf(item).map((one) => one.displayName), ...wanted]);
  mailbox.categorise(item, names);
  return succeed();
}

function removeCategories(item: MailItem, parameters: Parameters, mailbox: Mailbox): MethodReply {
  const names = new Set(mailbox.categoriesOf(item).map((one) => one.displayName));
  for (const name of texts(parameters['categories'])) names.delete(name);
  mailbox.categorise(item, names);
  return succeed();
}

function conversationIndex({ mail }: MailItem): string {
  return mail.threadId ? base64(new TextEncoder().encode(mail.threadId)) : '';
}

/** The result of these stands beside `wasSuccessful`, not under `data` (Outlook host 14.3). */
function loadProperties(item: MailItem, _: Parameters, mailbox: Mailbox): MethodReply {
  return { wasSuccessful: true, customProperties: mailbox.propertiesOf(item) };
}

function saveProperties(item: MailItem, parameters: Parameters, mailbox: Mailbox): MethodReply {
  mailbox.keepProperties(item, parameters['customProperties']);
  return succeed();
}

const notificationTypes = [
  'informationalMessage',
  'progressIndicator',
  'errorMessage',
  'insightMessage',
];

function addNotification(item: MailItem, parameters: Parameters, mailbox: Mailbox): MethodReply {
  const shown = mailbox.notificationsOf(item);
  if (shown.has(String(parameters['key']))) return fail(errorCodes.duplicateNotificationKey);
  if (shown.size >= notificationLimit) return fail(errorCodes.numberOfNotificationsExceeded);
  return replaceNotification(item, parameters, mailbox);
}

function replaceNotification(
  item: MailItem,
  { key, message, type, icon, persistent }: Parameters,
  mailbox: Mailbox,
): MethodReply {
  const notification: Notification = {
    key: String(key),
    type: notificationTypes[Number(type)] ?? 'informationalMessage',
    message: String(message),
    ...(typeof icon === 'string' && { icon }),
    ...(typeof persistent === 'boolean' && { persistent }),
  };
  mailbox.notificationsOf(item).set(notification.key, notification);
  return succeed();
}

function listNotifications(item: MailItem, _: Parameters, mailbox: Mailbox): MethodReply {
  return succeed([...mailbox.notificationsOf(item).values()]);
}

function removeNotification(item: MailItem, { key }: Parameters, mailbox: Mailbox): MethodReply {
  const removed = mailbox.notificationsOf(item).delete(String(key));
  return removed ? succeed() : fail(errorCodes.notificationKeyNotFound);
}
