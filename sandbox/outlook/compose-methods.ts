import { recipientFields, type Draft, type RecipientField } from './draft.ts';
import type { MailAttachment, MailPerson } from './eml.ts';
import { bytesFromBase64 } from './base64.ts';
import { savedItemId, type MailItem } from './mail-item.ts';
import type { Mailbox } from './mailbox.ts';
import { fail, succeed, texts, type ItemMethod, type Parameters } from './method.ts';
import { actions, errorCodes, type MethodReply } from './wire.ts';

/** Outlook host 5.2: all attachments of a draft, in bytes and in number. */
const attachmentBytes = 25 * 1024 * 1024;
const attachmentCount = 499;
const sessionCharacters = 50_000;

/** Methods of a mail that is being written, by dispatch id (Outlook host 14.3). */
export const composeMethods: readonly [number, ItemMethod][] = [
  [18, draftMethod('subject.getAsync', '1.1', ({ subject }) => succeed(subject))],
  [
    17,
    draftMethod('subject.setAsync', '1.1', (draft, { subject }) => {
      draft.subject = String(subject);
      return succeed();
    }),
  ],
  [
    15,
    draftMethod('recipients.getAsync', '1.1', (draft, parameters, mailbox) =>
      succeed(mailbox.recipients(draft.people[fieldOf(parameters)])),
    ),
  ],
  [21, recipientsMethod('recipients.setAsync', (_, people) => people)],
  [22, recipientsMethod('recipients.addAsync', (present, people) => [...present, ...people])],
  [
    107,
    draftMethod('from.getAsync', '1.7', (_, __, mailbox) => succeed(mailbox.person(mailbox.user))),
  ],
  [38, bodyMethod('body.setAsync', '1.3', (_, given) => given)],
  [23, bodyMethod('body.prependAsync', '1.1', (present, given) => given + present)],
  [100, bodyMethod('body.appendOnSendAsync', '1.9', (present, given) => present + given)],
  [197, bodyMethod('body.prependOnSendAsync', '1.13', (present, given) => given + present)],
  [13, bodyMethod('body.setSelectedDataAsync', '1.1', (present, given) => present + given)],
  [29, bodyMethod('setSelectedDataAsync', '1.2', (present, given) => present + given)],
  [
    28,
    draftMethod('getSelectedDataAsync', '1.2', () => succeed({ data: '', sourceProperty: 'body' })),
  ],
  [
    149,
    {
      name: 'getAttachmentsAsync',
      since: '1.8',
      answer: (item, _, mailbox) => succeed(mailbox.attachmentsOf(item)),
    },
  ],
  [16, draftMethod('addFileAttachmentAsync', '1.1', addFileFromAddress)],
  [19, draftMethod('addItemAttachmentAsync', '1.1', addItem)],
  [148, draftMethod('addFileAttachmentFromBase64Async', '1.8', addFileFromBase64)],
  [20, draftMethod('removeAttachmentAsync', '1.1', removeAttachment)],
  [
    32,
    {
      name: 'saveAsync',
      since: '1.3',
      answer: (item, _, mailbox) => {
        const draft = mailbox.draftOf(item);
        draft.savedId ??= savedItemId(item);
        return succeed(draft.savedId);
      },
    },
  ],
  [
    164,
    draftMethod('getItemIdAsync', '1.8', ({ savedId }) =>
      savedId === undefined ? fail(errorCodes.itemNotSaved) : succeed(savedId),
    ),
  ],
  [
    174,
    draftMethod('getComposeTypeAsync', '1.10', () =>
      succeed({ composeType: 'newMail', coercionType: 'html' }),
    ),
  ],
  [
    151,
    draftMethod('internetHeaders.getAsync', '1.8', ({ internetHeaders }, parameters) =>
      succeed(entriesOf(internetHeaders, texts(parameters['internetHeaderKeys']))),
    ),
  ],
  [
    152,
    draftMethod('internetHeaders.setAsync', '1.8', ({ internetHeaders }, parameters) => {
      const pairs = parameters['internetHeaderNameValuePairs'] as object | undefined;
      for (const [name, value] of Object.entries(pairs ?? {})) {
        internetHeaders.set(name, String(value));
      }
      return succeed();
    }),
  ],
  [
    153,
    draftMethod('internetHeaders.removeAsync', '1.8', ({ internetHeaders }, parameters) => {
      for (const name of texts(parameters['internetHeaderKeys'])) internetHeaders.delete(name);
      return succeed();
    }),
  ],
  [
    173,
    draftMethod('body.setSignatureAsync', '1.10', (draft, { data }) => {
      draft.signature = String(data);
      return succeed();
    }),
  ],
  [
    175,
    draftMethod('isClientSignatureEnabledAsync', '1.10', ({ usesClientSignature }) =>
      succeed(usesClientSignature),
    ),
  ],
  [
    176,
    draftMethod('disableClientSignatureAsync', '1.10', (draft) => {
      draft.usesClientSignature = false;
      return succeed();
    }),
  ],
  [
    185,
    draftMethod('sessionData.setAsync', '1.15', ({ sessionData }, { name, value }) => {
      const others = [...sessionData]
        .filter(([key]) => key !== name)
        .flat()
        .join('').length;
      const size = others + String(name).length + String(value).length;
      if (size > sessionCharacters) return fail(errorCodes.sessionObjectMaxLengthExceeded);
      sessionData.set(String(name), String(value));
      return succeed();
    }),
  ],
  [
    186,
    draftMethod('sessionData.getAsync', '1.15', ({ sessionData }, { name }) => {
      const value = sessionData.get(String(name));
      return value === undefined ? fail(errorCodes.keyNotFound) : succeed(value);
    }),
  ],
  [
    187,
    draftMethod('sessionData.getAllAsync', '1.15', ({ sessionData }) =>
      succeed(Object.fromEntries(sessionData)),
    ),
  ],
  [
    188,
    draftMethod('sessionData.clearAsync', '1.15', ({ sessionData }) => {
      sessionData.clear();
      return succeed();
    }),
  ],
  [
    189,
    draftMethod('sessionData.removeAsync', '1.15', ({ sessionData }, { name }) =>
      sessionData.delete(String(name)) ? succeed() : fail(errorCodes.keyNotFound),
    ),
  ],
];

