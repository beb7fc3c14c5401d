import { noise } from '../../documents.ts';
import { joerg, orders } from '../../sample.ts';
import { html, plain } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { file } from '../files.ts';
import { page } from '../html.ts';

const megabyte = 1024 * 1024;

/** Rows of a price list, until the page has so many bytes. */
function priceList(bytes: number): ReturnType<typeof page> {
  const rows: string[] = [];
  const texts: string[] = [];
  for (let size = 0, number = 1; size < bytes; number += 1) {
    const name =
      `Pumpe Größe ${String(number)}, für Wasser und Öl bis 90 °C, mit Überdruckventil, ` +
      'Dichtungen aus Kautschuk, Gehäuse aus Gusseisen, Lieferzeit drei Wochen ab Bestellung';
    const price = `${String((number * 37) % 997)},00 €`;
    const row =
      `<tr style="mso-yfti-irow:${String(number)};height:15.0pt"><td width="320" ` +
      `style="width:240.0pt;padding:0cm 5.4pt 0cm 5.4pt;font-family:Calibri">${name}</td>` +
      `<td width="120" style="width:90.0pt;text-align:right">${price}</td></tr>`;
    rows.push(row);
    texts.push(`${name} ${price}`);
    size += row.length;
  }
  return page(`<html><body><table>${rows.join('\n')}</table></body></html>`, texts.join('\n'));
}

/** Mails that are made when needed: they are too large to be kept. */
export const largeMails: readonly CorpusMail[] = [
  corpusMail({
    id: 'five-megabytes-of-html',
    subject: 'Preisliste mit allen Größen',
    from: orders,
    body: html(priceList(5 * megabyte), { transfer: 'base64' }),
    isGenerated: true,
  }),
  corpusMail({
    id: 'twelve-megabytes-of-files',
    subject: 'Zeichnungen (12 MB)',
    from: joerg,
    body: plain('Anbei die Zeichnungen.'),
    files: [
      file('Zeichnung 1.step', 'application/octet-stream', noise(8 * megabyte, 11)),
      file('Zeichnung 2.step', 'application/octet-stream', noise(4 * megabyte, 12)),
    ],
    isGenerated: true,
  }),
];
