import { integerText, numberText } from './number-text';

describe('numberText', () => {
  const read: Record<string, string | undefined> = {
    '1234.56': '1234.56',
    '1234,56': '1234.56',
    '1.234,56': '1234.56',
    '1,234.56': '1234.56',
    '1 234,5': '1234.5',
    '1’234.50': '1234.50',
    '€ 12,00': '12.00',
    '12': '12',
    '-3,5': '-3.5',
    '1.234.567': '1234567',
    '1.234.567,8': '1234567.8',
    '0,125': '0.125',
    '1234,567': '1234.567',
    '+7': '7',
    // What could be read in two ways is not guessed.
    '1.234': undefined,
    '12,345': undefined,
    '': undefined,
    abc: undefined,
    '1,2,3': undefined,
    '12.': undefined,
    '1.23.456,7': undefined,
    '1e5': undefined,
    '1,234,56': undefined,
  };
  for (const [typed, expected] of Object.entries(read)) {
    it(`reads “${typed}” as ${String(expected)}`, () => {
      expect(numberText(typed)).toBe(expected);
    });
  }
});

describe('integerText', () => {
  it('reads digits and groups of three, and no fractions', () => {
    expect(['12', '1.234', '1 234', '-5', '1,5', 'x', '1.23'].map(integerText)).toEqual([
      '12',
      '1234',
      '1234',
      '-5',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
