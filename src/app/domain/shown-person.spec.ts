import { shownPerson } from './shown-person';

describe('shownPerson', () => {
  const address = 'mallory@evil.example';
  const shown: readonly (readonly [string, string, string, string])[] = [
    ['name and address', 'Ada Byron', address, `Ada Byron <${address}>`],
    ['an address alone', '', address, address],
    ['no name that is an address', 'ada@customer.example', address, address],
    ['no name that holds an address', 'Ada Byron <ada@customer.example>', address, address],
    ['no name that looks like an address', 'ada＠customer.example', address, address],
    [
      'no marks of direction',
      '\u202eelpmaxe.remotsuc\u202c Ada\u0000\nByron',
      address,
      `elpmaxe.remotsuc Ada Byron <${address}>`,
    ],
    [
      'the address behind a very long name',
      'Ada '.repeat(99),
      address,
      `${'Ada '.repeat(15)}… <${address}>`,
    ],
    ['a name without an address', 'Sales', '', 'Sales'],
    [
      'an address that is only a name in quotes',
      'ada@customer.example',
      '',
      '“ada@customer.example”',
    ],
    ['nothing of nobody', '', '', ''],
  ];
  for (const [what, name, given, expected] of shown) {
    it(`shows ${what}`, () => {
      expect(shownPerson({ name, address: given })).toBe(expected);
    });
  }
});
