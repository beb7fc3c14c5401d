import { noise, pdf, png } from '../../documents.ts';
import { mailbox, message, multipart, textPart } from '../../mime.ts';
import { calendar } from '../../received.ts';
import { ada, chiara, francois, joerg, orders, support, zoe } from '../../sample.ts';
import { alternative, html, plain } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { attachedMessage, file, fileUnder, picture, unnamedMessage } from '../files.ts';
import { gmailPage, outlookPage, page } from '../html.ts';
import { boundaryMails } from './boundaries.ts';

const red = png(20, 20, () => [200, 30, 30]);
const blue = png(20, 20, () => [30, 30, 200]);
const green = png(20, 20, (x, y) => [x * 9, 180, y * 9]);

const first = message(
  {
    From: mailbox(...chiara),
    To: [mailbox(...francois)],
    Subject: 'Devis pour la façade',
    Date: 'Mon, 30 Nov 2026 10:00:00 +0100',
    'Message-ID': '<devis@corpus.example>',
  },
  textPart('Voici le devis : 12 400 €.'),
);
const second = message(
  {
    From: mailbox(...francois),
    To: [mailbox(...ada)],
    Subject: 'TR: Devis',
    Date: 'Mon, 30 Nov 2026 11:00:00 +0100',
    'Message-ID': '<tr-devis@corpus.example>',
  },
  multipart('mixed', 'second-level', [
    textPart('Voir ci-joint.'),
    {
      headers: ['Content-Type: message/rfc822', 'Content-Disposition: attachment'],
      body: first,
    },
  ]),
);

/** How parts lie within parts. */
const nested: readonly CorpusMail[] = [
  corpusMail({
    id: 'related-in-mixed',
    subject: 'Pictures in the text, and a file',
    from: zoe,
    body: alternative(
      'related-in-mixed-alternative',
      plain('See the picture.'),
      html(page('<p>See the picture: <img src="cid:red@c"></p>', 'See the picture:')),
    ),
    files: [
      picture('red.png', 'red@c', red),
      file('Angebot.pdf', 'application/pdf', pdf('Angebot')),
    ],
  }),
  corpusMail({
    id: 'related-in-alternative',
    subject: 'Alternative around related',
    from: chiara,
    body: {
      part: html(page('<p>Blue: <img src="cid:blue@c"></p>', '')).part,
      text: 'Blue:',
    },
    files: [picture('blue.png', 'blue@c', blue)],
    assemble: (body, files) =>
      multipart('alternative', 'outer-alternative', [
        plain('Blue: [picture]').part,
        multipart('related; type="text/html"', 'inner-related', [body, ...files]),
      ]),
  }),
  corpusMail({
    id: 'two-pictures-of-one-name',
    subject: 'Two pictures named image.png',
    from: chiara,
    body: html(
      page(
        '<p>Before <img src="cid:one-4711@c" alt=""></p>' +
          '<p>After <img src="cid:two-4712@c" alt=""></p>',
        'Before\nAfter',
      ),
    ),
    files: [picture('image.png', 'one-4711@c', red), picture('image.png', 'two-4712@c', blue)],
  }),
  corpusMail({
    id: 'only-a-picture',
    subject: 'Photo',
    from: zoe,
    body: html(page('<html><body><img src="cid:photo@c"></body></html>', '')),
    files: [picture('photo.jpg', 'photo@c', green)],
  }),
  corpusMail({
    id: 'alternative-without-html',
    subject: 'Two plain alternatives',
    from: ada,
    body: {
      part: multipart('alternative', 'plain-only', [plain('Only plain text here.').part]),
      text: 'Only plain text here.',
    },
  }),
  corpusMail({
    id: 'ten-levels-deep',
    subject: 'Parts within parts within parts',
    from: ada,
    body: plain('At the bottom of it all.'),
    files: [file('deep.bin', 'application/octet-stream', noise(333, 7))],
    assemble: (body, files) =>
      Array.from({ length: 10 }, (_, level) => level).reduce(
        (inner, level) => multipart('mixed', `level-${level}`, [inner]),
        multipart('mixed', 'innermost', [body, ...files]),
      ),
  }),
  corpusMail({
    id: 'signed-with-p7s',
    subject: 'Signed order',
    from: joerg,
    body: html(outlookPage(['Hiermit bestellen wir 3 Pumpen.'])),
    files: [
      file('Bestellung.pdf', 'application/pdf', pdf('Bestellung')),
      fileUnder(
        [
          'Content-Type: application/pkcs7-signature; name="smime.p7s"',
          'Content-Disposition: attachment; filename="smime.p7s"',
          'Content-Description: S/MIME Cryptographic Signature',
        ],
        'smime.p7s',
        noise(1800, 99),
      ),
    ],
    assemble: (body, [order, signature]) =>
      multipart(
        'signed; protocol="application/pkcs7-signature"; micalg=sha-256',
        '----F00DCAFE0123456789',
        [
          multipart('mixed', 'signed-content', [body, ...(order ? [order] : [])]),
          ...(signature ? [signature] : []),
        ],
      ),
  }),
  corpusMail({
    id: 'signed-with-pgp',
    subject: 'PGP signed',
    from: ada,
    body: plain('The text is signed.'),
    files: [
      fileUnder(
        [
          'Content-Type: application/pgp-signature; name="OpenPGP_signature.asc"',
          'Content-Disposition: attachment; filename="OpenPGP_signature.asc"',
        ],
        'OpenPGP_signature.asc',
        Buffer.from('-----BEGIN PGP SIGNATURE-----\n\nwsB5BAAB\n-----END PGP SIGNATURE-----\n'),
      ),
    ],
    assemble: (body, files) =>
      multipart('signed; micalg=pgp-sha512; protocol="application/pgp-signature"', 'pgp-1', [
        body,
        ...files,
      ]),
  }),
];

