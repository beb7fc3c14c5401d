import { noise, pdf, png } from '../../documents.ts';
import { multipart, type Part } from '../../mime.ts';
import { ada, anna, chiara, orders, support, zoe } from '../../sample.ts';
import { alternative, html, plain, written } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import {
  eightBits,
  file,
  fileUnder,
  laterText,
  picture,
  unencodedFile,
  unnamedMessage,
} from '../files.ts';
import { gmailPage, page } from '../html.ts';
import { exactByteMails } from './exact-bytes.ts';

const offer = file('Offer.pdf', 'application/pdf', pdf('Offer'));
const thumbnail = png(6, 6, () => [10, 120, 60]);

/** Texts beyond the first, which Outlook lists as attachments (MS-OXCMAIL 2.2.3.3.2). */
const laterTexts: readonly CorpusMail[] = [
  corpusMail({
    id: 'text-after-the-file',
    subject: 'Words before and after the offer',
    from: ada,
    body: plain('The offer is between these words.'),
    files: [offer, laterText('ATT00001.txt', 'And these, with an ü.\nTwo lines.')],
  }),
  corpusMail({
    id: 'page-after-the-text',
    subject: 'A text, then the same as a page',
    from: support,
    body: plain('Not an alternative: two parts, one after the other.'),
    files: [laterText('ATT00001.htm', '<p>Not an <b>alternative</b>.</p>', 'text/html')],
  }),
  corpusMail({
    id: 'text-after-the-page',
    subject: 'A page, then a text',
    from: support,
    body: html(gmailPage(['The page is the body.'])),
    files: [laterText('ATT00001.txt', 'Scanned by the gateway. No virus was found.')],
  }),
  corpusMail({
    id: 'footer-below-both-forms',
    subject: '[pumps-users] Re: How to prime a pump?',
    from: ['Grace via Pumps Users', 'users@pumps.example'],
    body: alternative(
      'footer-alternative',
      plain('Fill it first.'),
      html(gmailPage(['Fill it first, then start it.'])),
    ),
    files: [laterText('ATT00001.txt', '_______________\nusers mailing list')],
  }),
  corpusMail({
    id: 'pages-around-a-file',
    subject: 'Two pages and a file among the alternatives',
    from: chiara,
    body: { part: plain('Above.').part, text: 'Above, as a page.' },
    files: [offer, laterText('ATT00001.htm', '<p>Below, as a page.</p>', 'text/html')],
    assemble: (body, files) =>
      multipart('alternative', 'apple-outer', [
        body,
        multipart('mixed', 'apple-inner', [
          html(page('<p>Above, as a page.</p>', 'Above, as a page.')).part,
          ...files,
        ]),
      ]),
  }),
  corpusMail({
    id: 'texts-in-nested-parts',
    subject: 'Parts in parts, with a text in each',
    from: anna,
    body: plain('The first of all texts.'),
    files: [
      offer,
      laterText('ATT00001.txt', 'The second.'),
      laterText('ATT00002.txt', 'The third.'),
    ],
    assemble: (body, [first, second, third]) =>
      multipart('mixed', 'nested-outer', [
        multipart('mixed', 'nested-first', [body, ...present(first)]),
        multipart('mixed', 'nested-second', [...present(second), ...present(third)]),
      ]),
  }),
  corpusMail({
    id: 'file-before-the-text',
    subject: 'The file stands first',
    from: orders,
    body: plain('The text stands second.'),
    files: [offer],
    assemble: (body, files) => multipart('mixed', 'file-first', [...files, body]),
  }),
  corpusMail({
    id: 'text-file-shown-in-the-mail',
    subject: 'A text file that is to be shown',
    from: support,
    body: plain('The notes are a file, though they are shown.'),
    files: [
      unencodedFile(
        [
          'Content-Type: text/plain; charset=us-ascii',
          'Content-Disposition: inline; filename="notes.txt"',
        ],
        'notes.txt',
        'first note\r\nsecond note\r\n',
      ),
    ],
  }),
  corpusMail({
    id: 'alternatives-of-other-types',
    subject: 'An alternative for other programs',
    from: ['Büro & Mehr', 'news@letters.example'],
    body: {
      part: multipart('alternative', 'amp', [
        plain('Plain.').part,
        written('<html amp4email><body>Moves</body></html>', 'text/x-amp-html'),
        html(gmailPage(['The page for everybody.'])).part,
      ]),
      text: 'The page for everybody.',
    },
  }),
];

