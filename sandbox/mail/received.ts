import { docx, noise, pdf, png } from './documents.ts';
import { multipart, textPart } from './mime.ts';
import {
  ada,
  anna,
  chiara,
  demo,
  joerg,
  luca,
  orders,
  plant,
  sample,
  support,
  zoe,
  type Sample,
} from './sample.ts';

const photo = png(200, 112, (x, y) => [90 + (x >> 1), 140 + (y >> 1), 190 - (x >> 2)]);
const logo = png(160, 48, (x, y) => (((x >> 3) + (y >> 3)) % 2 ? [21, 101, 192] : [227, 242, 253]));
const swatch = png(48, 48, (x, y) => [255 - x * 2, 120 + y * 2, 90]);

export const tenMegabytes = 10 * 1024 * 1024;

/** An iCalendar file with one event (RFC 5545); times in UTC as `20261201T090000Z`. */
export function calendar(event: {
  readonly uid: string;
  readonly summary: string;
  readonly location: string;
  readonly start: string;
  readonly end: string;
  readonly method?: string;
}): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sandbox//Mail//EN',
    ...(event.method ? [`METHOD:${event.method}`] : []),
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    'DTSTAMP:20261110T080000Z',
    `DTSTART:${event.start}`,
    `DTEND:${event.end}`,
    `SUMMARY:${event.summary}`,
    `LOCATION:${event.location}`,
    `ORGANIZER;CN=${luca[0]}:mailto:${luca[1]}`,
    `ATTENDEE;CN=${demo[0]};RSVP=TRUE:mailto:${demo[1]}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** What customers write on an ordinary day. */
export const ordinaryMails: readonly Sample[] = [
  sample('inbox', {
    id: 'plain-italian',
    subject: 'Richiesta di preventivo: climatizzazione uffici di via Verdi',
    from: anna,
    to: [demo],
    date: 'Mon, 23 Nov 2026 09:12:00 +0100',
    body: textPart(`Buongiorno,

come anticipato al telefono, vi chiediamo un preventivo per la climatizzazione
dei nostri uffici di via Verdi (circa 420 m² su due piani).

Ci servirebbe entro venerdì, perché l'assemblea è fissata per lunedì prossimo.
Il sopralluogo è possibile ogni mattina dopo le 9:30.

Grazie e cordiali saluti
Anna Rossi

--
Rossi Impianti S.r.l. - Via Garibaldi 12, 37121 Verona
Tel. +39 045 555 0112`),
  }),
  sample('inbox', {
    id: 'inline-images',
    subject: 'New logo: two proposals',
    from: chiara,
    to: [demo],
    cc: [ada],
    date: 'Mon, 23 Nov 2026 08:40:00 +0100',
    body: textPart(
      `<html><body style="font-family: Georgia, serif; color: #222">
<p>Hello,</p>
<p>here are the two proposals for the new logo. The <b>first</b> one keeps your blue:</p>
<p><img src="cid:logo-one@verdi-design.example" alt="Logo in blue" width="160" height="48"></p>
<p>The second one is warmer, and it prints better on cardboard:</p>
<p><img src="cid:logo-two@verdi-design.example" alt="Logo in orange" width="48" height="48"></p>
<p>Which one do you prefer? The photo of the shop front is with this mail as well.</p>
<p>Best wishes,<br>Chiara</p>
</body></html>`,
      'html',
    ),
    inline: [
      {
        name: 'logo-one.png',
        type: 'image/png',
        bytes: logo,
        contentId: 'logo-one@verdi-design.example',
      },
      {
        name: 'logo-two.png',
        type: 'image/png',
        bytes: swatch,
        contentId: 'logo-two@verdi-design.example',
      },
      {
        name: 'shop-front.png',
        type: 'image/png',
        bytes: photo,
        contentId: 'shop-front@verdi-design.example',
      },
    ],
  }),
  sample('inbox', {
    id: 'three-attachments',
    subject: 'Signed contract and photos of the site',
    from: ada,
    to: [demo],
    date: 'Fri, 20 Nov 2026 16:05:00 +0000',
    body: textPart(
      `<html><body><p>Dear all,</p>
<p>please find attached the <b>signed contract</b>, our notes from Thursday's call and a photo of
the site as it is today.</p>
<p>We would like to start on 7 December. Could you confirm the crew by Wednesday?</p>
<p>Kind regards,<br>Ada Byron<br>Customer Ltd</p></body></html>`,
      'html',
    ),
    attached: [
      { name: 'contract-signed.pdf', type: 'application/pdf', bytes: pdf('Contract 2026-118') },
      {
        name: 'notes.docx',
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        bytes: docx('Notes of the call on 19 November 2026'),
      },
      { name: 'site.png', type: 'image/png', bytes: photo },
    ],
  }),
  sample('inbox', {
    id: 'german',
    subject: 'Rückfrage zur Auftragsbestätigung Nr. 4711',
    from: joerg,
    to: [demo],
    date: 'Fri, 20 Nov 2026 10:31:00 +0100',
    body: textPart(
      `<html><body style="font-family: Calibri, sans-serif">
