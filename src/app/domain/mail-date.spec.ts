import { mailDate } from './mail-date';

const iso = (text: string): string | undefined => {
  const time = mailDate(text);
  return time === undefined ? undefined : new Date(time).toISOString();
};

describe('mailDate', () => {
  const dates: readonly (readonly [string, string])[] = [
    ['Fri, 20 Nov 2026 17:45:00 +0100', '2026-11-20T16:45:00.000Z'],
    ['20 Nov 2026 17:45 -0530', '2026-11-20T23:15:00.000Z'],
    ['Tue, 10 Nov 2026 15:00:00', '2026-11-10T15:00:00.000Z'],
    ['Mon, 2 Mar 26 09:00 GMT', '2026-03-02T09:00:00.000Z'],
    ['2 Mar 99 09:00:00 EST', '1999-03-02T14:00:00.000Z'],
    ['2 Mar 126 09:00:00 pdt', '2026-03-02T16:00:00.000Z'],
    ['Mon , 02 Mar 2026 09 : 00 : 60 Z', '2026-03-02T09:01:00.000Z'],
    ['Mon, 02 Mar 2026 09:00:00 K', '2026-03-02T09:00:00.000Z'],
    ['Mon, 02 Mar 2026 09:00:00 +0100 (CET (winter\\) time))', '2026-03-02T08:00:00.000Z'],
    ['(x) Mon,\r\n\t02 MAR 2026 09:00:00 -0000', '2026-03-02T09:00:00.000Z'],
    ['Xyz, 02 Mar 2026 09:00:00 UT', '2026-03-02T09:00:00.000Z'],
  ];
  for (const [text, expected] of dates) {
    it(`reads “${text}”`, () => {
      expect(iso(text)).toBe(expected);
    });
  }

  const others = [
    '',
    'yesterday',
    '03/04/2026 11:59',
    '2026-11-20T17:45:00Z',
    '0001-01-01 00:00:00 +0000 UTC',
    '1 Jan 0001 00:00:00 +0000',
    'Mon, 30 Feb 2026 09:00:00 +0100',
    '2 Mar 2026',
    '2 Foo 2026 09:00',
    '2 anf 2026 09:00:00 +0000',
    '2 Mar 2026 24:00:00 +0000',
    '2 Mar 2026 09:60 +0000',
    '2 Mar 2026 09:00 +2500',
    '2 Mar 2026 09:00 +01:00',
    'Tue Mar 03 2026 10:00:00 GMT+0100 (CET)',
    '1772445600',
    '2 March 2026 09:00:00 +0000',
    '2 Mar 2026 9:00 AM',
  ];
  for (const text of others) {
    it(`takes “${text}” for no date`, () => {
      expect(iso(text)).toBeUndefined();
    });
  }

  it('ends at once whatever it is given', () => {
    for (const piece of ['(', ' ', '\\', '1', ':', 'Mon, ']) {
      const begun = performance.now();
      mailDate(piece.repeat(100_000));
      expect(performance.now() - begun)
        .withContext(piece)
        .toBeLessThan(100);
    }
  });
});
