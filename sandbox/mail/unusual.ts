import { pdf } from './documents.ts';
import { message, mailbox, multipart, textPart } from './mime.ts';
import { calendar } from './received.ts';
import {
  ada,
  anna,
  chiara,
  demo,
  francois,
  joerg,
  luca,
  office,
  orders,
  sample,
  support,
  type Person,
  type Sample,
} from './sample.ts';

const forwardedMail = message(
  {
    From: mailbox(...chiara),
    To: [mailbox(...francois)],
    Subject: 'Devis pour la façade',
    Date: 'Tue, 10 Nov 2026 10:00:00 +0100',
    'Message-ID': '<devis-facade@verdi-design.example>',
  },
  textPart('Bonjour François,\n\nvoici le devis pour la façade : 12 400 €.\n\nChiara'),
);

const kickOff = calendar({
  uid: 'kick-off@bianchi-cantieri.example',
  summary: 'Kick-off',
  location: 'Brescia',
  start: '20261215T090000Z',
  end: '20261215T100000Z',
});

const forwardedEvent = message(
  { From: mailbox(...luca), Subject: 'Kick-off', Date: 'Tue, 10 Nov 2026 11:00:00 +0100' },
  textPart(kickOff, 'calendar'),
);

const sixtyPeople = Array.from({ length: 60 }, (_, index): Person => [
  `Reader ${index + 1}`,
  `reader${index + 1}@readers.example`,
]);

/** Mails that are awkward in one way each. */
export const awkwardMails: readonly Sample[] = [
  sample('inbox', {
    id: 'attached-mail',
    subject: 'TR: Devis pour la façade',
    from: francois,
    to: [demo],
    date: 'Fri, 13 Nov 2026 09:30:00 +0100',
    body: textPart(
      'Bonjour,\n\nle devis de Chiara en pièce jointe, et le rendez-vous.\n\nFrançois',
    ),
    attached: [
      { name: 'Devis pour la façade.eml', message: forwardedMail },
      { name: 'Kick-off.eml', message: forwardedEvent, calendar: kickOff },
    ],
  }),
  sample('inbox', {
    id: 'many-recipients',
    subject: 'Autumn price list',
    from: orders,
    to: [demo, ...sixtyPeople.slice(1)],
    cc: [ada],
    date: 'Thu, 12 Nov 2026 07:00:00 +0000',
    body: textPart('Dear customers,\n\nthe autumn price list is online.\n\nNorthwind Traders'),
  }),
  sample('inbox', {
    id: 'odd-files',
    subject: 'Four files with odd names',
    from: office,
    to: [demo],
    date: 'Wed, 11 Nov 2026 17:20:00 +0100',
    body: textPart('Please file these as they are.'),
    attached: [
      { name: 'scan_0007_final.pdf', type: 'application/pdf', bytes: pdf('Scan 7') },
      {
        name: 'minutes of the meeting about the new warehouse in the north, third revision.pdf',
        type: 'application/pdf',
        bytes: pdf('Minutes, third revision'),
      },
      { name: 'report.pdf', type: 'application/pdf', bytes: pdf('Report of October') },
      { name: 'report.pdf', type: 'application/pdf', bytes: pdf('Report of November') },
      { name: 'empty.txt', type: 'text/plain', bytes: new Uint8Array() },
    ],
  }),
  sample('inbox', {
    id: 'cloud-attachment',
    subject: 'Drawings are in the cloud',
    from: ada,
    to: [demo],
    date: 'Wed, 11 Nov 2026 09:00:00 +0000',
    headers: {
      'X-Sandbox-Cloud-Attachment': 'drawings.zip; https://files.customer.example/s/drawings.zip',
    },
    body: textPart('Hello,\n\nthe drawings are too large for a mail, see the link.\n\nAda'),
  }),
  sample('inbox', {
    id: 'on-behalf',
    subject: 'Conferma ordine 118/2026',
    from: anna,
    to: [demo],
    date: 'Tue, 10 Nov 2026 12:10:00 +0100',
    headers: { Sender: ['Segreteria <segreteria@rossi-impianti.example>'] },
    body: textPart('Confermiamo l’ordine 118/2026.\n\nper Anna Rossi\nla segreteria'),
  }),
  sample('inbox', {
    id: 'unknown-sender',
    subject: 'Question about your maintenance plans',
    from: ['Grace Newman', 'grace.newman@unheard-of.example'],
    to: [demo],
    date: 'Tue, 10 Nov 2026 08:55:00 +0000',
    body: textPart(
      'Hello,\n\na friend recommended you. What does a maintenance plan cost?\n\nGrace',
    ),
  }),
  sample('inbox', {
    id: 'protected',
    subject: 'Confidential: due diligence',
    from: francois,
    to: [demo],
    date: 'Mon, 09 Nov 2026 18:00:00 +0100',
    headers: { 'X-Sandbox-Protected': 'body' },
    body: textPart('This text must not be handed to an add-in.'),
  }),
  sample('inbox', {
    id: 'no-headers',
    subject: 'Headers cannot be read',
    from: joerg,
    to: [demo],
    date: 'Mon, 09 Nov 2026 10:00:00 +0100',
    headers: { 'X-Sandbox-Protected': 'headers' },
    body: textPart('Diese Kopfzeilen gibt Outlook nicht heraus.'),
  }),
  sample('inbox', {
    id: 'appointment',
    subject: 'Team meeting',
    from: demo,
    to: [demo],
    date: 'Mon, 09 Nov 2026 08:00:00 +0100',
    headers: { 'X-Sandbox-Item': 'appointment' },
    body: textPart('Weekly meeting: an appointment, not a mail.'),
  }),
  sample('inbox', {
    id: 'delivery-report',
    subject: 'Undeliverable: Offer 2026-090',
    from: ['Mail Delivery System', 'mailer-daemon@vendor.example'],
    to: [demo],
    date: 'Sun, 08 Nov 2026 21:14:00 +0100',
    body: multipart('report; report-type=delivery-status', 'report-delivery', [
      textPart('Your message could not be delivered to nobody@customer.example.'),
    ]),
  }),
];

