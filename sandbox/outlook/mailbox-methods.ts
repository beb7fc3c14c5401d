import type { Category, Mailbox } from './mailbox.ts';
import { fail, succeed, texts, type MailboxMethod, type Parameters } from './method.ts';
import { errorCodes, type MethodReply } from './wire.ts';

/** Forms and windows: this Outlook shows none, and remembers that it was asked to. */
const forms: readonly [number, string, string][] = [
  [7, 'displayNewAppointmentForm', '1.1'],
  [8, 'displayMessageForm', '1.1'],
  [9, 'displayAppointmentForm', '1.1'],
  [10, 'displayReplyForm (text)', '1.1'],
  [11, 'displayReplyAllForm (text)', '1.1'],
  [30, 'displayReplyForm', '1.1'],
  [31, 'displayReplyAllForm', '1.1'],
  [40, 'requestConsent', '1.1'],
  [41, 'item.close', '1.3'],
  [42, 'closeApp', '1.1'],
  [43, 'displayPersonaCard', '1.1'],
  [44, 'displayNewMessageForm', '1.6'],
  [45, 'navigateToModule', '1.1'],
  [177, 'displayNewAppointmentFormAsync', '1.9'],
  [178, 'displayNewMessageFormAsync', '1.9'],
  [179, 'displayMessageFormAsync', '1.9'],
  [180, 'displayAppointmentFormAsync', '1.9'],
  [181, 'displayReplyFormAsync', '1.9'],
  [182, 'displayReplyAllFormAsync', '1.9'],
  [183, 'displayReplyFormAsync (text)', '1.9'],
  [184, 'displayReplyAllFormAsync (text)', '1.9'],
  [403, 'window.open', '1.1'],
];
const telemetry = [163, 193, 400, 401, 402];

/**
 * Methods of the mailbox, which need no item (Outlook host 14.3). Legacy tokens are switched off
 * (Outlook host 6).
 */
export const mailboxMethods: readonly [number, MailboxMethod][] = [
  [2, { name: 'getUserIdentityTokenAsync', since: '1.1', answer: refuseToken }],
  [12, { name: 'getCallbackTokenAsync', since: '1.1', answer: refuseToken }],
  [
    5,
    { name: 'makeEwsRequestAsync', since: '1.1', answer: () => fail(errorCodes.genericResponse) },
  ],
  [404, { name: 'roamingSettings.saveAsync', since: '1.1', answer: saveRoamingSettings }],
  [
    160,
    {
      name: 'masterCategories.getAsync',
      since: '1.8',
      answer: (mailbox) => succeed(mailbox.masterCategories),
    },
  ],
  [161, { name: 'masterCategories.addAsync', since: '1.8', answer: addCategories }],
  [162, { name: 'masterCategories.removeAsync', since: '1.8', answer: removeCategories }],
  [
    196,
    {
      name: 'getSelectedItemsAsync',
      since: '1.13',
      answer: (mailbox) => succeed(mailbox.selectedItems()),
    },
  ],
  [211, { name: 'loadItemByIdAsync', since: '1.14', answer: loadItem }],
  [212, { name: 'unloadAsync', since: '1.14', answer: () => succeed() }],
  ...forms.map(([id, name, since]): [number, MailboxMethod] => [
    id,
    {
      name,
      since,
      answer: (mailbox, parameters) => {
        mailbox.opened.push({ form: name, parameters });
        return succeed();
      },
    },
  ]),
  ...telemetry.map((id): [number, MailboxMethod] => [
    id,
    { name: `telemetry ${String(id)}`, since: '1.1', answer: () => succeed() },
  ]),
];

function saveRoamingSettings(mailbox: Mailbox, settings: Parameters): MethodReply {
  mailbox.roamingSettings = settings as Readonly<Record<string, string>>;
  return succeed();
}

function refuseToken(): MethodReply {
  return fail(errorCodes.genericToken);
}

function addCategories(mailbox: Mailbox, { categoryDetails }: Parameters): MethodReply {
  const given = (Array.isArray(categoryDetails) ? categoryDetails : []) as Category[];
  const known = mailbox.masterCategories.map(({ displayName }) => displayName);
  if (given.some(({ displayName }) => known.includes(displayName))) {
    return fail(errorCodes.duplicateCategory);
  }
  mailbox.masterCategories = [...mailbox.masterCategories, ...given];
  return succeed();
}

function removeCategories(mailbox: Mailbox, { categories }: Parameters): MethodReply {
  const gone = texts(categories);
  mailbox.masterCategories = mailbox.masterCategories.filter(
    ({ displayName }) => !gone.includes(displayName),
  );
  return succeed();
}

/** Only the mail that is selected can be loaded: this Outlook selects one at a time. */
function loadItem(mailbox: Mailbox, { itemId }: Parameters): MethodReply {
  if (mailbox.initialData()?.id !== itemId) return fail(errorCodes.itemNotFound);
  return succeed(JSON.stringify(mailbox.sendInitialData()));
}
