import * as fc from 'fast-check';
import { attachmentContent } from '../../adapters/office/attachment-content';
import { makeEnvelope } from '../../adapters/office/envelope';
import { inlineParts } from '../../adapters/office/inline-parts';
import { readHeaders } from '../../adapters/office/header-reading';
import { itemExtras, mailProperties, openItem } from '../../adapters/office/open-item';
import type { PaneWindow } from '../../adapters/office/pane-window';
import { readThread } from '../../adapters/office/thread';
import {
  claims,
  documentRow,
  groupsOf,
  matchMarked,
  possibleTitles,
  sentName,
  shownName,
} from '../../adapters/vtenext/archive/files';
import { fitBody } from '../../adapters/vtenext/archive/message-body';
import { messageElement } from '../../adapters/vtenext/archive/message-element';
import { bodyText } from '../../creating/body-text';
import { companyDomains, subjectNumbers } from '../../domain/mail-signals';
import { newNonce } from '../../domain/digest';
import type { AttachmentContent, Mail } from '../../domain/mail';
import { identityOf } from '../../domain/identify';
import { otherSide } from '../../domain/other-side';
import { otherSpellings } from '../../domain/other-spellings';
import { defaultSettings } from '../../domain/settings';
import { shownPerson } from '../../domain/shown-person';
import { certainPeople } from '../../choosing/our-side';
import { byteSize } from '../../ui/byte-size';
import { anAttachment } from '../../testing/samples';
import { anyText, anyValue, ended, fuzz, mutated } from './fuzzing';

/** What Outlook gives of an ordinary mail. */
export const honestItem = {
  itemType: 'message',
  itemClass: 'IPM.Note',
  itemId: 'item-1',
  subject: 'Offer TT12',
  from: { displayName: 'Anna Rossi', emailAddress: 'anna@rossi.example' },
  sender: { displayName: 'Anna Rossi', emailAddress: 'anna@rossi.example' },
  to: [{ displayName: 'Demo', emailAddress: 'demo@vendor.example' }],
  cc: [{ displayName: 'Luca', emailAddress: 'luca@bianchi.example' }],
  bcc: [{ displayName: '', emailAddress: 'b@c.example' }],
  internetMessageId: '<1@rossi.example>',
  conversationId: 'c',
  inReplyTo: '<0@rossi.example>',
  attachments: [
    {
      id: 'a',
      name: 'offer.pdf',
      size: 10,
      attachmentType: 'file',
      isInline: false,
      contentType: 'application/pdf',
      contentId: '<x@y>',
    },
    {
      id: 'b',
      name: 'Re: plan',
      size: 10,
      attachmentType: 'item',
      isInline: true,
      contentType: null,
    },
  ],
};

/** An Outlook with this item; the dates of items are objects, which `anyItem` cannot make. */
function outlookWith(item: unknown, date: number): PaneWindow {
  if (typeof item === 'object' && item !== null) {
    Object.assign(item, { dateTimeCreated: new Date(date) });
  }
  const mailbox = {
    item,
    userProfile: { emailAddress: 'demo@vendor.example', timeZone: 'W. Europe Standard Time' },
  };
  const requirements = { isSetSupported: () => true };
  return { Office: { context: { mailbox, requirements } } } as unknown as PaneWindow;
}

export const anyDate = fc.oneof(
  fc.constantFrom(NaN, 0, -8.64e15, 8.64e15, 1e18),
  fc.integer({ min: 0, max: 4e12 }),
);

/** The mail as the adapter reads it, where the item is one. */
export function readMail(item: unknown, date: number, body: string): Mail | undefined {
  const pane = outlookWith(item, date);
  const open = openItem(pane);
  if (open.kind !== 'mail') return undefined;
  const read = pane.Office?.context.mailbox.item as unknown as Office.MessageRead;
  return { ...mailProperties(pane, read, ['shared@vendor.example']), body };
}

