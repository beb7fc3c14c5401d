import type { demoUsers } from '../demo.ts';
import { TestCrm } from '../testing/fixtures.ts';
import { messageHash } from './message-store.ts';

type Answer = Readonly<Record<string, string>>;

const aMessage = {
  messageid: '<1@mail.example>',
  subject: 'Offer',
  mdate: '2026-11-20 10:00:00',
  mtype: 'Link',
  mvisibility: 'Public',
  mfrom: 'anna@mail.example',
  description: '<p>Hello</p>',
};

describe('A stored message', () => {
  let test: TestCrm;

  beforeEach(async () => {
    test = await TestCrm.start({ clock: () => new Date('2026-11-23T09:00:00Z') });
  });

  afterEach(() => test.stop());

  function store(changes: object = {}, user: keyof typeof demoUsers = 'mario'): Promise<Answer> {
    const element = { ...aMessage, ...changes };
    return test.data('create', { elementType: 'Messages', element }, user);
  }

  it('comes back with its cleaned body in both fields, in a query in one', async () => {
    const message = await store();
    expect(message['description']).toContain('<p>Hello</p>');
    expect(message['cleaned_body']).toBe(message['description'] ?? '');
    const [row] = await test.query('SELECT * FROM Messages;');
    expect(row?.['description']).toBe('');
    expect(row?.['cleaned_body']).toContain('<p>Hello</p>');
    expect(row?.['mvisibility']).toBeUndefined();
  });

  it('needs a Message-ID', async () => {
    const { status, envelope } = await test.call('create', {
      elementType: 'Messages',
      element: { ...aMessage, messageid: '' },
    });
    expect(status).toBe(500);
    expect(envelope['success']).toBeFalse();
    expect(envelope['message']).toContain('ServerHostname()');
  });

  it('is stored twice when it is sent twice', async () => {
    await store();
    await store();
    const rows = await test.query(`SELECT id FROM Messages WHERE messageid='<1@MAIL.example>';`);
    expect(rows.length).toBe(2);
  });

  it('is found by its owner only, and read by others when it is Public', async () => {
    const publicId = (await store({}, 'admin'))['id'] ?? '';
    const privateId = (await store({ mvisibility: '' }, 'admin'))['id'] ?? '';
    expect(await test.query('SELECT id FROM Messages;')).toEqual([]);
    expect((await test.call('retrieve', { id: publicId })).status).toBe(200);
    expect((await test.call('retrieve', { id: privateId })).envelope['message']).toBe(
      'Permission to read given object is denied',
    );
  });

  it('takes its date as local time of the user', async () => {
    await test.sandbox('users/mario', { zone: 'America/New_York' });
    const message = await store();
    expect(message['mdate']).toBe('2026-11-20 10:00:00');
    const [row] = await test.query('SELECT mdate FROM Messages;');
    expect(row?.['mdate']).toBe('2026-11-20 16:00:00');
    expect(message['createdtime']).toBe('2026-11-23 04:00:00');
  });

  it('takes a date that names a zone as the time of the server, whichever zone', async () => {
    for (const mdate of ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00+01:00']) {
      expect((await store({ mdate }, 'giulia'))['mdate']).toBe('2026-11-20 04:00:00');
      expect((await store({ mdate }))['mdate']).toBe('2026-11-20 10:00:00');
    }
  });

  it('keeps 255 characters of its short fields, emoji lost, and its lists whole', async () => {
    const long = `😀${'x'.repeat(300)}`;
    const short = ['messageid', 'in_reply_to', 'subject', 'mfrom', 'mfrom_n', 'mfrom_f', 'xmailer'];
    const whole = ['mreferences', 'mto', 'mto_n', 'mto_f', 'mcc', 'mcc_f', 'mbcc', 'mbcc_f'];
    const names = [...short, ...whole];
    const message = await store(Object.fromEntries(names.map((name) => [name, long])));
    for (const name of names) {
      const kept = `????${'x'.repeat(short.includes(name) ? 251 : 300)}`;
      expect(message[name]).withContext(name).toBe(kept);
    }
  });

  it('refers to what it answers when it is sent without references', async () => {
    const id = `<${'a'.repeat(290)}@x>`;
    const answer = await store({ in_reply_to: id });
    expect([answer['in_reply_to'], answer['mreferences']]).toEqual([id.slice(0, 255), id]);
    const both = await store({ in_reply_to: id, mreferences: '<root@x>' });
    expect(both['mreferences']).toBe('<root@x>');
  });

  it('gets the clock of the database when it has no date', async () => {
    expect((await store({ mdate: '' }))['mdate']).toBe('2026-11-23 09:00:00');
    expect((await store({ mdate: '20-11-2026 10:00:00' }))['mdate']).toBe('0000-00-00 00:00:00');
  });

  it('keeps 255 characters of its subject, entities as they are', async () => {
    const { subject } = await store({ subject: `&lt;Re&gt; &#128512; ${'x'.repeat(300)}` });
    expect(subject?.length).toBe(255);
    expect(subject).toContain('&lt;Re&gt; &#128512; x');
    expect((await store({ subject: 'raw 😀' }))['subject']).toBe('raw ????');
  });

  it('keeps a note of 255 characters with its entities decoded', async () => {
    const id = (await store())['id'] ?? '';
    const revise = (xmailer: string): Promise<Answer> =>
      test.data('revise', { element: { id, xmailer } });
    expect((await revise('&lt;a&gt; &amp; "q"'))['xmailer']).toBe('<a> & "q"');
    expect((await revise('è'.repeat(256)))['xmailer']).toBe('è'.repeat(255));
    expect((await revise(''))['xmailer']).toBe('');
  });

  it('keeps body and hash when another field is revised', async () => {
    const message = await store();
    const id = message['id'] ?? '';
    const mdate = '2026-11-21 08:00:00';
    const revised = await test.data<Answer>('revise', { element: { id, mdate } });
    expect(revised).toEqual({ ...message, mdate });
  });

  it('is deleted by its owner only', async () => {
    const id = (await store({}, 'admin'))['id'] ?? '';
    expect((await test.call('delete', { id })).envelope['message']).toBe(
      'Permission to read given object is denied',
    );
    expect(await test.data<unknown>('delete', { id }, 'admin')).toEqual({ status: 'successful' });
    expect(await test.data<unknown>('delete', { id }, 'admin')).toBeNull();
    expect((await test.call('retrieve', { id }, 'admin')).envelope['message']).toBe(
      'Record you are trying to access is not found',
    );
  });

  it('is empty when a picture in it is too large', async () => {
    const uri = `data:image/png;base64,${'A'.repeat(1024 * 1024)}`;
    expect((await store({ description: `<img src="${uri}">` }))['description']).toBe('');
  });

  it('has the same hash with and without entities in its subject', () => {
    expect(messageHash('<1@x>', 'a &lt;b&gt; &#128512;')).toBe(messageHash('<1@x>', 'a <b> 😀'));
    expect(messageHash('<1@x>', 'a')).not.toBe(messageHash('<1@x>', 'a '));
  });
});