<p>Sehr geehrte Damen und Herren,</p>
<p>in Ihrer Auftragsbestätigung fehlt die <i>Prüfbescheinigung</i> für die Überdruckventile.
Außerdem weicht der Preis für Position&nbsp;3 um <b>1.250,00&nbsp;€</b> vom Angebot ab:</p>
<table border="1" cellpadding="4">
<tr><th>Position</th><th>Angebot</th><th>Bestätigung</th></tr>
<tr><td>3 – Kühlaggregat, groß</td><td>8.900,00&nbsp;€</td><td>10.150,00&nbsp;€</td></tr>
</table>
<p>Können Sie das bitte bis Dienstag klären?</p>
<p>Mit freundlichen Grüßen<br>Jörg Müller<br>Müller Maschinenbau GmbH, Düsseldorf</p>
</body></html>`,
      'html',
    ),
  }),
  sample('inbox', {
    id: 'unicode',
    subject: '🎉 Tilbud på nye vinduer – Ærøskøbing 🏡',
    from: zoe,
    to: [demo],
    date: 'Thu, 19 Nov 2026 14:22:00 +0100',
    body: textPart(`Hej! 👋

Vi er glade for tilbuddet på de nye vinduer. Må vi få en pris på tre ekstra?
Se tegningen og billedet. 📐

Mange hilsner
Zoë Æbelø`),
    attached: [
      { name: 'Tegning – første sal 📐.pdf', type: 'application/pdf', bytes: pdf('Floor 1') },
      { name: '写真 窓.png', type: 'image/png', bytes: swatch },
    ],
  }),
  sample('inbox', {
    id: 'invitation',
    subject: 'Sopralluogo cantiere di viale Europa',
    from: luca,
    to: [demo],
    date: 'Thu, 19 Nov 2026 11:00:00 +0100',
    body: multipart('alternative', 'alternative-invitation', [
      textPart('<p>Confermo il sopralluogo di martedì. A martedì, ingresso est.</p>', 'html'),
      textPart(
        calendar({
          uid: 'sopralluogo-1@bianchi-cantieri.example',
          summary: 'Sopralluogo cantiere di viale Europa',
          location: 'Viale Europa 88\\, Brescia',
          start: '20261201T083000Z',
          end: '20261201T100000Z',
          method: 'REQUEST',
        }),
        'calendar',
        '; method=REQUEST',
      ),
    ]),
  }),
  sample('inbox', {
    id: 'calendar-file',
    subject: 'Delivery dates for December',
    from: orders,
    to: [demo],
    date: 'Wed, 18 Nov 2026 15:45:00 +0000',
    body: textPart('Hello,\n\nthe delivery dates are in the calendar file.\n\nNorthwind Traders'),
    attached: [
      {
        name: 'deliveries.ics',
        type: 'text/calendar; charset=utf-8',
        bytes: Buffer.from(
          calendar({
            uid: 'delivery-12@northwind.example',
            summary: 'Delivery of order 10248',
            location: 'Dock 4',
            start: '20261209T070000Z',
            end: '20261209T080000Z',
          }),
        ),
      },
    ],
  }),
  sample('inbox', {
    id: 'large',
    subject: 'Konstruktionsdaten Kühlaggregat (10 MB)',
    from: joerg,
    to: [demo],
    date: 'Wed, 18 Nov 2026 09:03:00 +0100',
    body: textPart('Guten Tag,\n\nanbei die Konstruktionsdaten als ein Archiv.\n\nJörg Müller'),
    attached: [
      {
        name: 'konstruktion.step',
        type: 'application/octet-stream',
        bytes: noise(tenMegabytes, 4711),
      },
    ],
    isGenerated: true,
  }),
  sample('inbox', {
    id: 'thread-start',
    subject: 'Ticket 2231: pump stops after ten minutes',
    from: support,
    to: [demo],
    date: 'Tue, 17 Nov 2026 08:15:00 +0000',
    body: textPart('Good morning,\n\nthe pump at dock 4 stops after ten minutes. Any idea?\n\nTim'),
  }),
  sample('inbox', {
    id: 'thread-reply',
    subject: 'RE: Ticket 2231: pump stops after ten minutes',
    from: support,
    to: [demo],
    date: 'Tue, 17 Nov 2026 13:02:00 +0000',
    headers: {
      'In-Reply-To': '<sent-thread-answer@mail.sandbox.example>',
      References: [
        '<thread-start@mail.sandbox.example>\r\n <sent-thread-answer@mail.sandbox.example>',
      ],
    },
    body: textPart(`That was it, the filter was clogged. Thank you! You can close the ticket.

> Did you check the filter behind the valve?
>> the pump at dock 4 stops after ten minutes. Any idea?`),
  }),
  sample('inbox', {
    id: 'no-message-id',
    subject: 'Allarme impianto 7: temperatura alta',
    from: plant,
    to: [demo],
    date: 'Mon, 16 Nov 2026 22:47:00 +0100',
    messageId: null,
    body: textPart('Allarme automatico.\nImpianto 7, sensore T2: 31,5 °C (limite 28 °C).'),
  }),
];
