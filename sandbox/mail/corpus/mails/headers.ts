import {
  ada,
  anna,
  demo,
  francois,
  joerg,
  orders,
  support,
  zoe,
  type Person,
} from '../../sample.ts';
import { html, plain } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { brokenWords, raw, words } from '../encoded.ts';
import { gmailPage } from '../html.ts';

const twoHundred = Array.from({ length: 200 }, (_, index): Person => [
  index % 7 === 0 ? `Leser Größe ${String(index + 1)}` : `Reader ${String(index + 1)}`,
  `reader${String(index + 1)}@readers.example`,
]);

const longSubject = Array.from({ length: 60 }, (_, index) => `w${String(index + 100)}`).join(' ');

/** Who wrote to whom. */
const people: readonly CorpusMail[] = [
  corpusMail({
    id: 'two-hundred-recipients',
    subject: 'To two hundred readers',
    from: orders,
    to: twoHundred,
    cc: [ada, anna],
    body: plain('Dear readers,\n\nthe price list is online.'),
  }),
  corpusMail({
    id: 'recipients-in-groups',
    subject: 'Groups',
    from: ada,
    to: [joerg, anna],
    cc: [],
    headers: {
      To: [
        `Team (ours): ${words('Jörg Müller', 'utf-8', 'Q')} <${joerg[1]}>,\r\n ` +
          `Anna Rossi <${anna[1]}>;`,
      ],
      Cc: ['undisclosed-recipients:;'],
    },
    body: plain('To a group with two members, and to one without.'),
  }),
  corpusMail({
    id: 'nobody-in-to',
    subject: 'Blind copies only',
    from: ada,
    to: [],
    headers: { To: null },
    body: plain('All recipients were in Bcc.'),
  }),
  corpusMail({
    id: 'comments-in-addresses',
    subject: 'Comments',
    from: ['Ada Byron', 'ada@customer.example'],
    to: [demo, ['Pump (Sales) Team', 'pumps@pumps.example']],
    headers: {
      From: ['ada@customer.example (Ada Byron)'],
      To: [
        'Demo User (at his desk) <demo@vendor.example>,\r\n ' +
          '"Pump (Sales) Team" <pumps@pumps.example>',
      ],
    },
    body: plain('Comments stand in round brackets.'),
  }),
  corpusMail({
    id: 'names-with-commas',
    subject: 'Commas, quotes and semicolons in names',
    from: ['Byron, Ada', 'ada@customer.example'],
    to: [
      ['Müller, Jörg', joerg[1]],
      ['O\'Hara "Scarlett"', 'scarlett@tara.example'],
      ['Acme Inc.; Sales', 'sales@acme.example'],
      ['', 'bare@acme.example'],
      ['same@acme.example', 'same@acme.example'],
    ],
    body: plain('Names as directories write them.'),
  }),
  corpusMail({
    id: 'raw-utf-8-headers',
    subject: 'Überraschung für François – 日本',
    from: francois,
    to: [['Zoë Æbelø', zoe[1]]],
    headers: {
      From: [`${raw('François Lefèvre')} <${francois[1]}>`],
      To: [`"${raw('Zoë Æbelø')}" <${zoe[1]}>`],
      Subject: [raw('Überraschung für François – 日本')],
    },
    body: plain('Headers without encoding (RFC 6532).', { transfer: '8bit' }),
  }),
  corpusMail({
    id: 'emoji-in-names',
    subject: '🚀 Start 👩🏽‍💻 jetzt',
    from: ['Zoë 🌸', 'zoe@nordlys.example'],
    to: [['Team 🚀', 'team@vendor.example']],
    body: html(gmailPage(['Los geht’s 🚀🚀', '👩🏽‍💻 und 𝒜𝓁𝓁𝑒 𠮷野家'])),
  }),
];

