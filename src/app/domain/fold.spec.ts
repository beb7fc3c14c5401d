import { fold } from './fold';

describe('fold', () => {
  for (const [one, other] of [
    ['Müller', 'MULLER'],
    ['Noémie Çelik', 'noemie celik'],
    ['Weiß', 'WEIS'],
    ['u\u0308ber', 'über'],
    ['Ærø', 'ærø'],
  ] as const) {
    it(`takes ${one} and ${other} for the same`, () => {
      expect(fold(one)).toBe(fold(other));
    });
  }

  for (const [one, other] of [
    ['Łuczak', 'Luczak'],
    ['Møller', 'Moller'],
    ['Weiß', 'Weiss'],
    ['a b', 'ab'],
  ] as const) {
    it(`tells ${one} from ${other}`, () => {
      expect(fold(one)).not.toBe(fold(other));
    });
  }
});
