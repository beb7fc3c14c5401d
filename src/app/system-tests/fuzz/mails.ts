import * as fc from 'fast-check';
import { makeEnvelope } from '../../adapters/office/envelope';
import { inlineParts } from '../../adapters/office/inline-parts';
import { readHeaders } from '../../adapters/office/header-reading';
import { itemExtras } from '../../adapters/office/open-item';
import { readThread } from '../../adapters/office/thread';
import { fitBody } from '../../adapters/vtenext/archive/message-body';
import { messageElement } from '../../adapters/vtenext/archive/message-element';
import { bodyText } from '../../creating/body-text';
import { companyDomains, subjectNumbers } from '../../domain/mail-signals';
import { newNonce } from '../../domain/digest';
import type { Mail, Person } from '../../domain/mail';
import { identityOf } from '../../domain/identify';
import { otherSide } from '../../domain/other-side';
import { otherSpellings } from '../../domain/other-spellings';
import { defaultSettings } from '../../domain/settings';
import { shownPerson } from '../../domain/shown-person';
import { certainPeople } from '../../choosing/our-side';
import { byteSize } from '../../ui/byte-size';
import { anyText, anyValue, ended, fuzz, mutated } from './fuzzing';
import { fuzzAttachments } from './attachments';
import { anyBody, anyHeaders } from './mail-text';
import { anyDate, honestItem, outlookWith, readMail } from './outlook-item';

export function fuzzMails(): void {
  const items = fc.oneof(
    { weight: 8, arbitrary: mutated(honestItem) },
    { weight: 1, arbitrary: anyValue },
  );
  // security: fuzz
  fuzz(
    'mails of any shape as Outlook gives them',
    4_000,
    fc.tuple(items, anyDate, anyText),
    async ([item, date, body]) => {
      const mail = readMail(item, date, body);
      if (!mail) return;
      checkTexts(mail);
      readPeople(mail);
      await storeMail(mail, itemExtras(outlookWith(item, date), item as Office.MessageRead));
    },
  );
  fuzzHeaders();
  fuzzAttachments();
  fuzzBodies();
}

const isText = (value: unknown): boolean => typeof value === 'string';

const peopleOf = ({ from, sender, to, cc }: Mail): readonly Person[] => [
  from,
  sender,
  ...to,
  ...cc,
];

function checkTexts(mail: Mail): void {
  const people = peopleOf(mail);
  const texts = [
    mail.itemId,
    mail.subject,
    mail.createdAt,
    mail.messageId ?? '',
    mail.conversationId ?? '',
    ...people.flatMap(({ name, address }) => [name, address]),
    ...mail.attachments.flatMap(({ id, name, contentType, contentId }) => [
      id,
      name,
      contentType,
      contentId ?? '',
    ]),
  ];
  if (!texts.every(isText)) throw new Error('What should be text is none.');
  if (!mail.attachments.every(({ size }) => Number.isFinite(size))) throw new Error('No size.');
}

/** What the pane makes of a mail's people and sizes. */
function readPeople(mail: Mail): void {
  for (const { size } of mail.attachments) byteSize(size);
  const ours = { addresses: [], domains: ['vendor.example'] };
  const side = otherSide(mail, ours, { ancestors: [], replyTo: mail.cc });
  certainPeople(mail, defaultSettings);
  companyDomains(side.people, () => false);
  for (const { address } of side.people) otherSpellings(address);
  for (const one of peopleOf(mail)) shownPerson(one);
  subjectNumbers(mail.subject);
}

/** The mail on its way into the archive: no field may be longer than the CRM keeps. */
async function storeMail(mail: Mail, extras: ReturnType<typeof itemExtras>): Promise<void> {
  const envelope = await makeEnvelope(mail, extras, undefined);
  const told = { subject: mail.subject, body: mail.body, zones: ['Europe/Rome'] };
  const identity = await identityOf(mail, envelope);
  const marks = { identity, attempt: newNonce(), idIsTaken: false, recordIds: ['4x50'] };
  const element = messageElement({ ...envelope, ...told, ...marks, visibility: 'Public' });
  for (const field of [
    'messageid',
    'subject',
    'mfrom',
    'mfrom_n',
    'mfrom_f',
    'in_reply_to',
    'xmailer',
  ]) {
    if ((element[field] ?? '').length > 255) throw new Error(`${field} is cut by the CRM.`);
  }
}

function fuzzHeaders(): void {
  // security: fuzz
  fuzz('internet headers of any kind', 2_500, fc.tuple(anyHeaders, anyText), ([block, inReplyTo]) =>
    ended(async () => {
      const thread = await readThread(block, inReplyTo);
      const headers = await readHeaders(block);
      const mail = readMail(structuredClone(honestItem), 0, 'x');
      if (mail) otherSide(mail, { addresses: [], domains: [] }, thread);
      if (mail) await makeEnvelope(mail, { bcc: [], inReplyTo, timeZone: block }, headers);
    }),
  );

  fuzz(
    'whole mails that are no such thing',
    500,
    fc.tuple(anyHeaders, anyBody),
    ([headers, body]) => ended(() => inlineParts(new Blob([`${headers}\r\n\r\n${body}`]))),
  );
}

function fuzzBodies(): void {
  const images = fc.array(
    fc.record({ name: anyText, contentId: anyText, contentType: anyText, attachmentId: anyText }),
    { maxLength: 2 },
  );
  // security: fuzz
  fuzz(
    'bodies of mails',
    1_000,
    fc.tuple(anyBody, images, fc.integer({ min: 400, max: 3_000 })),
    async ([html, list, most]) => {
      bodyText(html);
      if (new TextEncoder().encode(html).length > 20_000) return;
      const all = list.map((image) => ({ ...image, blob: new Blob(['x']) }));
      const { html: fitted } = await fitBody(
        html,
        all,
        [{ name: html, url: 'https://a.b/' }],
        most,
      );
      if (/data:(?!image\/[\w.+-]+;base64,)/.test(fitted) && !/data:/.test(html)) {
        throw new Error('An image of no type.');
      }
    },
  );
}
