import { byteSize } from './byte-size';

describe('byteSize', () => {
  for (const [bytes, text] of [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [1_100, '1.1 kB'],
    [67_385, '67 kB'],
    [1_234_567, '1.2 MB'],
    [10_485_760, '10 MB'],
  ] as const) {
    it(`writes ${String(bytes)} as ${text}`, () => {
      expect(byteSize(bytes, 'en')).toBe(text);
    });
  }

  it('writes it in the language of the page', () => {
    expect(byteSize(1_234_567, 'de')).toBe('1,2 MB');
  });
});
