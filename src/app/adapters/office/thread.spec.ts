import { threadOf } from './internet-headers';

describe('threadOf', () => {
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
      'in-reply-to: Message of Monday <a@x> from Anna',
      ['<a@x>'],
      [],
    ],
    [
      'addresses for replies, with names of any kind',
      'Reply-To: "Orders, Acme" <orders@acme.example>,\r\n =?utf-8?Q?J=C3=B6rg?= <j@acme.example>, plain@x.example',
      [],
      ['orders@acme.example', 'j@acme.example', 'plain@x.example'],
    ],
    ['nothing of headers that only look alike', 'X-References: <a@x>\r\nX-Reply-To: a@x', [], []],
  ];
  for (const [behaviour, block, ancestors, replyTo] of cases) {
    it(`tells ${behaviour}`, () => {
      const thread = threadOf(block, '');
      expect(thread.ancestors).toEqual(ancestors);
      expect(thread.replyTo.map(({ address }) => address)).toEqual(replyTo);
    });
  }

  it('takes what the item itself says it answers', () => {
    expect(threadOf('', '<a@x>').ancestors).toEqual(['<a@x>']);
  });

  it('keeps the first and the last of very many ancestors', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `<${String(index)}@x>`);
    const { ancestors } = threadOf(`References: ${ids.join(' ')}`, '');
    expect(ancestors.length).toBeLessThan(50);
    expect(ancestors[0]).toBe('<0@x>');
    expect(ancestors.at(-1)).toBe('<499@x>');
  });
});
