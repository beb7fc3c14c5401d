import { formatDate, parseDate, parseDateTime } from './dates.ts';
import { fold } from './fold.ts';
import { cut, decodeEntities, storable } from './stored-text.ts';
import { convertWall, wallTime } from './zones.ts';

describe('fold', () => {
  it('makes texts equal that differ in case, accents or blanks at the end', () => {
    expect(fold('Müller  ')).toBe(fold('MULLER'));
    expect(fold('Çelik')).toBe(fold('celik'));
    expect(fold('Weiß')).toBe(fold('WEIS'));
  });

  it('keeps letters apart that are no accented ones', () => {
    expect(fold('Łódź')).not.toBe(fold('Lodz'));
    expect(fold(' a')).not.toBe(fold('a'));
  });
});

describe('Stored text', () => {
  it('loses characters above U+FFFF', () => {
    expect(storable('a 😀 日本')).toBe('a ???? 日本');
  });

  it('is cut at a number of characters, not bytes', () => {
    expect(cut('è'.repeat(300), 255).length).toBe(255);
    expect(cut('text', undefined)).toBe('text');
  });

  it('has its entities decoded once', () => {
    expect(decodeEntities('&amp;lt; &lt;a&gt; &#128512; &#x41; &unknown;')).toBe(
      '&lt; <a> 😀 A &unknown;',
    );
  });
});

describe('Wall-clock times', () => {
  it('are converted from zone to zone, in summer and in winter', () => {
    expect(convertWall('2026-11-23 15:52:56', 'Europe/Rome', 'America/New_York')).toBe(
      '2026-11-23 09:52:56',
    );
    expect(convertWall('2026-07-01 12:00:00', 'UTC', 'Europe/Rome')).toBe('2026-07-01 14:00:00');
    expect(convertWall('2026-03-29 03:30:00', 'Europe/Rome', 'UTC')).toBe('2026-03-29 01:30:00');
  });

  it('stay as they are when they are no times', () => {
    expect(convertWall('0000-00-00 00:00:00', 'Europe/Rome', 'Europe/Rome')).toBe(
      '0000-00-00 00:00:00',
    );
    expect(convertWall('0000-00-00 00:00:00', 'Europe/Rome', 'UTC')).toBe('0000-00-00 00:00:00');
    expect(convertWall('', 'Europe/Rome', 'UTC')).toBe('');
  });

  it('are written without a zone', () => {
    expect(wallTime(new Date('2026-11-20T09:15:00Z'), 'Europe/Rome')).toBe('2026-11-20 10:15:00');
  });
});

describe('Dates', () => {
  it('are shown in the format of the user', () => {
    expect(formatDate('2026-12-01', 'dd-mm-yyyy')).toBe('01-12-2026');
    expect(formatDate('2026-12-01', 'mm-dd-yyyy')).toBe('12-01-2026');
    expect(formatDate('', 'dd-mm-yyyy')).toBe('');
  });

  it('are read in ISO and in the format of the user', () => {
    expect(parseDate('2026-12-01', 'dd-mm-yyyy')).toBe('2026-12-01');
    expect(parseDate('01-12-2026', 'dd-mm-yyyy')).toBe('2026-12-01');
    expect(parseDate('tomorrow', 'dd-mm-yyyy')).toBe('0000-00-00');
  });

  it('lose their zone when they carry a time', () => {
    expect(parseDateTime('2026-11-20T10:00:00Z')).toBe('2026-11-20 10:00:00');
    expect(parseDateTime('2026-11-20')).toBe('2026-11-20 00:00:00');
    expect(parseDateTime('20-11-2026 10:00:00')).toBe('0000-00-00 00:00:00');
  });
});
