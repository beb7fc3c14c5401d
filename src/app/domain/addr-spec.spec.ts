import { isAddress, withoutTag } from './addr-spec';

describe('isAddress', () => {
  const addresses = [
    'ada@customer.example',
    'a+b@x.example',
    "o'hara@x.example",
    'a@localhost',
    'a@[192.0.2.1]',
    'abc..d@docomo.example',
    'jörg@bäckerei.example',
    'a@xn--bckerei-adler-bfb.example',
    '"a b"@x.example',
  ];
  const others = [
    '',
    '@',
    'ada',
    'ada@',
    '@x.example',
    'ada@x..example',
    'ada@.example',
    'a b@x.example',
    'a@x.example,b@x.example',
    'ada@x.example>',
    '<ada@x.example',
    'a@b@x.example',
    '\u200ea@x.example',
    'a@x.exa\nmple',
    'a\ufffd@x.example',
    `${'a'.repeat(400)}@x.example`,
  ];
  it('knows what mail can go to', () => {
    expect(addresses.filter((text) => !isAddress(text))).toEqual([]);
    expect(others.filter((text) => isAddress(text))).toEqual([]);
  });
});

describe('withoutTag', () => {
  it('leaves out what stands behind a plus', () => {
    expect(
      ['Ada+x@y.example', 'a@y+z.example', '+a@y.example', '"a+b"@y.example', 'a'].map(withoutTag),
    ).toEqual(['ada@y.example', 'a@y+z.example', '+a@y.example', '"a+b"@y.example', 'a']);
  });
});
