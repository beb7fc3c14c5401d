import { noise, pdf, png } from '../../documents.ts';
import { chiara, francois, joerg, support, zoe } from '../../sample.ts';
import { html, plain } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { brokenWords, percentEncoded, raw, words } from '../encoded.ts';
import { file, fileUnder, picture, type CorpusFile } from '../files.ts';
import { outlookPage } from '../html.ts';

const pdfType = 'application/pdf';

/** A PDF that nothing but its name tells from others. */
function pdfNamed(name: string): CorpusFile {
  return file(name, pdfType, pdf(`File ${String(name.length)}`));
}

/** A name in 2231 pieces of so many bytes, cut wherever that falls. */
function pieces(name: string, charset: 'iso-8859-1' | 'utf-8', length: number): string {
  const encoded = percentEncoded(name, charset).match(new RegExp(`(?:%..|[^%]){1,${length}}`, 'g'));
  return (encoded ?? [])
    .map((piece, index) => {
      const start = index === 0 ? `${charset}'de'` : '';
      return `\r\n filename*${String(index)}*=${start}${piece}`;
    })
    .join(';');
}

const longName =
  'Minutes of the meeting about the new warehouse in the north, third revision, final.pdf';
const german = 'Prüfbericht für Überdruckventile Größe 5.pdf';

/** Names that are odd however they are written. */
const oddNames: readonly CorpusMail[] = [
  corpusMail({
    id: 'names-with-underscores',
    subject: 'Underscores',
    from: support,
    body: plain('Each has one at least.'),
    files: ['offer_2026_v2.pdf', '_draft.pdf', 'a_.pdf', '__init__.py'].map(pdfNamed),
  }),
  corpusMail({
    id: 'names-with-blanks',
    subject: 'Blanks',
    from: support,
    body: plain('Blanks in names.'),
    files: ['two  blanks.pdf', 'Scan 2026 12 01.pdf', 'Größe neu.pdf'].map(pdfNamed),
  }),
  corpusMail({
    id: 'names-with-forbidden-characters',
    subject: 'Characters that Windows forbids',
    from: support,
    body: plain('Made on a Mac.'),
    files: ['Offer 10:30.pdf', 'what?.pdf', 'a*b.pdf', 'x|y.pdf', '<draft>.pdf'].map(pdfNamed),
  }),
  corpusMail({
    id: 'names-with-quotes',
    subject: 'Quotes',
    from: support,
    body: plain('Quotes of all kinds.'),
    files: ['The "new" plan.pdf', "Ada's plan.pdf", '“curly”.pdf', 'back`tick.pdf'].map(pdfNamed),
  }),
  corpusMail({
    id: 'names-with-paths',
    subject: 'Paths',
    from: support,
    body: plain('Some programs send the whole path.'),
    files: ['C:\\Users\\ada\\plan.pdf', '../../etc/passwd.pdf', 'folder/file.pdf'].map(pdfNamed),
  }),
  corpusMail({
    id: 'names-with-emoji',
    subject: 'Emoji',
    from: zoe,
    body: plain('Emoji in names.'),
    files: ['Tilbud 🎉.pdf', '📐📏 mål.pdf', '👍🏽.pdf'].map(pdfNamed),
  }),
  corpusMail({
    id: 'long-names',
    subject: 'Long names',
    from: support,
    body: plain('More than fifty characters each, alike at their beginning.'),
    files: [
      longName,
      longName.replace('.pdf', '.tar.gz'),
      `${'Protokoll über die Größe '.repeat(4)}.pdf`,
    ].map(pdfNamed),
  }),
  corpusMail({
    id: 'names-without-extension',
    subject: 'Dockerfile, README and .profile',
    from: support,
    body: plain('None has an extension.'),
    files: ['Dockerfile', 'README', '.profile', 'trailing.'].map(pdfNamed),
  }),
  corpusMail({
    id: 'dangerous-extensions',
    subject: 'Scripts',
    from: support,
    body: plain('The CRM renames these on its disk.'),
    files: ['setup.exe', 'page.htm', 'index.php', 'run.sh', 'macro.js'].map(pdfNamed),
  }),
  corpusMail({
    id: 'right-to-left-override',
    subject: 'A name that reads backwards',
    from: support,
    body: plain('It only looks like a text.'),
    files: [pdfNamed('invoice_\u202efdp.exe'), pdfNamed('דוח 2026.pdf')],
  }),
  corpusMail({
    id: 'names-of-the-east',
    subject: '写真と図面',
    from: zoe,
    body: plain('Names of other scripts.'),
    files: ['見積書（最終版）.pdf', 'Счёт № 118.pdf', 'عقد.pdf', '견적서.pdf'].map(pdfNamed),
  }),
  corpusMail({
    id: 'names-of-combining-characters',
    subject: 'Decomposed as a Mac does',
    from: chiara,
    body: plain('The same name, composed and decomposed.'),
    files: ['Perche\u0301.pdf', 'Perché.pdf', 'Ångström Ω.pdf'].map(pdfNamed),
  }),
  corpusMail({
    id: 'names-with-percent-signs',
    subject: 'Percent signs and ampersands',
    from: support,
    body: plain('Neither is to be decoded.'),
    files: ['100%25.pdf', 'a%20b.pdf', 'R&D &amp; more.pdf', 'a+b=c;d.pdf'].map(pdfNamed),
  }),
];

