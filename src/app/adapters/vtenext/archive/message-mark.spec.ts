import { anAttempt } from '../../../testing/samples';
import { secondsOf, writeMark } from './mark-writing';
import { type MessageMark, readMark } from './message-mark';
import { notedRecords } from '../records/noted-records';

const aMark = (named: Partial<MessageMark> = {}): MessageMark => ({
  attempt: anAttempt,
  digest: 'd0d1d2d3d4d5d6d7d8d9dadb',
  sentAt: 1_795_166_100,
  visibility: 'Public',
  recordIds: ['4x50', '3x20'],
  andOthers: false,
  ...named,
});

describe('the mark of a message', () => {
  it('is read as it was written', () => {
    const { sentAt: _unknown, ...arrived } = aMark();
    for (const mark of [aMark(), arrived, aMark({ visibility: 'Private', recordIds: [] })]) {
      expect(readMark(writeMark(mark))).toEqual(mark);
    }
  });

  it('is none where somebody else wrote the field, or anything was added', () => {
    const text = writeMark(aMark());
    const others = [
      '',
      null,
      undefined,
      'Outlook 16',
      `x ${text}`,
      `${text} <b>`,
      text.slice(0, 40),
    ];
    for (const other of others) expect(readMark(other)).withContext(String(other)).toBeUndefined();
    expect(readMark('mail-connector/1 4x50')).toBeUndefined();
  });

  it('names records, as the notes of version 0.1 do', () => {
    expect(notedRecords(writeMark(aMark()))).toEqual(['4x50', '3x20']);
    expect(notedRecords('mail-connector/1 4x50 3x20 and more')).toEqual(['4x50', '3x20']);
    expect(notedRecords('<b>mail-connector/1 4x50</b>')).toEqual([]);
  });

  it('holds only ids and fixed words: the CRM prints it as raw HTML', () => {
    const text = writeMark(aMark({ recordIds: ['4x50', '<script>', '3x20"', ''] }));
    expect(text.replace(/[\w\-/= ]/g, '')).toBe('');
    expect(notedRecords(text)).toEqual(['4x50']);
  });

  it('is never longer than the CRM keeps, lets the oldest go, and says so for good', () => {
    const recordIds = Array.from({ length: 100 }, (_, index) => `4x${String(100_000 + index)}`);
    const text = writeMark(aMark({ recordIds }));
    expect(text.length).toBeLessThanOrEqual(255);
    expect(text).toMatch(/ and others$/);
    expect(notedRecords(text).at(-1)).toBe('4x100099');
    expect(notedRecords(text).length).toBeGreaterThan(12);
    const shorter = readMark(text);
    expect(
      shorter && readMark(writeMark({ ...shorter, recordIds: ['4x1'] }))?.andOthers,
    ).toBeTrue();
  });

  it('tells the time of a Date header, and none that is not known', () => {
    const mail = { sentAt: '2026-11-20T09:15:00.999Z', sentAtIsExact: true } as never;
    expect(secondsOf(mail)).toBe(Date.UTC(2026, 10, 20, 9, 15) / 1000);
    expect(
      secondsOf({ sentAt: '2026-11-20T09:15:00Z', sentAtIsExact: false } as never),
    ).toBeUndefined();
  });
});
