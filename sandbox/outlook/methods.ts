import type { MailAttachment } from './eml.ts';
import { base64, type MailItem, type Mailbox, type Notification } from './mailbox.ts';
import { errorCodes, levelIncludes, type AttachmentContent, type MethodReply } from './wire.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** One method of the object model: its name in Office.js and the Mailbox set it came with. */
interface Method {
  readonly name: string;
  readonly since: string;
}
interface ItemMethod extends Method {
  readonly answer: (item: MailItem, parameters: Parameters, mailbox: Mailbox) => MethodReply;
}
interface MailboxMethod extends Method {
  readonly answer: (mailbox: Mailbox, parameters: Parameters) => MethodReply;
}

const unsupported: MethodReply = { wasSuccessful: false };
const coercionTypeHtml = 3;
const notificationLimit = 5;

/** Methods of the selected item, by dispatch id (HOST-PROTOCOL 4.3). */
const itemMethods: ReadonlyMap<number, ItemMethod> = new Map<number, ItemMethod>([
  [14, reading('body.getTypeAsync', '1.3', ({ mail }) => mail.bodyType)],
  [37, { name: 'body.getAsync', since: '1.3', answer: body }],
  [150, { name: 'getAttachmentContentAsync', since: '1.8', answer: attachmentContent }],
  [168, { name: 'getAllInternetHeadersAsync', since: '1.8', answer: internetHeaders }],
  [204, { name: 'getAsFileAsync', since: '1.14', answer: wholeFile }],
  [108, { name: 'getSharedPropertiesAsync', since: '1.8', answer: sharedProperties }],
  [157, reading('categories.getAsync', '1.8', () => [])],
  [99, reading('getInitializationContextAsync', '1.1', () => '')],
  [3, { name: 'loadCustomPropertiesAsync', since: '1.1', answer: loadProperties }],
  [4, { name: 'customProperties.saveAsync', since: '1.1', answer: saveProperties }],
  [33, { name: 'notificationMessages.addAsync', since: '1.3', answer: addNotification }],
  [34, { name: 'notificationMessages.getAllAsync', since: '1.3', answer: listNotifications }],
  [35, { name: 'notificationMessages.replaceAsync', since: '1.3', answer: replaceNotification }],
  [36, { name: 'notificationMessages.removeAsync', since: '1.3', answer: removeNotification }],
  [15, reading('recipients.getAsync', '1.1', recipients)],
  [18, reading('subject.getAsync', '1.1', ({ mail }) => mail.subject)],
  [107, reading('from.getAsync', '1.7', (_, __, mailbox) => mailbox.person(mailbox.user))],
  [149, reading('getAttachmentsAsync', '1.8', (item, _, mailbox) => mailbox.attachmentsOf(item))],
  [164, { name: 'getItemIdAsync', since: '1.8', answer: () => fail(errorCodes.itemNotSaved) }],
]);

/** Methods of the mailbox, which need no item. Legacy tokens are switched off (OUTLOOK-FACTS 5). */
const mailboxMethods: ReadonlyMap<number, MailboxMethod> = new Map<number, MailboxMethod>([
  [2, { name: 'getUserIdentityTokenAsync', since: '1.1', answer: refuseToken }],
  [12, { name: 'getCallbackTokenAsync', since: '1.1', answer: refuseToken }],
  [404, { name: 'roamingSettings.saveAsync', since: '1.1', answer: saveRoamingSettings }],
  ...[163, 193, 400, 401, 402].map((id): [number, MailboxMethod] => [
    id,
    { name: `telemetry ${id}`, since: '1.1', answer: () => succeed(null) },
  ]),
]);

/**
 * Answers the method with this dispatch id for the item selected now. Unknown methods, methods
 * above the mailbox's level and item methods without an item answer as unsupported, which the
 * client reports as 5000 (HOST-PROTOCOL 4.1).
 */