/** Ways of writing a name in a header. */
const waysOfWriting: readonly CorpusMail[] = [
  corpusMail({
    id: 'name-in-encoded-words',
    subject: 'Encoded words where none belong',
    from: joerg,
    body: plain('Common, though RFC 2047 forbids it.'),
    files: [
      fileUnder(
        [
          `Content-Type: ${pdfType};\r\n name="${words(german, 'iso-8859-1', 'Q', 60)}"`,
          'Content-Disposition: attachment',
        ],
        german,
        pdf('In the type alone'),
      ),
      fileUnder(
        [
          `Content-Type: ${pdfType}`,
          `Content-Disposition: attachment;\r\n filename="${words('見積書.pdf', 'iso-2022-jp', 'B')}"`,
        ],
        '見積書.pdf',
        pdf('In the disposition'),
      ),
      fileUnder(
        [
          `Content-Type: ${pdfType};\r\n name="${brokenWords(german, 'utf-8', 'B', 12)}"`,
          'Content-Disposition: attachment',
        ],
        german,
        pdf('In broken words'),
      ),
    ],
  }),
  corpusMail({
    id: 'name-in-pieces',
    subject: 'RFC 2231 in pieces',
    from: joerg,
    body: plain('Three names in numbered pieces.'),
    files: [
      fileUnder(
        [
          `Content-Type: ${pdfType}`,
          `Content-Disposition: attachment;${pieces(german, 'iso-8859-1', 14)}`,
        ],
        german,
        pdf('Latin'),
      ),
      fileUnder(
        [
          `Content-Type: ${pdfType}`,
          'Content-Disposition: attachment;\r\n filename*0="Annual ";\r\n filename*1="Report ";' +
            '\r\n filename*2="2026.pdf"',
        ],
        'Annual Report 2026.pdf',
        pdf('Plain pieces'),
      ),
      fileUnder(
        [
          `Content-Type: ${pdfType}`,
          'Content-Disposition: attachment;\r\n filename*1*=%C3%9Fe.pdf;' +
            "\r\n filename*0*=utf-8''Gr%C3%B6",
        ],
        'Größe.pdf',
        pdf('Out of order'),
      ),
    ],
  }),
  corpusMail({
    id: 'name-in-two-ways',
    subject: 'A name for old readers and one for new ones',
    from: francois,
    body: plain('The better one counts.'),
    files: [
      fileUnder(
        [
          `Content-Type: ${pdfType}; name="facade.pdf"`,
          "Content-Disposition: attachment; filename*=UTF-8''Fa%C3%A7ade%20%E2%82%AC.pdf",
        ],
        'Façade €.pdf',
        pdf('Both'),
      ),
    ],
  }),
  corpusMail({
    id: 'name-in-raw-utf-8',
    subject: 'Names in raw UTF-8',
    from: francois,
    body: plain('No encoding whatsoever.'),
    files: [
      fileUnder(
        [
          `Content-Type: ${pdfType}; name="${raw('Façade.pdf')}"`,
          `Content-Disposition: attachment; filename="${raw('Façade.pdf')}"`,
        ],
        'Façade.pdf',
        pdf('Raw'),
      ),
      fileUnder(
        [`Content-Type: ${pdfType}; name=unquoted(1).pdf`, 'Content-Disposition: attachment'],
        'unquoted(1).pdf',
        pdf('Unquoted'),
        'Base64',
      ),
    ],
  }),
  corpusMail({
    id: 'pictures-with-odd-names',
    subject: 'Pictures with odd names and ids',
    from: chiara,
    body: html(
      outlookPage(
        ['Two pictures.'],
        '<p><img src="cid:gr%C3%B6%C3%9Fe%20eins"><img src="CID:ii_m4x7%2B9@mail.gmail.com"></p>',
      ),
    ),
    files: [
      picture(
        'Größe: eins.png',
        'gr%C3%B6%C3%9Fe%20eins',
        png(8, 8, () => [9, 9, 9]),
      ),
      picture(
        'image_2.png',
        'ii_m4x7%2B9@mail.gmail.com',
        png(8, 8, () => [99, 9, 9]),
      ),
    ],
  }),
  corpusMail({
    id: 'types-that-lie',
    subject: 'Types that lie',
    from: support,
    body: plain('A picture that is called text, and one that is called nothing.'),
    files: [
      fileUnder(
        [
          'Content-Type: application/x-unknown-thing; x=y',
          'Content-Disposition: ATTACHMENT; FILENAME=a.bin',
        ],
        'a.bin',
        noise(100, 3),
      ),
      fileUnder(
        ['Content-Disposition: attachment; filename="typeless.txt"'],
        'typeless.txt',
        Buffer.from('no type at all'),
      ),
    ],
  }),
];

export const nameMails: readonly CorpusMail[] = [...oddNames, ...waysOfWriting];