/** A block of headers: proper lines, and lines that break every rule. */
const anyHeaders = fc
  .array(
    fc.oneof(
      fc
        .tuple(
          fc.constantFrom(
            'From',
            'To',
            'Cc',
            'Bcc',
            'Reply-To',
            'Date',
            'Message-ID',
            'References',
            'In-Reply-To',
            'Subject',
            'Content-Type',
            'MIME-Version',
            'Content-Transfer-Encoding',
          ),
          anyText,
        )
        .map(([name, text]) => `${name}: ${text}`),
      anyText,
      fc.constantFrom(
        'From: "a" <<b@c>>, ;:x:;',
        'To: g: a@b, c@d;',
        'Date: Fri, 99 Foo 2026',
        'From: =?iso-2022-jp?B?!!!?= <a@b>',
        'To: undisclosed-recipients:;',
        'Content-Type: multipart/mixed; boundary=""',
        `Subject: ${'=?utf-8?q?a?= '.repeat(500)}`,
      ),
    ),
    { maxLength: 6 },
  )
  .map((lines) => lines.join('\r\n'));

const anyBody = fc.oneof(
  anyText,
  fc
    .array(
      fc.oneof(
        anyText,
        fc.constantFrom(
          '<p>',
          '</div>',
          '<table><tr><td>',
          '<style>p{color:red}',
          '</style>',
          '<style><!-- @import url(x); a{b:url(javascript:c)} --></style>',
          '<img src="cid:x@y">',
          '<svg><script>alert(1)</script></svg>',
          '<base href="//evil.example">',
          '<!--',
          '-->',
          '<meta http-equiv=refresh content="0;url=//evil.example">',
          '<form action=x>',
          '<template>',
          '<math><mtext><table><mglyph><style>',
          '<plaintext>',
          '<body onload=alert(1)>',
          '<frameset>',
          '&amp;lt;',
          '&#xD800;',
          '&#0;',
          '<img src="cid:%zz">',
          '<a href="java\nscript:alert(1)">x',
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

const isText = (value: unknown): boolean => typeof value === 'string';

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
      const people = [mail.from, mail.sender, ...mail.to, ...mail.cc];
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
      for (const { size } of mail.attachments) byteSize(size);
      const ours = { addresses: [], domains: ['vendor.example'] };
      const side = otherSide(mail, ours, { ancestors: [], replyTo: mail.cc });
      certainPeople(mail, defaultSettings);
      companyDomains(side.people, () => false);
      for (const { address } of side.people) otherSpellings(address);
      for (const one of people) shownPerson(one);
      subjectNumbers(mail.subject);
      const pane = outlookWith(item, date);
      const extras = itemExtras(pane, item as Office.MessageRead);
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
    },
  );

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

  // security: fuzz
  fuzz(
    'names of attachments',
    2_500,
    fc.tuple(anyText, anyText, fc.nat()),
    ([name, title, size]) => {
      if (shownName(name) === '' || shownName(name).length > 50) throw new Error('No name.');
      if (/[<>:"/\\|?*\p{Cc}]/u.test(sentName(name))) throw new Error('A name that is no file.');
      possibleTitles(name);
      const row = documentRow({
        id: '7x9',
        notes_title: title,
        filesize: String(size),
        notecontent: name,
      });
      const files = [{ attachmentId: 'a', name, size, digest: '' }];
      matchMarked(files, [row], '44x8');
      for (const group of groupsOf(files, [row], { id: '44x8', owner: '19x4' })) claims(group, 1);
    },
  );

  const contents = fc.record({
    content: fc.oneof(anyText, fc.base64String(), anyValue),
    format: fc.oneof(fc.constantFrom('base64', 'url', 'eml', 'iCalendar'), anyText),
  });
  const kinds = fc.constantFrom(
    'file' as const,
    'mail' as const,
    'event' as const,
    'link' as const,
  );
  // security: fuzz
  fuzz(
    'contents of attachments',
    1_500,
    fc.tuple(contents, kinds, anyText),
    async ([answer, kind, name]) => {
      const given: AttachmentContent | undefined = await ended(() =>
        attachmentContent(answer as Office.AttachmentContent, anAttachment({ kind, name })),
      );
      if (given?.kind === 'link' && !/^https?:/i.test(given.url))
        throw new Error(`A link: ${given.url}`);
    },
  );

  fuzz(
    'whole mails that are no such thing',
    500,
    fc.tuple(anyHeaders, anyBody),
    ([headers, body]) => ended(() => inlineParts(new Blob([`${headers}\r\n\r\n${body}`]))),
  );

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