export function answerMethod(mailbox: Mailbox, dispatchId: number, given: unknown): MethodReply {
  const parameters = firstRecord(given);
  const ofMailbox = mailboxMethods.get(dispatchId);
  if (ofMailbox) return ofMailbox.answer(mailbox, parameters);
  const ofItem = itemMethods.get(dispatchId);
  if (!ofItem || !mailbox.selection || !levelIncludes(mailbox.level, ofItem.since)) {
    return unsupported;
  }
  return ofItem.answer(mailbox.selection, parameters, mailbox);
}

/** The Office.js name of a dispatch id, or undefined where this host has no such method. */
export function methodName(dispatchId: number): string | undefined {
  return (itemMethods.get(dispatchId) ?? mailboxMethods.get(dispatchId))?.name;
}

/** Every name `methodName` knows. */
export function methodNames(): string[] {
  return [...itemMethods.values(), ...mailboxMethods.values()].map(({ name }) => name);
}

function reading(
  name: string,
  since: string,
  read: (item: MailItem, parameters: Parameters, mailbox: Mailbox) => unknown,
): ItemMethod {
  return { name, since, answer: (...call) => succeed(read(...call)) };
}

function succeed(data: unknown): MethodReply {
  return { wasSuccessful: true, error: false, errorCode: 0, data };
}

function fail(errorCode: number): MethodReply {
  return { wasSuccessful: false, error: true, errorCode };
}

/** Roaming settings come in an array of one, everything else as an object (4.3). */
function firstRecord(value: unknown): Parameters {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as Parameters) : {};
}

function body({ mail }: MailItem, { coercionType }: Parameters): MethodReply {
  if (mail.refuses.includes('body')) return fail(errorCodes.accessRestricted);
  return succeed(coercionType === coercionTypeHtml ? mail.html : mail.text);
}

function internetHeaders({ mail }: MailItem): MethodReply {
  if (mail.refuses.includes('headers')) return fail(errorCodes.genericResponse);
  return succeed(mail.headers);
}

function attachmentContent(item: MailItem, { id }: Parameters, mailbox: Mailbox): MethodReply {
  if (item.mail.refuses.includes('body')) return fail(errorCodes.accessRestricted);
  const index = mailbox.attachmentsOf(item).findIndex((attachment) => attachment.id === id);
  const attachment = item.mail.attachments[index];
  return attachment ? succeed(contentOf(attachment)) : fail(errorCodes.invalidAttachmentId);
}

function contentOf(attachment: MailAttachment): AttachmentContent {
  switch (attachment.kind) {
    case 'file':
      return { content: base64(attachment.bytes), format: 'base64' };
    case 'mail':
      return { content: attachment.text, format: 'eml' };
    case 'event':
      return { content: attachment.text, format: 'iCalendar' };
    case 'cloud':
      return { content: attachment.url, format: 'url' };
  }
}

function wholeFile({ mail }: MailItem): MethodReply {
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

/** The result of these stands beside `wasSuccessful`, not under `data` (4.3). */
function loadProperties(item: MailItem, _: Parameters, mailbox: Mailbox): MethodReply {
  return { wasSuccessful: true, customProperties: mailbox.propertiesOf(item) };
}

function saveProperties(item: MailItem, parameters: Parameters, mailbox: Mailbox): MethodReply {
  mailbox.keepProperties(item, parameters['customProperties']);
  return succeed(null);
}

function saveRoamingSettings(mailbox: Mailbox, settings: Parameters): MethodReply {
  mailbox.roamingSettings = settings as Readonly<Record<string, string>>;
  return succeed(null);
}

function refuseToken(): MethodReply {
  return fail(errorCodes.genericToken);
}

function recipients({ mail }: MailItem, { recipientField }: Parameters, mailbox: Mailbox) {
  const lists = [mail.to, mail.cc, mail.bcc];
  return mailbox.recipients(lists[Number(recipientField)] ?? []);
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
  return succeed(null);
}

function listNotifications(item: MailItem, _: Parameters, mailbox: Mailbox): MethodReply {
  return succeed([...mailbox.notificationsOf(item).values()]);
}

function removeNotification(item: MailItem, { key }: Parameters, mailbox: Mailbox): MethodReply {
  const removed = mailbox.notificationsOf(item).delete(String(key));
  return removed ? succeed(null) : fail(errorCodes.notificationKeyNotFound);
}
