import { readThread } from './thread';

describe('readThread', () => {
  const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['nothing of no headers', '', [], []],
    [
      'ancestors of both headers once, folded or not',
      'Subject: x\r\nIn-Reply-To: <b@x>\r\nReferences: <a@x>\r\n <b@x>\r\n\t<c@x>\r\nTo: y',
      ['<b@x>', '<a@x>', '<c@x>'],
      [],
    ],
    [
      'ids among other words',
      'in-reply-to: Message of Monday <a@x> from <no id>Anna',
      ['<a@x>'],
      [],
    ],
    [
      'addresses for replies, with names of any kind',
      'Reply-To: "Orders, Acme" <orders@acme.example>,\r\n =?utf-8?Q?J=C3=B6rg?= <j@acme.example>, plain@x.example',
      [],
      ['Orders, Acme <orders@acme.example>', 'Jörg <j@acme.example>', ' <plain@x.example>'],
    ],
    [
      'no name for an address',
      'Reply-To: "ada@customer.example" <other@x.example>, "eve@x.example"',
      [],
      ['ada@customer.example <other@x.example>'],
    ],
    [
      'what stands behind lines that are no headers',
      'Microsoft Mail Internet Headers Version 2.0\r\nReply-To: a@x.example\r\nReferences: <a@x>',
      ['<a@x>'],
      [' <a@x.example>'],
    ],
    ['nothing of headers that only look alike', 'X-References: <a@x>\r\nX-Reply-To: a@x', [], []],
  ];
  for (const [behaviour, block, ancestors, replyTo] of cases) {
    it(`tells ${behaviour}`, async () => {
      const thread = await readThread(block, '');
      expect(thread.ancestors).toEqual(ancestors);
      expect(thread.replyTo.map(({ name, address }) => `${name} <${address}>`)).toEqual(replyTo);
    });
  }

  it('takes what the item itself says it answers', async () => {
    expect(await readThread('', '<a@x>')).toEqual({ ancestors: ['<a@x>'], replyTo: [] });
  });

  it('tells everybody the headers name, and whether a list passed the mail on', async () => {
    const block =
      'From: a@x.example\r\nSender: b@x.example\r\nTo: c@x.example\r\nBcc: d@x.example\r\nList-Id: <talk.x.example>';
    const { written, isOfList } = await readThread(block, '');
    const addresses = Object.entries(written ?? {}).map(([role, people]) => [
      role,
      people.map(({ address }) => address),
    ]);
    expect(Object.fromEntries(addresses)).toEqual({
      from: ['a@x.example', 'b@x.example'],
      to: ['c@x.example'],
      cc: [],
      bcc: ['d@x.example'],
    });
    expect(isOfList).toBeTrue();
  });

  it('keeps the first and the last of very many ancestors', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `<${String(index)}@x>`);
    const { ancestors } = await readThread(`References: ${ids.join(' ')}`, '');
    expect(ancestors.length).toBeLessThan(50);
    expect(ancestors[0]).toBe('<0@x>');
    expect(ancestors.at(-1)).toBe('<499@x>');
  });

  it('ends soon whatever it is given', async () => {
    const pieces = [
      'a',
      '(',
      '<',
      '>',
      '"',
      ',',
      '=?',
      '=?utf-8?q?a?= ',
      '=?iso-2022-jp?b?',
      '@',
      ' ',
      '\r\n ',
      '\r\n',
      '\n\n\t',
      ':',
      'x:\r\n',
      'Reply-To:',
      'Reply-To: =?',
      '<a@',
      'From ',
      '\\',
      '=?x?b?',
      '=?utf-8?b?/w==?=',
      'a;',
    ];
    const names = ['Reply-To', 'References', 'Received', 'Date', 'From', 'Message-ID', 'X'];
    const slow: string[] = [];
    for (const piece of pieces) {
      for (const name of names) {
        const block = `${name}: ${piece.repeat(Math.ceil(100_000 / piece.length))}`;
        const begun = performance.now();
        await readThread(block, '');
        const took = performance.now() - begun;
        if (took > 300) slow.push(`${name} of ${piece}: ${String(Math.round(took))} ms`);
      }
    }
    expect(slow).toEqual([]);
  }, 60_000);
});
