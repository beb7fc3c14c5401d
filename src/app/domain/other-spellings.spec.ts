import { otherDomain, otherSpellings } from './other-spellings';

describe('otherSpellings', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['ada@customer.example', []],
    ['Ada+CRM@customer.example', ['ada@customer.example']],
    ['ada+a+b@customer.example', ['ada@customer.example']],
    ['+ada@customer.example', []],
    ['jb@xn--bckerei-adler-bfb.example', ['jb@bäckerei-adler.example']],
    ['jb@BÄCKEREI-Adler.example', ['jb@xn--bckerei-adler-bfb.example']],
    [
      'jb+x@bäckerei-adler.example',
      [
        'jb+x@xn--bckerei-adler-bfb.example',
        'jb@bäckerei-adler.example',
        'jb@xn--bckerei-adler-bfb.example',
      ],
    ],
  ];
  for (const [address, expected] of cases) {
    it(`tells those of ${address}`, () => {
      expect(otherSpellings(address)).toEqual(expected);
    });
  }
});

describe('otherDomain', () => {
  const names: readonly (readonly [string, string])[] = [
    ['xn--mnchen-3ya.example', 'münchen.example'],
    ['xn--r8jz45g.xn--zckzah', '例え.テスト'],
    ['xn--e1afmkfd.xn--80akhbyknj4f', 'пример.испытание'],
    ['xn--strae-oqa.example', 'straße.example'],
    ['mail.xn--80ak6aa92e.example', 'mail.аррӏе.example'],
  ];
  for (const [ascii, unicode] of names) {
    it(`turns ${ascii} into ${unicode} and back`, () => {
      expect(otherDomain(ascii)).toBe(unicode);
      expect(otherDomain(unicode)).toBe(ascii);
    });
  }

  it('has no other form of what is no such name', () => {
    const names = [
      '',
      'x',
      'xn--',
      'xn--.example',
      'xn--a-ä',
      'xn--99999999',
      'xn--\u0000',
      'xn--aaaaaaaaaaaaaaaaaaaaaaaaa9.example',
      '1.2.3.4',
    ];
    expect(names.filter((name) => otherDomain(name) !== undefined)).toEqual([]);
  });
});
