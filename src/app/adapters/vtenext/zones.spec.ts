import { offsetAt, userOffset } from './zones';

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
