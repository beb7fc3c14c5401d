import { ada, crlf, file, type Letter, mixed, type Part, parts, text } from './letter.ts';

/** Ways of writing a mail that are rare, old or wrong. */
export const formatLetters = {
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

function nested(depth: number): Part {
  let content: Part = text('At the bottom.');
  for (let at = depth; at > 0; at -= 1)
    content = parts('multipart/mixed', `n${String(at)}.`, [content]);
  return content;
}