function draftMethod(
  name: string,
  since: string,
  answer: (draft: Draft, parameters: Parameters, mailbox: Mailbox) => MethodReply,
): ItemMethod {
  return {
    name,
    since,
    answer: (item: MailItem, parameters, mailbox) =>
      answer(mailbox.draftOf(item), parameters, mailbox),
  };
}

function fieldOf({ recipientField }: Parameters): RecipientField {
  return recipientFields[Number(recipientField)] ?? 'to';
}

/** Changes one list of recipients, and tells it: RecipientsChanged. */
function recipientsMethod(
  name: string,
  change: (present: readonly MailPerson[], given: MailPerson[]) => readonly MailPerson[],
): ItemMethod {
  return draftMethod(name, '1.1', (draft, parameters, mailbox) => {
    const field = fieldOf(parameters);
    const given = (parameters['recipientArray'] ?? []) as Partial<MailPerson>[];
    const people = given.map(({ name, address = '' }) => ({ name: name ?? address, address }));
    draft.people[field] = change(draft.people[field], people);
    const changed = Object.fromEntries(recipientFields.map((one) => [one, one === field]));
    mailbox.announce(actions.recipientsChanged, [JSON.stringify(changed)]);
    return succeed();
  });
}

function bodyMethod(
  name: string,
  since: string,
  change: (present: string, given: string) => string,
): ItemMethod {
  return draftMethod(name, since, (draft, { data }) => {
    draft.html = change(draft.html, String(data));
    return succeed();
  });
}

function addFileFromBase64(draft: Draft, given: Parameters, mailbox: Mailbox): MethodReply {
  const bytes = bytesFromBase64(String(given['base64String']));
  if (!bytes) return fail(errorCodes.internalFormat);
  return attach(draft, mailbox, {
    ...{ kind: 'file', name: String(given['name']), contentType: 'application/octet-stream' },
    ...{ size: bytes.length, isInline: given['isInline'] === true, bytes },
  });
}

/** Nothing is fetched: the file is empty, its address is in the trace. */
function addFileFromAddress(draft: Draft, given: Parameters, mailbox: Mailbox): MethodReply {
  return attach(draft, mailbox, {
    ...{ kind: 'file', name: String(given['name']), contentType: 'application/octet-stream' },
    ...{ size: 0, isInline: given['isInline'] === true, bytes: new Uint8Array() },
  });
}

function addItem(draft: Draft, { name }: Parameters, mailbox: Mailbox): MethodReply {
  const text = `Subject: ${String(name)}\r\n\r\n`;
  return attach(draft, mailbox, {
    ...{ kind: 'mail', name: String(name), contentType: 'message/rfc822' },
    ...{ size: text.length, isInline: false, text },
  });
}

function attach(draft: Draft, mailbox: Mailbox, attachment: MailAttachment): MethodReply {
  const sizes = draft.attachments.reduce((sum, one) => sum + one.attachment.size, 0);
  if (sizes + attachment.size > attachmentBytes) return fail(errorCodes.attachmentSizeExceeded);
  if (draft.attachments.length >= attachmentCount) {
    return fail(errorCodes.numberOfAttachmentsExceeded);
  }
  const listed = draft.attach(attachment);
  tellOfAttachment(mailbox, 'added', mailbox.wireAttachment(listed));
  return succeed(listed.id);
}

function removeAttachment(draft: Draft, given: Parameters, mailbox: Mailbox): MethodReply {
  const removed = draft.detach(String(given['attachmentIndex']));
  if (!removed) return fail(errorCodes.invalidAttachmentId);
  tellOfAttachment(mailbox, 'removed', mailbox.wireAttachment(removed));
  return succeed();
}

function tellOfAttachment(mailbox: Mailbox, attachmentStatus: string, attachmentDetails: object) {
  const payload = JSON.stringify({ attachmentStatus, attachmentDetails });
  mailbox.announce(actions.attachmentsChanged, [payload]);
}

function entriesOf(map: ReadonlyMap<string, string>, keys: readonly string[]) {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = map.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
