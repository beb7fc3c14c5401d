import { measuredOffset, offsetAt, userOffset } from './zones';

const winter = new Date('2026-01-15T12:00:00Z');
const summer = new Date('2026-07-15T12:00:00Z');

describe('offsetAt', () => {
  it('tells minutes east of UTC, summer time included', () => {
    expect(offsetAt('Europe/Rome', winter)).toBe(60);
    expect(offsetAt('Europe/Rome', summer)).toBe(120);
    expect(offsetAt('America/St_Johns', winter)).toBe(-210);
    expect(offsetAt('Asia/Kathmandu', summer)).toBe(345);
    expect(offsetAt('UTC', winter)).toBe(0);
  });

  it('tells nothing of a zone that the browser does not know', () => {
    expect(offsetAt('Middle-earth/Bree', winter)).toBeUndefined();
  });
});

describe('userOffset', () => {
  for (const [mail, sentAt, minutes] of [
    ['a winter mail', winter, 60],
    ['a summer mail', summer, 120],
  ] as const) {
    for (const [season, now, measured] of [
      ['winter', winter, 60],
      ['summer', summer, 120],
    ] as const) {
      it(`knows the time of ${mail} that is linked in ${season}`, () => {
        expect(userOffset(measured, ['Europe/Rome'], sentAt, now)).toEqual({
          minutes,
          isGuessed: false,
        });
      });
    }
  }

  it('takes the first zone that keeps the measured time today', () => {
    const zones = ['America/New_York', 'Europe/Rome'];
    expect(userOffset(60, zones, summer, winter)).toEqual({ minutes: 120, isGuessed: false });
  });

  it('takes the measured time, and says so, when no zone keeps it', () => {
    expect(userOffset(330, ['Europe/Rome'], summer, winter)).toEqual({
      minutes: 330,
      isGuessed: true,
    });
  });
});

describe('measuredOffset', () => {
  const [now, minute] = [winter.getTime(), 60_000];
  const zones = ['Europe/Rome'];
  /** As the CRM answers it, which has UTC plus `offset` minutes. */
  const created = (offset: number): string =>
    new Date(now + offset * minute).toISOString().slice(0, 19).replace('T', ' ');
  const cases: readonly (readonly [string, number, number, number | undefined, number, boolean])[] =
    [
      // what, CRM user's offset, device's error, what is known of it, minutes, sure
      ['a right clock', 60, 0, 0, 60, true],
      ['a clock 20 minutes fast', 60, 20, 20, 60, true],
      ['a clock 7 hours slow', 60, -420, -420, 60, true],
      ['another zone by a wrong clock', 330, 65, 65, 330, true],
      ['a right clock that could not be checked', 60, 0, undefined, 60, true],
      ['a clock 20 minutes fast that could not be checked', 60, 20, undefined, 60, false],
      ['a clock 15 minutes slow that could not be checked', 60, -15, undefined, 60, false],
      ['a clock 7 hours slow that could not be checked', 60, -420, undefined, 480, false],
      ['another zone by a clock that could not be checked', 330, 0, undefined, 330, false],
      ['a CRM whose own clock is 20 minutes fast', 80, 0, 0, 60, false],
    ];
  for (const [what, offset, error, known, minutes, isSure] of cases) {
    it(`knows how much to rely on ${what}`, () => {
      const storedAt = new Date(now + error * minute);
      const deviceError = known === undefined ? undefined : known * minute;
      expect(measuredOffset(created(offset), zones, storedAt, deviceError)).toEqual({
        minutes,
        isSure,
      });
    });
  }

  it('tells nothing of a time that cannot be read', () => {
    expect(measuredOffset('', zones, winter, 0)).toBeUndefined();
  });
});