/** Subjects. */
const subjects: readonly CorpusMail[] = [
  corpusMail({
    id: 'no-subject',
    subject: '',
    from: ada,
    headers: { Subject: null },
    body: plain('This one has no subject.'),
  }),
  corpusMail({
    id: 'empty-subject',
    subject: '',
    from: anna,
    headers: { Subject: [''] },
    body: plain('This one has an empty subject.'),
  }),
  corpusMail({
    id: 'subject-of-300-characters',
    subject: longSubject,
    from: support,
    headers: { Subject: [longSubject.replace(/(.{60,70}) /g, '$1\r\n ')] },
    body: plain('The CRM keeps 255 of them.'),
  }),
  corpusMail({
    id: 'subject-on-one-long-line',
    subject: 'pump '.repeat(48).trim(),
    from: support,
    headers: { 'X-Spam-Report': [`score=0 ${'x'.repeat(4_000)}`] },
    body: plain('No line of the headers was folded.'),
  }),
  corpusMail({
    id: 'subject-with-tags',
    subject: 'Use <b>bold</b> & <script>alert(1)</script>',
    from: support,
    body: plain('The subject is text, not HTML.'),
  }),
  corpusMail({
    id: 'subject-with-entities',
    subject: 'R&amp;D writes &lt;b&gt; and &euro; &#128512;',
    from: support,
    body: plain('The subject has entities that are none.'),
  }),
  corpusMail({
    id: 'subject-in-broken-words',
    subject: 'Größe und Länge der Überdruckventile: 日本語も',
    from: joerg,
    headers: {
      Subject: [brokenWords('Größe und Länge der Überdruckventile: 日本語も', 'utf-8', 'Q', 5)],
    },
    body: plain('The words end amid characters.'),
  }),
  corpusMail({
    id: 'subject-in-mixed-words',
    subject: 'Re: Angebot für Größe 5 und mehr',
    from: joerg,
    headers: {
      Subject: [
        `Re: ${words('Angebot für', 'iso-8859-1', 'Q')}\r\n\t` +
          `${words(' Größe 5', 'utf-8', 'B')} und mehr`,
      ],
    },
    body: plain('Words of two charsets, and plain ones.'),
  }),
  corpusMail({
    id: 'subject-right-to-left',
    subject: 'הצעה 118: שלום (draft) עולם',
    from: ada,
    body: plain('Both directions in one line.'),
  }),
];

/** Headers that are missing, doubled or odd. */
const others: readonly CorpusMail[] = [
  corpusMail({
    id: 'no-date',
    subject: 'No date',
    from: ada,
    headers: { Date: null },
    body: plain('It was never dated.'),
  }),
  corpusMail({
    id: 'nothing-but-from',
    subject: '',
    from: ada,
    to: [],
    headers: { Received: null, To: null, Subject: null, Date: null, 'Message-ID': null },
    body: plain('Just a sender and a text.'),
  }),
  corpusMail({
    id: 'unreadable-date',
    subject: 'A date that is none',
    from: ada,
    headers: { Date: ['Dienstag, 1. Dezember 2026 um 9 Uhr'] },
    body: plain('The date is in German.'),
  }),
  corpusMail({
    id: 'without-message-id',
    subject: 'No Message-ID',
    from: orders,
    headers: { 'Message-ID': null },
    body: plain('Sent by a machine that knows no Message-ID.'),
  }),
  corpusMail({
    id: 'two-message-ids',
    subject: 'Two Message-IDs',
    from: orders,
    headers: {
      'Message-ID': ['<two-message-ids@corpus.example>\r\nMessage-ID: <second-id@corpus.example>'],
    },
    body: plain('A gateway added one of its own.'),
  }),
  corpusMail({
    id: 'folded-message-id',
    subject: 'A Message-ID on a line of its own',
    from: orders,
    headers: {
      'Message-ID': [`\r\n <${'long-'.repeat(20)}folded-message-id@corpus.example>`],
      References: ['<a@corpus.example>\r\n\t<b@corpus.example>\r\n\t<c@corpus.example>'],
    },
    body: plain('As Outlook folds long ones.'),
  }),
  corpusMail({
    id: 'headers-in-other-case',
    subject: 'lower and UPPER case',
    from: ada,
    headers: {
      Subject: null,
      'Message-ID': null,
      SUBJECT: 'lower and UPPER case',
      'message-id': ['<headers-in-other-case@corpus.example>'],
    },
    body: plain('Names of headers know no case.'),
  }),
];

export const headerMails: readonly CorpusMail[] = [...people, ...subjects, ...others];
