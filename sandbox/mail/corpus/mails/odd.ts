import { noise, pdf } from '../../documents.ts';
import { multipart, textPart } from '../../mime.ts';
import { ada, anna, demo, joerg, orders } from '../../sample.ts';
import { html, plain } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { file, fileUnder } from '../files.ts';
import { page } from '../html.ts';

/** What is written in headers, or around them, that is none of a standard's. */
const headers: readonly CorpusMail[] = [
  corpusMail({
    id: 'raw-latin-1-headers',
    subject: 'Grüße: 100 € – Angebot',
    from: ['Jürgen Müßig', 'juergen@muessig.example'],
    headers: {
      Subject: ['Gr\xfc\xdfe: 100 \x80 \x96 Angebot'],
      From: ['J\xfcrgen M\xfc\xdfig <juergen@muessig.example>'],
    },
    body: plain('Auch der Text: Grüße.', { charset: 'iso-8859-1', transfer: '8bit' }),
    files: [
      fileUnder(
        [
          'Content-Type: application/pdf; name="Pr\xfcfbericht.pdf"',
          'Content-Disposition: attachment; filename="Pr\xfcfbericht.pdf"',
        ],
        'Prüfbericht.pdf',
        pdf('Raw'),
      ),
    ],
  }),
  corpusMail({
    id: 'line-of-exchange-before-the-headers',
    subject: 'Saved from an old Exchange',
    from: ada,
    body: plain('The first line is no header.'),
    damage: (eml) => `Microsoft Mail Internet Headers Version 2.0\r\n${eml}`,
  }),
  corpusMail({
    id: 'line-of-mbox-before-the-headers',
    subject: 'Saved from a mailbox in one file',
    from: ada,
    body: plain('The first line is a separator.'),
    damage: (eml) => `From ada@customer.example Tue Dec  1 09:00:00 2026\r\n${eml}`,
  }),
  corpusMail({
    id: 'routes-in-addresses',
    subject: 'Comments, routes and blanks in addresses',
    from: ada,
    to: [demo, ['Bob', 'bob@vendor.example']],
    headers: {
      From: ['Ada Byron <ada(home)@customer.example(work)>'],
      To: ['Demo User <@relay.example:demo@vendor.example>', 'Bob <bob @ vendor . example>'],
    },
    body: plain('RFC 5322, 3.2.2 and 4.4.'),
  }),
];

/** Bodies that are hard to come by. */
const bodies: readonly CorpusMail[] = [
  corpusMail({
    id: 'utf-7-text',
    subject: 'Text in UTF-7',
    from: joerg,
    body: {
      part: {
        headers: ['Content-Type: text/plain; charset=utf-7', 'Content-Transfer-Encoding: 7bit'],
        body: 'Gr+APwA3w-e: 100 +IKw, 1 +- 1 +AD0- 2.',
      },
      text: 'Grüße: 100 €, 1 + 1 = 2.',
    },
  }),
  corpusMail({
    id: 'utf-7-page',
    subject: 'Page in UTF-7',
    from: joerg,
    body: {
      part: {
        headers: ['Content-Type: text/html; charset="UTF-7"', 'Content-Transfer-Encoding: 7bit'],
        body: '+ADw-p+AD4-Gr+APwA3w-e+ADw-/p+AD4-',
      },
      text: 'Grüße',
    },
  }),
  corpusMail({
    id: 'three-hundred-levels-deep',
    subject: 'Nested 300 times',
    from: ada,
    body: plain('At the bottom of three hundred parts.'),
    files: [file('deep.bin', 'application/octet-stream', noise(44, 17))],
    assemble: (body, files) =>
      Array.from({ length: 299 }, (_, level) => level).reduce(
        (inner, level) => multipart('mixed', `deep-${String(level)}`, [inner]),
        multipart('mixed', 'deep-bottom', [body, ...files]),
      ),
  }),
  corpusMail({
    id: 'boundary-that-never-comes',
    subject: 'Parts without a beginning',
    from: ada,
    body: plain('These words are all there is.', { transfer: '7bit' }),
    damage: (eml) =>
      eml.replace(
        /Content-Type: text\/plain.*\r\n/,
        'Content-Type: multipart/mixed; boundary=no\r\n',
      ),
  }),
  corpusMail({
    id: 'links-with-a-base',
    subject: 'Links with a base',
    from: orders,
    body: html(
      page(
        '<html><head><base href="https://shop.customer.example/spring/"></head><body>' +
          '<p>See <a href="offer.html">our offer</a>, or the <a href="/index.php">shop</a>.</p>' +
          '</body></html>',
        'See our offer, or the shop.',
      ),
    ),
  }),
  corpusMail({
    id: 'signed-and-opaque',
    subject: 'Signed contract',
    from: anna,
    body: plain(''),
    files: [
      fileUnder(
        [
          'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
          'Content-Disposition: attachment; filename="smime.p7m"',
        ],
        'smime.p7m',
        Buffer.concat([Buffer.from([0x30, 0x80]), noise(400, 41)]),
      ),
    ],
    assemble: (_, [sealed]) => sealed ?? textPart(''),
  }),
  corpusMail({
    id: 'signed-without-a-name',
    subject: 'Signed, in the clear',
    from: anna,
    body: plain('The text is signed, and can be read.'),
    files: [
      fileUnder(['Content-Type: application/pkcs7-signature'], 'ATT00001.p7s', noise(500, 42)),
    ],
    assemble: (body, files) =>
      multipart('signed; protocol="application/pkcs7-signature"; micalg=sha-256', 'clear-signed', [
        body,
        ...files,
      ]),
  }),
  corpusMail({
    id: 'winmail-dat-alone',
    subject: 'Packed, and nothing else',
    from: joerg,
    body: plain(''),
    files: [
      file(
        'winmail.dat',
        'application/ms-tnef',
        Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22]), noise(600, 43)]),
      ),
    ],
    assemble: (_, [packed]) => packed ?? textPart(''),
  }),
];

export const oddMails: readonly CorpusMail[] = [...headers, ...bodies];
