import { pdf, png } from '../../documents.ts';
import { multipart } from '../../mime.ts';
import { calendar } from '../../received.ts';
import { ada, anna, chiara, demo, joerg, luca, orders, support, zoe } from '../../sample.ts';
import { alternative, flowed, html, plain, written } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { file, laterText, picture } from '../files.ts';
import {
  applePage,
  gmailPage,
  newsletterPage,
  outlookPage,
  outlookReplyPage,
  page,
  ticketPage,
} from '../html.ts';

const badge = png(32, 16, (x) => [x * 8, 90, 160]);
const diagram = png(64, 40, (x, y) => [x * 4, y * 6, 200]);

/** What people write with, and what it makes of their words. */
export const programMails: readonly CorpusMail[] = [
  corpusMail({
    id: 'outlook-new-mail',
    subject: 'Site visit on 14 December',
    from: ada,
    body: alternative(
      '_000_AM0PR01MB0001corpus_',
      plain('Dear all,\n\nshall we meet at the gate at 9?'),
      html(outlookPage(['Dear all,', 'shall we meet at the gate at 9?', 'Ada & team <site>'])),
    ),
  }),
  corpusMail({
    id: 'outlook-reply',
    subject: 'RE: Site visit on 14 December',
    from: joerg,
    cc: [ada],
    headers: {
      'In-Reply-To': '<outlook-new-mail@corpus.example>',
      References: ['<outlook-new-mail@corpus.example>'],
      'Thread-Index': 'AdpB1aXZ0kR3vQ2uT1a3bFv2n1s8cw==',
    },
    body: html(
      outlookReplyPage(
        ['Einverstanden, bis dann.', 'Jörg Müller'],
        { 'From:': 'Ada Byron <ada@customer.example>', 'Subject:': 'Site visit on 14 December' },
        ['Dear all,', 'shall we meet at the gate at 9?'],
      ),
    ),
  }),
  corpusMail({
    id: 'outlook-signature-picture',
    subject: 'Signature with a logo',
    from: ada,
    body: html(
      outlookPage(
        ['Please see below.', 'Ada Byron, Customer Ltd'],
        '<p class="MsoNormal"><img width="32" height="16" id="Picture_x0020_1" ' +
          'src="cid:image001.png@01DB0001.CAFE0001" alt="Logo"><o:p></o:p></p>',
      ),
    ),
    files: [picture('image001.png', 'image001.png@01DB0001.CAFE0001', badge)],
  }),
  corpusMail({
    id: 'gmail-reply',
    subject: 'Re: Listino autunno',
    from: anna,
    body: alternative(
      '000000000000a1b2c3061f0e9d8c',
      plain('Va bene, grazie.\n\nIl giorno lun 30 nov 2026 Demo User ha scritto:\n\n> Ecco'),
      html(
        gmailPage(['Va bene, grazie.', 'Anna'], {
          intro: 'Il giorno lun 30 nov 2026 Demo User <demo@vendor.example> ha scritto:',
          paragraphs: ['Ecco il listino d’autunno.', 'Saluti'],
        }),
      ),
    ),
  }),
  corpusMail({
    id: 'apple-mail-html',
    subject: 'Skitse til facaden',
    from: zoe,
    headers: { 'X-Mailer': 'Apple Mail (2.3826.200.121)' },
    body: alternative(
      'Apple-Mail=_0A1B2C3D-0000-4111-8222-ABCDEFABCDEF',
      plain('Hej, her er skitsen.\n\nZoë', { charset: 'utf-8' }),
      html(
        applePage(
          ['Hej, her er skitsen.', 'Zoë'],
          '<div><img src="cid:7E57C0DE-1@nordlys.example" alt="Skitse"></div>',
        ),
      ),
    ),
    files: [picture('skitse.png', '7E57C0DE-1@nordlys.example', diagram)],
  }),
  corpusMail({
    id: 'apple-mail-text-around-file',
    subject: 'Plan between two paragraphs',
    from: chiara,
    body: plain('Above the plan.'),
    files: [
      file('plan.pdf', 'application/pdf', pdf('Plan')),
      laterText('ATT00001.txt', 'Below the plan.\n\nSent from my iPhone'),
    ],
    assemble: (body, files) => multipart('mixed', 'Apple-Mail-1F2E3D4C', [body, ...files]),
  }),
  corpusMail({
    id: 'thunderbird-flowed',
    subject: 'A long paragraph that flows',
    from: luca,
    headers: { 'User-Agent': 'Mozilla Thunderbird' },
    body: {
      ...plain(
        flowed(
          'Buongiorno, questa riga è molto più lunga di quanto una riga possa essere, perciò ' +
            'viene spezzata dopo uno spazio e ricomposta da chi la legge.\n\n' +
            'From here on: a second one.\n> quoted words\n\n-- \nLuca Bianchi',
        ),
        { parameters: '; format=flowed' },
      ),
      text:
        'Buongiorno, questa riga è molto più lunga di quanto una riga possa essere, perciò viene ' +
        'spezzata dopo uno spazio e ricomposta da chi la legge. From here on: a second one. ' +
        '> quoted words -- Luca Bianchi',
    },
  }),
  corpusMail({
    id: 'newsletter',
    subject: 'Herbst-Neuigkeiten: 3 Ideen für Ihr Büro',
    from: ['Büro & Mehr', 'news@letters.example'],
    headers: {
      'List-Unsubscribe': '<https://click.letters.example/unsubscribe?u=4711>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
    },
    body: html(
      newsletterPage(
        'Herbst-Neuigkeiten',
        [
          { heading: 'Licht & Luft', text: 'Fünf Lampen im Vergleich.', link: 'Weiterlesen' },
          { heading: 'Schreibtische', text: 'Höhe < 120 cm, Breite > 160 cm.', link: 'Ansehen' },
          { heading: 'Rabatt', text: 'Nur bis Freitag: −20 %.', link: 'Zum Angebot' },
        ],
        'Sie erhalten diese Mail, weil Sie Kunde sind. Abmelden jederzeit.',
      ),
    ),
  }),
  corpusMail({
    id: 'ticket-system',
    subject: '[Ticket#2026112310000042] Pump stops <urgent>',
    from: support,
    headers: { 'X-Ticket-Id': '2026112310000042', 'Auto-Submitted': 'auto-generated' },
    body: html(
      ticketPage(
        '## Please type your reply above this line ##',
        { Ticket: '2026112310000042', Priority: '5 – very high', State: 'open' },
        ['Your request has been received.', 'We answer within 4 hours.'],
      ),
    ),
  }),
  corpusMail({
    id: 'auto-reply',
    subject: 'Automatic reply: Offer 2026-118',
    from: joerg,
    headers: {
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'Return-Path': ['<>'],
    },
    body: html(
      outlookPage(['Ich bin bis 7. Dezember nicht im Büro.', 'In dringenden Fällen: 0211 555']),
    ),
  }),
  corpusMail({
    id: 'mailing-list',
    subject: '[pumps-users] How to prime a pump?',
    from: ['Grace via Pumps Users', 'users@pumps.example'],
    to: [['Pumps Users', 'users@pumps.example']],
    headers: {
      'Reply-To': 'users@pumps.example',
      'List-Id': 'Users of pumps <users.pumps.example>',
      'List-Post': '<mailto:users@pumps.example>',
    },
    body: plain('How do I prime it?\n\nGrace'),
    files: [laterText('ATT00001.txt', '_______________\nusers mailing list\nusers@pumps.example')],
    assemble: (body, files) =>
      multipart('mixed', '===============1234567890123456789==', [body, ...files]),
  }),
  corpusMail({
    id: 'on-behalf-of',
    subject: 'Ordine 118 confermato per conto di',
    from: anna,
    cc: [
      ['Ufficio Acquisti', 'acquisti@rossi-impianti.example'],
      ['', 'archivio@rossi-impianti.example'],
    ],
    headers: { Sender: ['Segreteria <segreteria@rossi-impianti.example>'] },
    body: plain('Confermiamo.\n\np. Anna Rossi'),
  }),
  corpusMail({
    id: 'meeting-request',
    subject: 'Abnahme der Anlage',
    from: luca,
    body: {
      part: multipart('alternative', 'meeting-request', [
        html(outlookPage(['Bitte um Zusage bis Freitag.'])).part,
        written(
          calendar({
            uid: 'abnahme@bianchi-cantieri.example',
            summary: 'Abnahme der Anlage',
            location: 'Halle 3',
            start: '20261216T090000Z',
            end: '20261216T110000Z',
            method: 'REQUEST',
          }),
          'text/calendar',
          { parameters: '; method=REQUEST', transfer: 'base64' },
        ),
      ]),
      text: 'Bitte um Zusage bis Freitag.',
    },
  }),
  corpusMail({
    id: 'meeting-accepted',
    subject: 'Accepted: Kick-off',
    from: ada,
    to: [luca, demo],
    body: {
      part: multipart('alternative', 'meeting-accepted', [
        plain('I shall be there.').part,
        written(
          calendar({
            uid: 'kick-off-2@bianchi-cantieri.example',
            summary: 'Kick-off',
            location: 'Brescia',
            start: '20261215T090000Z',
            end: '20261215T100000Z',
            method: 'REPLY',
          }),
          'text/calendar',
          { parameters: '; method=REPLY' },
        ),
      ]),
      text: 'I shall be there.',
    },
  }),
  corpusMail({
    id: 'bounce-as-plain-mail',
    subject: 'failure notice',
    from: ['', 'mailer-daemon@mx.pumps.example'],
    headers: { 'Return-Path': ['<>'] },
    body: plain(
      'Hi. This is the mail program at mx.pumps.example.\n\n<nobody@pumps.example>:\n' +
        'Sorry, no mailbox here by that name. (#5.1.1)',
    ),
  }),
  corpusMail({
    id: 'webmail-of-old',
    subject: 'Ordine dal sito',
    from: orders,
    body: html(
      page(
        '<HTML><BODY BGCOLOR=#FFFFFF><FONT FACE=Arial SIZE=2>Ordine n. 5<BR>Quantit&agrave;: 3' +
          '<P>Totale: 90 &euro;<P>Grazie&nbsp;mille</FONT>' +
          '<TABLE><TR><TD>A<TD>B</TABLE></BODY></HTML>',
        'Ordine n. 5\nQuantità: 3\nTotale: 90 €\nGrazie mille\nA B',
      ),
      { charset: 'us-ascii', transfer: '7bit' },
    ),
  }),
];
