import { createHash } from 'node:crypto';
import { TestCrm } from '../testing/fixtures.ts';
import type { Ledger } from './ledger.ts';

type Answer = Readonly<Record<string, string>>;

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('The world around a CRM', () => {
  let test: TestCrm;

  beforeEach(async () => {
    test = await TestCrm.start({ clock: () => new Date('2026-11-23T09:00:00Z') });
  });

  afterEach(() => test.stop());

  const aMessage = {
    messageid: '<1@x>',
    subject: 'Offer',
    mfrom: 'ada@customer.example',
    mdate: '2026-11-20 10:00:00',
    mtype: 'Link',
    mvisibility: 'Public',
    xmailer: 'mark',
    description: '<p>x</p>',
    hasattachments: 'True',
    external_plugin: 'true',
  };

  async function store(changes: object, content = 'abc'): Promise<string> {
    const file = new File([content], 'a.txt', { type: 'text/plain' });
    const { envelope } = await test.upload('Messages', { ...aMessage, ...changes }, [['f', file]]);
    return (envelope['data'] as { id: string }).id;
  }

  const ledger = (): Promise<Ledger> => test.sandbox('ledger');

  it('tells every message, document, relation and comment, deleted ones included', async () => {
    const contact = test.add('Contacts', { lastname: 'Verdi' });
    const id = await store({});
    const [document] = await test.query('SELECT id FROM Documents;');
    const file = document?.['id'] ?? '';
    await test.data('relate', { id, relatelist: [contact] });
    await test.data('relate', { id: file, relatelist: [contact] });
    await test.data('revise', { element: { id: file, notecontent: 'm=1' } });
    const element = { commentcontent: 'Call', related_to: contact };
    await test.data('create', { elementType: 'ModComments', element });
    await test.data('delete', { id });
    await test.data('delete', { id: file });
    const { messages, documents, relations, comments } = await ledger();
    const hash = createHash('sha1').update('<1@x>Offer').digest('hex');
    expect(messages).toEqual([
      {
        id,
        isDeleted: true,
        owner: 'mario',
        messageid: '<1@x>',
        subject: 'Offer',
        mfrom: 'ada@customer.example',
        mdate: '2026-11-20 10:00:00',
        createdtime: '2026-11-23 10:00:00',
        mtype: 'Link',
        mvisibility: 'Public',
        xmailer: 'mark',
        description: jasmine.stringContaining('<p>x</p>'),
        hash,
      },
    ]);
    expect(documents).toEqual([
      {
        id: file,
        isDeleted: true,
        owner: 'mario',
        creator: 'mario',
        title: 'a.txt',
        filesize: '3',
        note: 'm=1',
        sha256: sum('abc'),
        messages: [id],
        records: [contact],
      },
    ]);
    expect(relations).toEqual([{ hash, record: contact }]);
    expect(comments).toEqual([
      jasmine.objectContaining({
        isDeleted: false,
        record: contact,
        text: 'Call',
        author: 'mario',
      }),
    ]);
  });

  it('puts a backup back: rows, files, and numbers that are given out again', async () => {
    const before = await store({});
    await test.sandbox('backup', {});
    const kept = await ledger();
    const lost = await store({ messageid: '<2@x>' }, 'lost');
    await test.data('delete', { id: before });
    expect(await test.sandbox('restore', {})).toEqual({ restored: true });
    expect(await ledger()).toEqual(kept);
    expect(await store({ messageid: '<3@x>' }, 'other')).toBe(lost);
    expect((await ledger()).documents.map(({ sha256 }) => sha256)).toEqual([
      sum('abc'),
      sum('other'),
    ]);
    await test.sandbox('restore', {});
    expect(await ledger()).toEqual(kept);
  });

  it('has nothing to put back without a backup, nor after a reset', async () => {
    const restore = () => test.app.inject({ method: 'POST', url: '/sandbox/restore' });
    expect((await restore()).statusCode).toBe(409);
    await test.sandbox('backup', {});
    await test.sandbox('reset', {});
    const { statusCode, body } = await restore();
    expect([statusCode, JSON.parse(body)]).toEqual([409, { restored: false }]);
  });

  it('fetches a mail into the mailbox of a user, who alone finds and reads it', async () => {
    const stored = await store({});
    const { id } = await test.sandbox<{ id: string }>('webmail', {
      user: 'giulia',
      messageid: '<1@x>',
      subject: 'Offer',
      mfrom: 'ada@customer.example',
      mdate: '2026-11-20T09:00:00Z',
      description: '<p>x</p>',
      files: [{ name: 'the_offer.txt', text: 'abc' }],
    });
    const { messages, documents } = await ledger();
    expect(messages[1]).toEqual(
      jasmine.objectContaining({
        id,
        owner: 'giulia',
        mtype: 'Webmail',
        mvisibility: '',
        xmailer: '',
        mdate: '2026-11-20 10:00:00',
        hash: messages[0]?.hash ?? '',
      }),
    );
    expect(documents[1]).toEqual(
      jasmine.objectContaining({
        owner: 'giulia',
        creator: 'giulia',
        title: 'the_offer.txt',
        note: '',
        sha256: sum('abc'),
        messages: [id],
      }),
    );
    const query = `SELECT mtype,mdate FROM Messages WHERE messageid='<1@x>';`;
    const row = { mtype: 'Webmail', mdate: '2026-11-20 10:00:00', id };
    expect(await test.query(query, 'giulia')).toEqual([row]);
    expect((await test.query(query)).map((each) => each['id'])).toEqual([stored]);
    expect((await test.data<Answer>('retrieve', { id }, 'giulia'))['mdate']).toBe(
      '2026-11-20 04:00:00',
    );
    expect((await test.call('retrieve', { id })).envelope['message']).toBe(
      'Permission to read given object is denied',
    );
  });

  it('refuses a mailbox of nobody, and a time without a zone', async () => {
    const mail = { messageid: '<1@x>', subject: '', mfrom: 'a@x', mdate: '2026-11-20T09:00:00Z' };
    const fetched = async (payload: object): Promise<number> =>
      (await test.app.inject({ method: 'POST', url: '/sandbox/webmail', payload })).statusCode;
    expect(await fetched({ user: 'nobody', ...mail })).toBe(404);
    expect(await fetched({ user: 'mario', ...mail, mdate: '2026-11-20 09:00:00' })).toBe(400);
    expect(await fetched({ user: 'mario', ...mail })).toBe(200);
  });
});
