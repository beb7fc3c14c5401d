import { listed } from './listed';
import { plural } from './plural';

describe('plural', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
  });

  it('takes the form of the page’s language for the count', () => {
    const forms = { one: 'one', few: 'few', many: 'many', other: 'other' };
    const counts = [0, 1, 2, 5, 22];
    expect(counts.map((count) => plural(count, forms))).toEqual([
      'other',
      'one',
      'other',
      'other',
      'other',
    ]);
    document.documentElement.lang = 'pl';
    expect(counts.map((count) => plural(count, forms))).toEqual([
      'many',
      'one',
      'few',
      'many',
      'few',
    ]);
  });

  it('falls back to `other` where a form is not given', () => {
    document.documentElement.lang = 'pl';
    expect(plural(2, { one: 'one', other: 'other' })).toBe('other');
  });
});

describe('listed', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
  });

  it('separates names as the page’s language does', () => {
    expect(listed([])).toBe('');
    expect(listed(['Ada'])).toBe('Ada');
    expect(listed(['Ada', 'Charles', 'Grace'])).toBe('Ada, Charles, Grace');
    document.documentElement.lang = 'de';
    expect(listed(['Ada', 'Charles', 'Grace'])).toBe('Ada, Charles und Grace');
  });
});
