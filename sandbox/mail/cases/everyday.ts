import { ada, anna, crlf, file, type Letter, mixed, parts, png, text, user } from './letter.ts';

const form = 'Vendor Website <noreply@webforms.example>';

const order = [
  text('The order is attached.'),
  file('order.pdf', 'application/pdf', '%PDF-1.4 the order'),
  file('drawing.dwg', 'application/octet-stream', 'AC1027 the drawing, another file'),
] as const;
/** Situations of everyday work: senders, recipients, files and pictures. */
export const everydayLetters = {
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
} as const satisfies Readonly<Record<string, Letter>>;

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