/** What hangs on a mail besides files. */
const attached: readonly CorpusMail[] = [
  corpusMail({
    id: 'forwarded-as-attachment',
    subject: 'TR: Devis pour la façade',
    from: francois,
    body: plain('Ci-joint le message de Chiara.'),
    files: [attachedMessage('Devis pour la façade.eml', first)],
  }),
  corpusMail({
    id: 'forwarded-twice',
    subject: 'TR: TR: Devis',
    from: ada,
    body: plain('A mail that holds a mail that holds a mail.'),
    files: [unnamedMessage('TR: Devis', second)],
  }),
  corpusMail({
    id: 'calendar-attached',
    subject: 'Termine im Dezember',
    from: orders,
    body: plain('Die Termine liegen bei.'),
    files: [
      file(
        'Termine Dezember.ics',
        'text/calendar; charset=utf-8',
        Buffer.from(
          calendar({
            uid: 'termin-1@northwind.example',
            summary: 'Anlieferung Größe XL',
            location: 'Tor 4',
            start: '20261209T070000Z',
            end: '20261209T080000Z',
          }),
        ),
      ),
    ],
  }),
  corpusMail({
    id: 'winmail-dat',
    subject: 'From an Exchange that packs',
    from: joerg,
    body: plain('Siehe Anlage.'),
    files: [
      file(
        'winmail.dat',
        'application/ms-tnef',
        Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00]), noise(2_000, 5)]),
      ),
    ],
  }),
  corpusMail({
    id: 'twenty-five-files',
    subject: '25 small files',
    from: support,
    body: plain('More files than a PHP takes in one go.'),
    files: Array.from({ length: 25 }, (_, index) =>
      file(`reading-${index + 1}.csv`, 'text/csv', Buffer.from(`hour;bar\n${index};1.${index}\n`)),
    ),
  }),
  corpusMail({
    id: 'files-of-one-name',
    subject: 'Three reports',
    from: support,
    body: plain('All are called report.pdf.'),
    files: ['January', 'February', 'March'].map((month) =>
      file('report.pdf', 'application/pdf', pdf(`Report of ${month}`)),
    ),
  }),
  corpusMail({
    id: 'twice-the-same-file',
    subject: 'The same file twice',
    from: support,
    body: plain('It came twice.'),
    files: [1, 2].map(() => file('same.pdf', 'application/pdf', pdf('Same'))),
  }),
  corpusMail({
    id: 'empty-files',
    subject: 'Two empty files and a full one',
    from: ada,
    body: plain('Two of them hold nothing.'),
    files: [
      file('empty.txt', 'text/plain', new Uint8Array()),
      file('.keep', 'application/octet-stream', new Uint8Array()),
      file('full.txt', 'text/plain', Buffer.from('full')),
    ],
  }),
  corpusMail({
    id: 'page-and-text-as-files',
    subject: 'An HTML page as a file',
    from: chiara,
    body: html(gmailPage(['The page is attached, not shown.'])),
    files: [
      file('page.html', 'text/html; charset=iso-8859-1', Buffer.from('<h1>\xe9</h1>', 'latin1')),
      file('notes.txt', 'text/plain', Buffer.from('line one\r\nline two\r\n')),
      file('unix.txt', 'text/plain', Buffer.from('line one\nline two')),
    ],
  }),
];

export const structureMails: readonly CorpusMail[] = [...nested, ...attached, ...boundaryMails];
