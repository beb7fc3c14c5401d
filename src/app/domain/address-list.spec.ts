import { addressList } from './address-list';

const read = (text: string): readonly (readonly [string, string])[] =>
  addressList(text).map(({ name, address }) => [name, address]);

describe('addressList', () => {
  const ada = 'ada@customer.example';
  const lists: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
    ['nothing', '', []],
    ['nothing but separators', ' , ;, ', []],
    ['a bare address', ada, [['', ada]]],
    ['a name and an address', `Ada Byron <${ada}>`, [['Ada Byron', ada]]],
    [
      'several',
      `Ada <${ada}>,\r\n bob@x.example`,
      [
        ['Ada', ada],
        ['', 'bob@x.example'],
      ],
    ],
    [
      'a quoted name with everything',
      `"Byron, Ada (\\"A\\") <x@y.example>" <${ada}>`,
      [['Byron, Ada ("A") <x@y.example>', ada]],
    ],
    ['a name that is an address', `"${ada}" <m@evil.example>`, [[ada, 'm@evil.example']]],
    ['an unquoted name that is an address', `${ada} <m@evil.example>`, [[ada, 'm@evil.example']]],
    ['a comment that is an address', `m@evil.example (${ada})`, [[ada, 'm@evil.example']]],
    ['a quoted address without another', `"${ada}"`, [[ada, '']]],
    ['two addresses without a comma', `${ada} m@evil.example`, [[`${ada} m@evil.example`, '']]],
    ['comments within an address', `Ada <ada(home (old))@customer.example(work)>`, [['Ada', ada]]],
    ['comments within a bare address', `ada(home)@(at) customer.example`, [['at', ada]]],
    ['a route', `Ada <@a.example,@b.example:${ada}>`, [['Ada', ada]]],
    ['blanks within an address', 'Ada <ada @ customer . example>', [['Ada', ada]]],
    ['blanks within a bare address', 'ada @ customer\r\n . example', [['', ada]]],
    [
      'a group',
      `Team: Ada <${ada}>, bob@x.example; eve@x.example`,
      [
        ['Ada', ada],
        ['', 'bob@x.example'],
        ['', 'eve@x.example'],
      ],
    ],
    ['an empty group', 'undisclosed-recipients:;', []],
    [
      'semicolons between',
      `Ada <${ada}>; bob@x.example`,
      [
        ['Ada', ada],
        ['', 'bob@x.example'],
      ],
    ],
    ['an unquoted comma in a name', `Byron, Ada <${ada}>`, [['Byron, Ada', ada]]],
    [
      'names without an address',
      `Sales, Service, ${ada}`,
      [
        ['Sales', ''],
        ['Service', ''],
        ['', ada],
      ],
    ],
    ['an empty address', 'Ada <>', [['Ada', '']]],
    ['what is no address', 'Ada </O=EX/CN=ADA>', [['Ada', '']]],
    ['a replacement character in an address', 'Ada <\ufffdda@customer.example>', [['Ada', '']]],
    ['a hidden direction in an address', 'Ada <\u202eada@customer.example>', [['Ada', '']]],
    ['a bracket that does not end', `Ada <${ada}`, [[`Ada <${ada}`, '']]],
    ['a quote that does not end', `"Ada <${ada}>`, [['"Ada', ada]]],
    ['a comment that does not end', `Ada (home <${ada}>`, [['Ada (home', ada]]],
    ['brackets twice', `Ada <<${ada}>>`, [['Ada >', ada]]],
    ['a quoted local part', '"ada byron"@customer.example', [['', '"ada byron"@customer.example']]],
    ['letters of the world', 'Jörg <jörg@bäckerei.example>', [['Jörg', 'jörg@bäckerei.example']]],
  ];
  for (const [what, text, expected] of lists) {
    it(`reads ${what}`, () => {
      expect(read(text)).toEqual(expected);
    });
  }

  it('ends soon whatever it is given', () => {
    const pieces = [
      'a',
      '(',
      ')',
      '<',
      '>',
      '"',
      '\\',
      ',',
      ';',
      ':',
      '@',
      '.',
      ' ',
      'a ',
      'a@',
      '<(',
      '(<',
      '"<',
      '<"',
      '=?',
      '=?utf-8?q?',
      '@a,',
      '<@a:',
      'a@b,',
      '()',
      '\r\n ',
      'a,',
      '(>',
      '<(>',
      '\ufffd',
      'a.',
    ];
    const slow = pieces.flatMap((piece) =>
      ['', '>', ')'.repeat(50_000), '@'].flatMap((end) => {
        const text = piece.repeat(Math.ceil(100_000 / piece.length)) + end;
        const begun = performance.now();
        addressList(text);
        const took = performance.now() - begun;
        return took > 500 ? [`${piece} … ${end.slice(0, 1)}: ${String(Math.round(took))} ms`] : [];
      }),
    );
    expect(slow).toEqual([]);
  });
});