/** Reports that are mails to Outlook: only those of deliveries and of reading are none. */
const reports: readonly CorpusMail[] = [
  corpusMail({
    id: 'complaint-report',
    subject: 'complaint about message from 192.0.2.1',
    from: ['Abuse Desk', 'abuse@provider.example'],
    body: plain('This is an email abuse report.'),
    files: [
      unencodedFile(
        ['Content-Type: message/feedback-report'],
        'ATT00001.dat',
        'Feedback-Type: abuse\r\nUser-Agent: Desk/1\r\nVersion: 1\r\n',
      ),
      unnamedMessage('Our offer', eightBits('Our offer', 'us-ascii', 'Buy a pump.')),
    ],
    assemble: (body, files) =>
      multipart('report; report-type=feedback-report', 'arf', [body, ...files]),
  }),
  corpusMail({
    id: 'tls-report',
    subject: 'Report Domain: vendor.example Submitter: provider.example',
    from: ['', 'tls-reports@provider.example'],
    headers: { 'TLS-Report-Domain': 'vendor.example' },
    body: plain('This is an aggregate TLS report.'),
    files: [
      file(
        'provider.example!vendor.example!1!2.json.gz',
        'application/tlsrpt+gzip',
        Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), noise(300, 21)]),
      ),
    ],
    assemble: (body, files) => multipart('report; report-type="tlsrpt"', 'tls', [body, ...files]),
  }),
];

/** Names that Outlook gives, and names that are too long. */
const names: readonly CorpusMail[] = [
  corpusMail({
    id: 'parts-without-names',
    subject: 'Nothing has a name',
    from: zoe,
    body: plain('Seven parts without a name.'),
    files: [
      fileUnder(['Content-Type: image/png'], 'ATT00001.png', thumbnail),
      fileUnder(['Content-Type: image/jpeg'], 'ATT00002.jpg', noise(90, 31)),
      fileUnder(['Content-Type: application/pdf'], 'ATT00003.pdf', pdf('Nameless')),
      fileUnder(['Content-Type: application/octet-stream'], 'ATT00004.bin', noise(70, 32)),
      fileUnder(
        ['Content-Type: text/plain', 'Content-Disposition: attachment'],
        'ATT00005.txt',
        Buffer.from('one\ntwo'),
      ),
      fileUnder(['Content-Type: application/x-unheard-of'], 'ATT00006.dat', noise(80, 33)),
      unnamedMessage('No name either', eightBits('No name either', 'us-ascii', 'Inner.')),
    ],
  }),
  corpusMail({
    id: 'picture-without-a-name',
    subject: 'A picture in the text, without a name',
    from: zoe,
    body: html(page('<p>See: <img src="cid:nameless@c"></p>', 'See:')),
    files: [
      {
        ...picture('ATT00001.png', 'nameless@c', thumbnail),
        part: {
          ...picture('', 'nameless@c', thumbnail).part,
          headers: [
            'Content-Type: image/png',
            'Content-ID: <nameless@c>',
            'Content-Transfer-Encoding: base64',
          ],
        },
      },
    ],
  }),
  corpusMail({
    id: 'names-of-hundreds-of-characters',
    subject: 'Very long names',
    from: support,
    body: plain('Of 120 characters in Chinese, and of 300 letters.'),
    files: [
      file(`${'客户合同附件'.repeat(20)}.pdf`, 'application/pdf', pdf('Chinese')),
      file(`${'abcdefghij'.repeat(30)}.pdf`, 'application/pdf', pdf('Letters')),
      file(`${'abcdefghij'.repeat(30)}.txt`, 'text/plain', Buffer.from('Letters, too')),
    ],
  }),
  corpusMail({
    id: 'digest-of-a-list',
    subject: 'pumps-users digest, Vol 7, Issue 2',
    from: ['', 'users-request@pumps.example'],
    body: plain('Topics: two of them.'),
    files: [
      { ...unnamedMessage('Priming', eightBits('Priming', 'us-ascii', 'How?')) },
      { ...unnamedMessage('Re: Priming', eightBits('Re: Priming', 'us-ascii', 'So.')) },
    ],
    assemble: (body, messages) =>
      multipart('mixed', 'digest-outer', [
        body,
        multipart(
          'digest',
          'digest-inner',
          messages.map((each) => ({ headers: [], body: each.body })),
        ),
      ]),
  }),
];

export const partMails: readonly CorpusMail[] = [
  ...laterTexts,
  ...exactByteMails,
  ...reports,
  ...names,
];

function present(part: Part | undefined): readonly Part[] {
  return part ? [part] : [];
}
