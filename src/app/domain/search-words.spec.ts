import { emphasised, haveEveryWord, searchWords } from './search-words';

const marked = (text: string, ...words: string[]): string =>
  emphasised(text, words)
    .map((part) => (part.matches ? `[${part.text}]` : part.text))
    .join('');

describe('searchWords', () => {
  it('gives each word once', () => {
    expect(searchWords('  Rossi anna\tROSSI ')).toEqual(['rossi', 'anna']);
    expect(searchWords('  ')).toEqual([]);
  });
});

describe('haveEveryWord', () => {
  it('takes words from any of the texts, in any order, without regard to case and accents', () => {
    expect(haveEveryWord(['Jörg Müller', '+49 711'], ['711', 'MULL', 'jorg'])).toBeTrue();
    expect(haveEveryWord(['Jörg Müller'], ['mull', 'anna'])).toBeFalse();
    expect(haveEveryWord([], [])).toBeTrue();
  });
});

describe('emphasised', () => {
  it('marks every place where a word stands, whatever its case and accents', () => {
    expect(marked('Jörg Müller, mulling', 'mull')).toBe('Jörg [Müll]er, [mull]ing');
    expect(marked('anna.rossi@rossi.example', 'rossi', 'ann')).toBe(
      '[ann]a.[rossi]@[rossi].example',
    );
  });

  it('marks words that overlap as one', () => {
    expect(marked('banana', 'ana')).toBe('b[anana]');
    expect(marked('Rossini', 'ross', 'sini')).toBe('[Rossini]');
  });

  it('keeps an accent that is a character of its own with its letter', () => {
    expect(marked('Mu\u0308ller', 'mu')).toBe('[Mu\u0308]ller');
  });

  it('marks letters that folding makes longer, and characters above U+FFFF, as a whole', () => {
    expect(marked('ﬁne', 'fi')).toBe('[ﬁ]ne');
    expect(marked('🎉 Rossi', 'rossi')).toBe('🎉 [Rossi]');
  });

  it('marks nothing without words', () => {
    expect(emphasised('Anna', [])).toEqual([{ text: 'Anna', matches: false }]);
    expect(emphasised('Anna', ['x'])).toEqual([{ text: 'Anna', matches: false }]);
    expect(emphasised('', ['x'])).toEqual([{ text: '', matches: false }]);
  });
});