/** What the owner of the mailbox wrote. */
export const ownMails: readonly Sample[] = [
  sample('sent', {
    id: 'sent-offer',
    subject: 'Offerta 2026-118: climatizzazione uffici',
    from: demo,
    to: [anna],
    bcc: [['Vendite', 'vendite@vendor.example']],
    date: 'Mon, 23 Nov 2026 11:30:00 +0100',
    body: textPart(
      '<html><body><p>Gentile Anna,</p><p>in allegato la nostra offerta.</p></body></html>',
      'html',
    ),
    attached: [
      { name: 'Offerta 2026-118.pdf', type: 'application/pdf', bytes: pdf('Offerta 2026-118') },
    ],
  }),
  sample('sent', {
    id: 'sent-two-recipients',
    subject: 'Schedule for week 50',
    from: demo,
    to: [ada, joerg],
    date: 'Fri, 20 Nov 2026 17:45:00 +0100',
    body: textPart('Dear Ada, lieber Jörg,\n\nwe start on Monday of week 50.\n\nDemo User'),
  }),
  sample('sent', {
    id: 'sent-thread-answer',
    subject: 'RE: Ticket 2231: pump stops after ten minutes',
    from: demo,
    to: [support],
    date: 'Tue, 17 Nov 2026 10:40:00 +0100',
    headers: {
      'In-Reply-To': '<thread-start@mail.sandbox.example>',
      References: ['<thread-start@mail.sandbox.example>'],
    },
    body: textPart('Did you check the filter behind the valve?\n\n> Any idea?'),
  }),
  sample('drafts', {
    id: 'draft',
    subject: 'Offer for Customer Ltd (not finished)',
    from: demo,
    to: [ada],
    date: 'Mon, 23 Nov 2026 11:50:00 +0100',
    messageId: null,
    headers: { 'X-Unsent': '1' },
    body: textPart('Dear Ada,\n\n'),
  }),
];
