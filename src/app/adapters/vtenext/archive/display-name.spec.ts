import { isWholeSender, listedSender } from './display-name';

/** Encoded words as RFC 2047 reads them: blanks between two of them are none of the text. */
function decoded(text: string): string {
  const bytes: number[] = [];
  for (const [, base64 = ''] of text.matchAll(/=\?UTF-8\?B\?([A-Za-z0-9+/=]+)\?=/g)) {
    bytes.push(...[...atob(base64)].map((character) => character.charCodeAt(0)));
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}
const words = (text: string): readonly string[] => text.replace(/ <[^>]*>$/, '').split(' ');
const sender = (name: string, address = 'a@b.example') => listedSender({ name, address });

describe('The sender for the CRM’s list', () => {
  it('is plain where its name is ASCII', () => {
    expect(sender('Bianchi, Luca (ACME)')).toBe('Bianchi, Luca (ACME) <a@b.example>');
    expect(sender('')).toBe('a@b.example');
  });

  it('is an encoded word where the list would lose letters', () => {
    expect(sender('Zoë Æbelø')).toBe('=?UTF-8?B?Wm/DqyDDhmJlbMO4?= <a@b.example>');
  });

  it('is whole characters in words of 75 at most, in any script', () => {
    for (const name of [
      'Zoë Æbelø',
      '李小龙'.repeat(12),
      '😀'.repeat(30),
      `a${'é'.repeat(60)}`,
      'Ａ👩‍👩‍👧 Иван'.repeat(4),
    ]) {
      const text = sender(name);
      expect(text).toMatch(/^[ -~]*$/);
      expect(decoded(text)).withContext(name).toBe(name);
      expect(Math.max(...words(text).map(({ length }) => length))).toBeLessThanOrEqual(75);
      expect(isWholeSender({ name, address: 'a@b.example' })).toBeTrue();
    }
  });

  it('fits the field with its address whole, the name cut between words', () => {
    for (const [unit, address] of [
      ['é', 'a@b.example'],
      ['李', `${'f'.repeat(150)}@b.example`],
      ['😀', `${'f'.repeat(230)}@b.example`],
      ['n', `${'f'.repeat(100)}@b.example`],
    ] as const) {
      const name = unit.repeat(300);
      const text = sender(name, address);
      expect(text.length).toBeLessThanOrEqual(255);
      expect(text.endsWith(text.includes('<') ? `<${address}>` : address))
        .withContext(text)
        .toBeTrue();
      if (text.includes('=?')) expect(name.startsWith(decoded(text))).toBeTrue();
      expect(isWholeSender({ name, address })).toBeFalse();
    }
    expect(sender('é', 'f'.repeat(300)).length).toBeLessThanOrEqual(255);
  });

  it('hides no markup and no encoded word of the sender’s own', () => {
    expect(decoded(sender('<script>é"\''))).toBe('‹script›é”’');
    expect(decoded(sender('=?UTF-8?B?PGI+?='))).toBe('=?UTF-8?B?PGI+?=');
  });
});
