import { anAttempt } from '../../../testing/samples';
import { readDocumentMark, writeDocumentMark } from './document-mark';

const mark = { attempt: anAttempt, messageId: '44x722', digest: 'f0f1f2f3f4f5f6f7f8f9fafb' };
const written = (sender: string, sentAt = '2026-11-20T09:15:00.000Z'): string =>
  writeDocumentMark(mark, { attempt: anAttempt, sender, sentAt });

describe('the mark of a document', () => {
  it('begins with a line for people, and is read as it was written', () => {
    expect(written('ada@customer.example').split('\n')[0]).toBe(
      'Saved by Mail Connector from the email of ada@customer.example, 2026-11-20',
    );
    expect(readDocumentMark(written('ada@customer.example'))).toEqual(mark);
    expect(readDocumentMark(written(''))).toEqual(mark);
  });

  it('is found anywhere in a text that people wrote on', () => {
    const text = `see TT12 ${written('ada@customer.example').replace('\n', '<br />')} checked`;
    expect(readDocumentMark(text)).toEqual(mark);
  });

  it('is none in anything else', () => {
    const texts = ['', null, undefined, 'vtmc/1', written('a').slice(0, -1), `${written('a')}0`];
    for (const text of texts)
      expect(readDocumentMark(text)).withContext(String(text)).toBeUndefined();
  });

  it('holds nothing that could be markup: the CRM prints notes as raw HTML', () => {
    const text = written('"<img src=x onerror=alert(1)>"@x.example', '<b>2026');
    expect(text).not.toMatch(/[<>&"'=(]\s*(?![0-9a-f])/);
    expect(text).not.toContain('<');
  });
});
