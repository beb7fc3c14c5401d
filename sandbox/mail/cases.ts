import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredMail } from '../outlook/server.ts';

const anna = 'Anna Rossi <anna.rossi@rossi-impianti.example>';
const ada = 'Ada Byron <ada@customer.example>';
const user = 'Demo User <demo@vendor.example>';
const form = 'Vendor Website <noreply@webforms.example>';
const arrived = 'Fri, 20 Nov 2026 09:30:30 +0100';
const crlf = '\r\n';
const png = '\u0089PNG\r\n\u001a\n';

/** A part: header lines and a body that is encoded for transfer. */
type Part = readonly [headers: readonly string[], body: string];

interface Letter {
  readonly from?: string;
  readonly to?: string;
  /** Header lines beside the usual ones, in front of them. */
  readonly before?: readonly string[];
  readonly headers?: readonly string[];
  /** The value of the Date header. */
  readonly date?: string;
  /** When the mailbox got it. */
  readonly received?: string;
  readonly messageId?: string;
  readonly subject: string;
  readonly content?: Part;
}

const text = (lines: string, type = 'text/plain; charset=utf-8'): Part => [
  [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64'],
  base64(lines),
];

const file = (name: string, type: string, bytes: string, more: readonly string[] = []): Part => [
  [
    `Content-Type: ${type}; name="${name}"`,
    more.some((line) => line.startsWith('Content-ID'))
      ? `Content-Disposition: inline; filename="${name}"`
      : `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    ...more,
  ],
  base64(bytes, 'latin1'),
];

function base64(bytes: string, encoding: 'latin1' | 'utf8' = 'utf8'): string {
  return (
    Buffer.from(bytes, encoding)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join(crlf);
}

function parts(type: string, boundary: string, list: readonly Part[]): Part {
  const bodies = list.flatMap(([headers, body]) => [`--${boundary}`, ...headers, '', body]);
  return [
    [`Content-Type: ${type}; boundary="${boundary}"`],
    [...bodies, `--${boundary}--`].join(crlf),
  ];
}

const mixed = (...list: readonly Part[]): Part => parts('multipart/mixed', 'case-mixed', list);

const order = [
  text('The order is attached.'),
  file('order.pdf', 'application/pdf', '%PDF-1.4 the order'),
  file('drawing.dwg', 'application/octet-stream', 'AC1027 the drawing, another file'),
] as const;

const letters = {
  '01-attachments-without-ids': { subject: 'Signed order', content: mixed(...order) },
  '02-attachment-hangs': { subject: 'Order with a file that hangs', content: mixed(...order) },
  '04-xml-answered-as-page': {
    subject: 'Electronic invoice',
    content: mixed(
      text('The invoice is attached.'),
      file(
        'IT01234567890_00001.xml',
        'text/xml',
        '<?xml version="1.0"?><Invoice><No>1</No></Invoice>',
      ),
    ),
  },
  '08-img-originalsrc': {
    subject: 'Image by originalsrc',
    content: parts('multipart/related', 'case-related', [
      text(
        '<p>Label: <img originalsrc="cid:label@case" data-imagetype="AttachmentByCid"></p>' +
          '<p>Plate: <img src="https://attachments.office.net/owa/service.svc/s/' +
          'GetAttachmentThumbnail?id=1&amp;token=SECRETTOKEN" originalsrc="cid:plate@case"></p>',
        'text/html; charset=utf-8',
      ),
      file('image001.png', 'image/png', `${png}label`, ['Content-ID: <label@case>']),
      file('image002.png', 'image/png', `${png}the plate`, ['Content-ID: <plate@case>']),
    ]),
  },
  '09-ids-change': { subject: 'Ids that change', content: mixed(...order) },
  '15-message-id-291': {
    subject: 'Long Message-ID',
    messageId: `<${'Ax7Qp2'.repeat(45)}@long.example>`,
    content: mixed(...order),
  },
  '16-url-parameters': {
    subject: 'Links in plain text',
    content: text(
      'See https://shop.example/go?id=7&timestamp=99&region=eu&copy=1&section=2&not=3&param=x\n' +
        'R&D, AT&T, Dates&times of Bed&breakfast, A&lt5, &amp; and &amp;amp; and &#65;\n',
    ),
  },
  '17-contact-form': {
    subject: 'New enquiry from the website',
    from: form,
    headers: ['Reply-To: Greta Nuova <greta.nuova@officine-nuova.example>'],
    content: text('Phone: +39 011 000 000\nTwelve pumps, please.'),
  },
  '17c-contact-form-another': {
    subject: 'New enquiry from the website (2)',
    from: form,
    headers: ['Reply-To: Hugo Anders <hugo@anders-bau.example>'],
  },
  '18-reply-to-name-spoof': {
    subject: 'Change of bank details',
    from: 'Mallory <mallory@evil.example>',
    headers: ['Reply-To: "ada@customer.example" <mallory@evil.example>'],
  },
  '19-own-other-address': {
    subject: 'Sent from my second mailbox',
    from: 'Demo User <demo.user@brand-two.example>',
    to: 'New Prospect <kim.prospect@prospect.example>',
    headers: [`Bcc: ${ada}`],
  },
  '20-long-names': {
    subject: 'Long names',
    content: mixed(
      text('Two files.'),
      file(
        `=?UTF-8?B?${Buffer.from(`${'合同附件'.repeat(30)}.pdf`).toString('base64')}?=`,
        'application/pdf',
        '%PDF-1.4 contract',
      ),
      file(`${'long-name-'.repeat(30)}.xlsx`, 'application/octet-stream', 'PK a sheet'),
    ),
  },
  '21-invalid-from': {
    subject: 'From with two',
    from: 'Sales Department, Anna Rossi <anna.rossi@rossi-impianti.example>',
  },
  '22-smime-opaque': {
    subject: 'Signed contract terms',
    content: file(
      'smime.p7m',
      'application/pkcs7-mime; smime-type=signed-data',
      '0\u0080 The price is 1000.',
    ),
  },
  '27-date-without-zone': {
    subject: 'Date without zone',
    date: 'Tue, 10 Nov 2026 15:00:00',
    received: 'Tue, 10 Nov 2026 16:01:30 +0100',
  },
  '29-pasted-picture-then-text': {
    subject: 'Screenshot, then the order',
    content: text(
      `<p>Screenshot:</p><img src="data:image/png;base64,${Buffer.from(`${png}${'x'.repeat(900_000)}`, 'latin1').toString('base64')}"><p>We order twelve pumps.</p>`,
      'text/html; charset=utf-8',
    ),
  },
  '40-colleague-to-customer': {
    subject: 'Our offer to you',
    from: 'Carla Collega <carla@vendor.example>',
    to: 'Kim Prospect <kim@prospect.example>',
    headers: [`Cc: ${user}`],
  },
  '42-plus-address': {
    subject: 'Plus address',
    from: 'Anna Rossi <anna.rossi+crm@rossi-impianti.example>',
  },
  '44d-idn-known': {
    subject: 'IDN domain, known',
    from: '=?UTF-8?Q?J=C3=B6rg_B=C3=A4cker?= <jb@xn--bckerei-adler-bfb.example>',
  },
  '45-name-is-address': {
    subject: 'Display name is another address',
    from: '"ada@customer.example" <mallory@evil.example>',
  },
  '51-customer-in-bcc': {
    subject: 'Price list, everybody in Bcc',
    from: user,
    headers: [`Bcc: ${anna}`],
  },
  '52-sent-to-forty': {
    subject: 'Invitation to forty',
    from: user,
    to: [
      ...Array.from(
        { length: 39 },
        (_, at) => `Person ${String(at + 1)} <p${String(at + 1)}@firm${String(at + 1)}.example>`,
      ),
      ada,
    ].join(`,${crlf} `),
  },
  '59c-many-rules': {
    subject: 'Newsletter with 400 rules',
    content: text(manyRules(), 'text/html; charset=utf-8'),
  },
  '66-attachment-lone-surrogate': {
    subject: 'File with a cut emoji',
    content: mixed(text('A photo.'), file('photo @@SUR@@.jpg', 'application/octet-stream', 'jpg')),
  },
  '70-scanner-same-id-a': {
    subject: 'Scan from floor 1',
    from: 'Scanner <scanner@customer.example>',
    messageId: '<0000000000@scanner.example>',
    content: mixed(text('First scan.'), file('scan.pdf', 'application/pdf', '%PDF first contract')),
  },
  '70-scanner-same-id-b': {
    subject: 'Scan from floor 2',
    from: 'Scanner <scanner@customer.example>',
    messageId: '<0000000000@scanner.example>',
    content: mixed(
      text('Second scan.'),
      file('scan2.pdf', 'application/pdf', '%PDF second, salaries'),
    ),
  },
  'c02a-empty-file-first': {
    subject: 'Scan',
    from: ada,
    messageId: '<scan@customer.example>',
    content: mixed(text('See the file.'), file('scan.pdf', 'application/pdf', '')),
  },
  'c02b-empty-file-second': {
    subject: 'Scan',
    from: ada,
    messageId: '<scan@customer.example>',
    content: mixed(
      text('See the file.'),
      file('scan.pdf', 'application/pdf', '%PDF-1.4 the scan, complete this time'),
    ),
  },
  'c03-attached-message-without-headers': {
    subject: 'A message without headers inside',
    from: ada,
    content: mixed(text('See the attached message.'), [
      [
        'Content-Type: message/rfc822; name="note.eml"',
        'Content-Disposition: attachment; filename="note.eml"',
      ],
      `${crlf}A text alone, without any header.`,
    ]),
  },
  'c04-first-line-is-no-header': {
    subject: 'An old mail',
    from: ada,
    before: ['Microsoft Mail Internet Headers Version 2.0'],
    headers: ['Reply-To: Orders <orders@customer.example>'],
  },
  'c05a-date-of-year-one': {
    subject: 'No time was set',
    from: ada,
    date: '0001-01-01 00:00:00 +0000 UTC',
  },
  'c05b-date-with-numbers-alone': {
    subject: 'Third of April',
    from: ada,
    date: '03/04/2026 11:59',
    received: 'Fri, 03 Apr 2026 12:00:00 +0200',
  },
  'c06-comments-and-routes-in-addresses': {
    subject: 'Obsolete addresses',
    from: 'Ada Byron <ada(home)@customer.example(work)>',
    to: 'Demo User <@relay.example:demo@vendor.example>, Bob <bob @ vendor . example>',
  },
  'c07a-text-after-the-file': {
    subject: 'A text after the file',
    from: ada,
    content: mixed(
      text('Text before the file.'),
      file('a.pdf', 'application/pdf', '%PDF-1.4 a'),
      text('Text after the file.'),
    ),
  },
  'c08-line-ends-of-a-text-file': {
    subject: 'A file of lines',
    from: ada,
    content: mixed(text('See the file.'), [
      [
        'Content-Type: text/csv; name="list.csv"',
        'Content-Disposition: attachment; filename="list.csv"',
      ],
      `a;b${crlf}1;2`,
    ]),
  },
  'c09-uuencoded-file': {
    subject: 'An old encoding',
    from: ada,
    content: mixed(text('See the file.'), [
      [
        'Content-Type: application/octet-stream; name="hello.txt"',
        'Content-Disposition: attachment; filename="hello.txt"',
        'Content-Transfer-Encoding: x-uuencode',
      ],
      ['begin 644 hello.txt', '%:&5L;&\\`', '`', 'end'].join(crlf),
    ]),
  },
  'c10-feedback-report': {
    subject: 'Complaint',
    from: ada,
    content: parts('multipart/report; report-type=feedback-report', 'case-report', [
      text('A complaint about an email.'),
      [['Content-Type: message/feedback-report'], `Feedback-Type: abuse${crlf}Version: 1`],
      [
        ['Content-Type: message/rfc822'],
        `From: demo@vendor.example${crlf}Subject: Offer${crlf}${crlf}An offer.`,
      ],
    ]),
  },
  'c11-long-file-name': { subject: 'Long name of file', from: ada },
  'c12-attached-mail-of-eight-bits': {
    subject: 'An attached mail of 8 bits',
    from: ada,
    content: mixed(text('See the attached mail.'), [
      [
        'Content-Type: message/rfc822',
        'Content-Disposition: attachment',
        'Content-Transfer-Encoding: 8bit',
      ],
      [
        'From: bob@vendor.example',
        'Subject: Inner',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=iso-8859-1',
        'Content-Transfer-Encoding: 8bit',
        '',
        'Gr\u00fc\u00dfe',
      ].join(crlf),
    ]),
  },
  'c13-raw-latin1-headers': {
    subject: 'Gr\u00fcsse',
    from: 'J\u00fcrgen <ada@customer.example>',
    content: [
      ['Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: 8bit'],
      'Gr\u00fcsse aus K\u00f6ln',
    ],
  },
  'c15-file-without-a-name': {
    subject: 'No name',
    from: ada,
    content: mixed(text('See the picture.'), [
      ['Content-Type: image/png', 'Content-Transfer-Encoding: base64'],
      'iVBORw0KGgo=',
    ]),
  },
  'c17-nested-300-times': { subject: 'Nested 300 times', from: ada, content: nested(300) },
  'c18-links-with-a-base': {
    subject: 'Links with a base',
    from: ada,
    content: text(
      '<html><head><base href="https://shop.customer.example/spring/"></head><body>' +
        '<p>See <a href="offer.html">our offer</a> and <a href="/home?a=1&amp;b=2">home</a>.</p></body></html>',
      'text/html; charset=utf-8',
    ),
  },
} as const satisfies Readonly<Record<string, Letter>>;

export type CaseId = keyof typeof letters;

/** Mails that each stand for a kind of situation in which the pane once failed. */
export const caseIds = Object.keys(letters) as readonly CaseId[];

/** 300 KB of HTML with 400 rules that reach far. */
function manyRules(): string {
  const rules = Array.from(
    { length: 400 },
    (_, at) =>
      `.w${String(at)} td.b span, table tr td.c${String(at)} { color: #123456; padding: ${String(at % 9)}px }`,
  );
  const rows = Array.from(
    { length: 3_000 },
    (_, at) =>
      `<tr class="w${String(at % 400)}"><td class="b c${String(at % 400)}"><span>Row ${String(at)} of the newsletter</span></td></tr>`,
  );
  return `<html><head><style>${rules.join('\n')}</style></head><body><table>${rows.join('')}</table></body></html>`;
}

function nested(depth: number): Part {
  let content: Part = text('At the bottom.');
  for (let at = depth; at > 0; at -= 1)
    content = parts('multipart/mixed', `n${String(at)}.`, [content]);
  return content;
}

/** What makes an id as long as file systems bear. */
const idEnds: Partial<Record<CaseId, string>> = { 'c11-long-file-name': '-and-so-on'.repeat(20) };

function written(id: CaseId): string {
  const letter: Letter = letters[id];
  const [contentHeaders, body] = letter.content ?? text(`This is the text of ${id}.`);
  return [
    ...(letter.before ?? []),
    `Received: from mx.example by mail.vendor.example; ${letter.received ?? arrived}`,
    `From: ${letter.from ?? anna}`,
    `To: ${letter.to ?? user}`,
    ...(letter.headers ?? []),
    `Subject: ${letter.subject}`,
    `Date: ${letter.date ?? 'Fri, 20 Nov 2026 09:30:00 +0100'}`,
    `Message-ID: ${letter.messageId ?? `<${id}@case.example>`}`,
    'MIME-Version: 1.0',
    ...contentHeaders,
    '',
    body,
    '',
  ].join(crlf);
}

/**
 * The mails of the cases: those of a folder where one is given, whose files begin with the ids, else
 * the project's own of the same situations. The id of a mail begins with that of its case.
 */
export function caseMails(folder?: string): readonly StoredMail[] {
  const files = folder && existsSync(folder) ? readdirSync(folder) : undefined;
  return caseIds.map((id) => {
    const name = files?.find((one) => one.startsWith(id) && one.endsWith('.eml'));
    return folder && name
      ? {
          id: name.slice(0, -'.eml'.length),
          folder: 'inbox',
          eml: readFileSync(join(folder, name)),
        }
      : {
          id: `${id}${idEnds[id] ?? ''}`,
          folder: 'inbox',
          eml: Buffer.from(written(id), 'latin1'),
        };
  });
}
