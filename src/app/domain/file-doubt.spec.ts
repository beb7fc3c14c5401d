import { anAttachment } from '../testing/samples';
import { type FileDoubt, doubtOf } from './file-doubt';

const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const wide = (text: string): Uint8Array =>
  Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((one) => [one.charCodeAt(0), 0])]);

/** What is said of a file of a listed size, of which `received` bytes came. */
function doubt(
  named: Parameters<typeof anAttachment>[0],
  received: number,
  start: Uint8Array = bytes('%PDF-1.7'),
): FileDoubt | undefined {
  return doubtOf(anAttachment(named), received, start);
}

describe('doubtOf, by size', () => {
  for (const [listed, received] of [
    [80, 20_000],
    [20_000, 80],
    [5_000_000, 12_000],
    [12_000, 5_000_000],
    [3_000, 900],
  ] as const) {
    it(`doubts ${String(received)} bytes where ${String(listed)} are listed`, () => {
      expect(doubt({ size: listed }, received)).toEqual({
        expected: listed,
        received,
        isWebPage: false,
      });
    });
  }

  for (const [what, listed, received] of [
    ['as many as were listed', 1_000, 1_000],
    ['what base64 makes of it listed', 137_000, 100_000],
    ['a small file with what comes around it', 900, 35],
    ['more line ends than listed', 30_000, 31_500],
    ['no size listed', 0, 20_000_000],
  ] as const) {
    it(`believes ${what}`, () => {
      expect(doubt({ size: listed }, received)).toBeUndefined();
    });
  }

  it('believes any size of an attached email, and asks nothing of links or of no bytes', () => {
    expect(doubt({ kind: 'mail', name: 'a.eml', size: 80 }, 20_000)).toBeUndefined();
    expect(doubt({ kind: 'event', name: 'a.ics', size: 20_000 }, 80)).toBeUndefined();
    expect(doubt({ kind: 'link', size: 80 }, 20_000)).toBeUndefined();
    expect(doubt({ size: 20_000 }, 0)).toBeUndefined();
  });
});

describe('doubtOf, by first bytes', () => {
  const size = 1_000;

  for (const name of [
    'a.pdf',
    'A.PDF',
    'a.png',
    'a.jpeg',
    'a.gif',
    'a.zip',
    'a.docx',
    'a.xlsx',
    'a.xml',
    'a.json',
    'mail.eml',
  ]) {
    it(`doubts a web page under the name ${name}`, () => {
      expect(doubt({ name, size }, size, bytes(page))?.isWebPage).toBeTrue();
      expect(doubt({ name, size: 0 }, size, bytes(page))?.isWebPage).toBeTrue();
    });
  }

  for (const [what, start] of [
    ['after a mark of Unicode', bytes(`\ufeff${page}`)],
    ['in UTF-16', wide(page)],
    ['after blanks and a comment', bytes(`\r\n <!-- saved -->\n${page}`)],
    ['after an XML declaration', bytes(`<?xml version="1.0"?>\n${page}`)],
    ['without a doctype', bytes('<HTML><BODY>Sign in')],
  ] as const) {
    it(`knows a web page ${what}`, () => {
      expect(doubt({ name: 'invoice.xml', size }, size, start)?.isWebPage).toBeTrue();
    });
  }

  for (const [name, contentType] of [
    ['page.html', 'text/html'],
    ['page.htm', 'text/plain'],
    ['report.xls', 'application/vnd.ms-excel'],
    ['notes.txt', 'text/plain'],
    ['no ending', 'text/html'],
    ['strange.abc', 'application/pdf'],
  ] as const) {
    it(`believes a web page under the name ${name}`, () => {
      expect(doubt({ name, contentType, size }, size, bytes(page))).toBeUndefined();
    });
  }

  it('goes by the type where the name has no ending', () => {
    expect(
      doubt({ name: 'scan', contentType: 'image/png', size }, size, bytes(page))?.isWebPage,
    ).toBeTrue();
  });

  it('believes what only speaks of pages', () => {
    for (const start of [
      '<invoice><html>',
      '<?xml version="1.0"?><Invoice/>',
      '<htmlish>',
      'html',
      '',
    ]) {
      expect(doubt({ name: 'invoice.xml', size }, size, bytes(start))).toBeUndefined();
    }
  });
});
