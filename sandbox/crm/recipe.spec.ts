import { seedPeople } from './seed/people.ts';
import { seedDemo } from './seed/seed.ts';
import { TestCrm } from './testing/fixtures.ts';

type Answer = Readonly<Record<string, string>>;

/** REST API 10, from sign-in to the record's lists, as a restricted user. */
describe('Linking a mail with attachments by the recipe', () => {
  let test: TestCrm;

  beforeAll(async () => {
    test = await TestCrm.start({ seed: seedDemo });
  });

  afterAll(() => test.stop());

  it('ends with one message and its files at the record', async () => {
    const password = { username: 'mario', password: 'Sandbox-mario-1' };
    expect(await test.data<unknown>('loginpwd', password)).toEqual(['SandboxMarioKey1']);
    const { email } = seedPeople.annaRossi;
    const [contact] = await test.query(`SELECT lastname FROM Contacts WHERE email='${email}';`);
    const record = contact?.['id'] ?? '';
    const duplicates = `SELECT subject,mdate,xmailer FROM Messages WHERE messageid='<7@mail>';`;
    expect(await test.query(duplicates)).toEqual([]);

    const { envelope } = await test.upload(
      'Messages',
      {
        messageid: '<7@mail>',
        subject: 'Offer',
        description: '<p>Hello</p>',
        mtype: 'Link',
        mvisibility: 'Public',
        mdate: '2026-11-20 10:00:00',
        hasattachments: 'True',
        external_plugin: 'true',
      },
      [
        ['file0', new File(['first'], '_offer_v2.pdf', { type: 'application/pdf' })],
        ['file1', new File(['second'], 'notes.txt', { type: 'text/plain' })],
      ],
    );
    const message = envelope['data'] as Answer;
    expect(message['description']).not.toBe('');
    await test.data('relate', { id: message['id'], relatelist: [record], relationid: '' });

    const stored = await test.query(
      `SELECT notes_title,filesize,createdtime FROM Documents WHERE notes_title IN ` +
        `('offer_v2.pdf','notes.txt') AND assigned_user_id='19x4' ` +
        `ORDER BY createdtime DESC LIMIT 50;`,
    );
    expect(stored.map((row) => [row['notes_title'], row['filesize']])).toEqual([
      ['offer_v2.pdf', '5'],
      ['notes.txt', '6'],
    ]);
    const numberOf = (id: string | undefined): number => Number(id?.split('x')[1]);
    expect(stored.every((row) => numberOf(row['id']) > numberOf(message['id']))).toBeTrue();
    await test.data('relate', { id: record, relatelist: stored.map((row) => row['id']) });

    const single = await test.upload(
      'Documents',
      { notes_title: 'drawing.pdf', filelocationtype: 'I', filestatus: '1' },
      [['filename', new File(['third'], 'drawing.pdf', { type: 'application/pdf' })]],
    );
    const drawing = (single.envelope['data'] as Answer)['id'] ?? '';
    await test.data('relate', { id: drawing, relatelist: [message['id'], record] });

    expect((await test.query(duplicates)).map((row) => row['id'])).toEqual([message['id']]);
    const links = await test.sandbox<readonly Answer[]>('links');
    expect(links).toEqual([
      jasmine.objectContaining({
        record,
        module: 'Contacts',
        label: 'Rossi Anna',
        messageId: '<7@mail>',
        subject: 'Offer',
      }),
    ]);
    const files = (links[0] as unknown as { files: readonly { name: string; onRecord: boolean }[] })
      .files;
    expect(files.map(({ name, onRecord }) => [name, onRecord])).toEqual([
      ['offer_v2.pdf', true],
      ['notes.txt', true],
      ['drawing.pdf', true],
    ]);
  });
});
