import { aDraft, anIdentity } from '../../../testing/samples';
import { isKept, messageElement, shortenedParts, userTime } from './message-element';
import { zoneOffset } from './zones';
import { readMark } from './message-mark';
import { subjectText } from './text';

describe('messageElement', () => {
  it('writes each list of people as addresses, as names and as both', () => {
    const element = messageElement(aDraft());
    expect(element['mfrom']).toBe('luca.bianchi@acme.example.com');
    expect(element['mfrom_f']).toBe('Luca Bianchi <luca.bianchi@acme.example.com>');
    expect(element['mto']).toBe('admin@crm.example.com,second@crm.example.com');
    expect(element['mto_n']).toBe('Admin, second@crm.example.com');
    expect(element['mto_f']).toBe('Admin <admin@crm.example.com>, second@crm.example.com');
    expect(element['mcc_f']).toBe('');
  });

  it('is a public stored copy, never one of the mailbox synchronisation', () => {
    const element = messageElement(aDraft());
    expect(element['mtype']).toBe('Link');
    expect(element['mvisibility']).toBe('Public');
    expect(Object.keys(element)).not.toContain('parent_id');
  });

  // security: address-first
  it('is for its owner alone when that was decided', () => {
    expect(messageElement(aDraft({ visibility: 'Private' }))['mvisibility']).toBe('Private');
  });

  it('writes emoji of names as entities', () => {
    const element = messageElement(aDraft({ from: { name: 'Zoë 🏡', address: 'z@x.example' } }));
    expect(element['mfrom_n']).toBe('Zoë &#127969;');
  });

  it('writes the time of sending in the zone of this device', () => {
    const sentAt = '2026-07-01T10:00:00.000Z';
    const local = new Date(sentAt);
    const pad = (part: number): string => String(part).padStart(2, '0');
    expect(messageElement(aDraft({ sentAt }))['mdate']).toBe(
      `2026-07-${pad(local.getDate())} ${pad(local.getHours())}:${pad(local.getMinutes())}:00`,
    );
  });
});

describe('the id that a message is stored under', () => {
  const under = (named: Parameters<typeof anIdentity>[0], idIsTaken = false): string | undefined =>
    messageElement(aDraft({ identity: anIdentity(named), idIsTaken }))['messageid'];
  const [derivedId] = anIdentity().derivedIds;

  it('is the mail’s own, unless another mail has it or it says nothing of its mail', () => {
    expect(under({})).toBe(anIdentity().messageId);
    expect(under({}, true)).toBe(derivedId);
    expect(under({ messageId: '<no-reply@shop.example>' })).toBe(derivedId);
  });

  it('is derived where the CRM would cut or change the mail’s own', () => {
    const local = '20261120.091500.4711';
    expect(isKept(`<${local}@x>`)).toBeTrue();
    expect(isKept(`<${local}${'a'.repeat(255 - local.length - 4)}@x>`)).toBeTrue();
    for (const messageId of [
      `<${local}${'a'.repeat(256 - local.length - 4)}@x>`,
      `<${local}😀@x>`,
      `<${local}\ud83d@x>`,
      `<${local} where a@x>`,
      `<${local} WHERE\ta@x>`,
      `<${local}&lt;@x>`,
      `<${local}&#8364;@x>`,
      ` <${local}@x>`,
      `<${local}\n@x>`,
    ]) {
      expect(under({ messageId })).withContext(messageId).toBe(derivedId);
    }
  });
});

describe('people of a mail', () => {
  const people = [
    { name: 'Ada', address: 'ada@customer.example' },
    { name: 'Sales', address: '' },
    { name: 'Eve', address: '/O=EX/CN=EVE' },
    { name: 'ada@customer.example', address: 'mallory@evil.example' },
  ];
  it('have only addresses where addresses belong, and no empty brackets', () => {
    const element = messageElement(aDraft({ from: { name: 'Sales', address: '' }, to: people }));
    expect([element['mfrom'], element['mfrom_n']]).toEqual(['', 'Sales']);
    expect(element['mto']).toBe('ada@customer.example,mallory@evil.example');
    expect(element['mto_n']).toBe('Ada, Sales, Eve, mallory@evil.example');
    expect(element['mto_f']).toBe('Ada <ada@customer.example>, Sales, Eve, mallory@evil.example');
  });
});

describe('what the CRM has no room for', () => {
  it('is cut before it is sent, between characters, and told', () => {
    const draft = aDraft({
      subject: 'S'.repeat(300),
      from: { name: `${'n'.repeat(250)}😀😀`, address: `${'f'.repeat(300)}@customer.example` },
      inReplyTo: `<${'r'.repeat(300)}@x>`,
    });
    const element = messageElement(draft);
    for (const name of [
      'subject',
      'mfrom',
      'mfrom_n',
      'mfrom_f',
      'in_reply_to',
      'messageid',
      'xmailer',
    ]) {
      expect(element[name]?.length).withContext(name).toBeLessThanOrEqual(255);
    }
    expect(element['mfrom_n']).toBe('n'.repeat(250));
    expect(shortenedParts(draft)).toEqual(['subject', 'sender', 'inReplyTo']);
    expect(shortenedParts(aDraft())).toEqual([]);
  });

  it('is not told of a subject that just fits', () => {
    expect(shortenedParts(aDraft({ subject: 'S'.repeat(255) }))).toEqual([]);
    expect(shortenedParts(aDraft({ subject: 'S'.repeat(256) }))).toEqual(['subject']);
  });

  it('leaves room for the mark, which names the attempt, the mail and the records', () => {
    const mark = readMark(messageElement(aDraft({ recordIds: ['4x50'] }))['xmailer']);
    expect(mark).toEqual({
      attempt: aDraft().attempt,
      digest: anIdentity().digest,
      sentAt: Date.parse(anIdentity().sentAt) / 1000,
      visibility: 'Public',
      recordIds: ['4x50'],
      andOthers: false,
    });
  });
});

describe('userTime and zoneOffset', () => {
  it('are each other’s inverse', () => {
    const now = new Date('2026-11-23T15:01:30Z');
    for (const offset of [-570, 0, 60, 345, 840]) {
      const there = userTime(now.toISOString(), offset);
      expect(zoneOffset(there, new Date(now.getTime() + 20_000))).toBe(offset);
    }
  });

  it('write a time of any year that a mail may claim', () => {
    expect(userTime('+275760-09-13T00:00:00.000Z', 60)).toBe('9999-12-31 23:59:59');
    expect(userTime('-271821-04-20T00:00:00.000Z', -60)).toBe('0001-01-01 00:00:00');
  });

  it('tell nothing of a time that cannot be read', () => {
    expect(zoneOffset('', new Date())).toBeUndefined();
    expect(zoneOffset('23-11-2026', new Date())).toBeUndefined();
  });
});

describe('subjectText', () => {
  it('escapes what the CRM would read as HTML, and emoji', () => {
    expect(subjectText('Re: <b>1 & 2</b> 🎉')).toBe('Re: &lt;b&gt;1 & 2&lt;/b&gt; &#127881;');
  });

  it('keeps what looks like an entity from becoming one', () => {
    expect(subjectText('R&amp;D: &lt; &euro; &#8364; R&D; a&b')).toBe(
      'R&amp;amp;D: &amp;lt; &amp;euro; &amp;#8364; R&amp;D; a&b',
    );
  });

  it('cuts between entities when it is longer than the CRM keeps', () => {
    const text = subjectText('🎉'.repeat(60));
    expect(text.length).toBeLessThanOrEqual(255);
    expect(text).toMatch(/^(&#127881;)+$/);
  });
});
