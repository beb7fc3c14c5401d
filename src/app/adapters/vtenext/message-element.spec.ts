import { aDraft } from '../../testing/samples';
import { messageElement, userTime, zoneOffset } from './message-element';
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
