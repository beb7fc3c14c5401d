import { readDomains, readValues } from './settings-text';

describe('readValues', () => {
  it('takes commas, semicolons and lines, each value once', () => {
    expect(readValues('Closed, Closed Won;Won\n Closed ,,')).toEqual([
      'Closed',
      'Closed Won',
      'Won',
    ]);
  });
});

describe('readDomains', () => {
  it('takes domains, addresses and web addresses, in lower case', () => {
    expect(
      readDomains('Example.com  me@vendor.example, https://www.Shop.example/x').domains,
    ).toEqual(['example.com', 'vendor.example', 'shop.example']);
  });

  it('tells what is none, and keeps the others', () => {
    expect(readDomains('vendor, x.example, a b')).toEqual({
      domains: ['x.example'],
      wrong: ['vendor', 'a', 'b'],
    });
  });
});
