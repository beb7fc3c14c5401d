import { createHash } from 'node:crypto';
import { TestCrm } from '../testing/fixtures.ts';

type Answer = Readonly<Record<string, string>>;
type Link = {
  readonly files: readonly {
    readonly name: string;
    readonly size: number;
    readonly sha256: string;
    readonly onRecord: boolean;
  }[];
};

const aMessage = {
  messageid: '<1@x>',
  subject: 'Files',
  mvisibility: 'Public',
  hasattachments: 'True',
  external_plugin: 'true',
};

function aFile(name: string, size = 3, type = 'text/plain'): readonly [string, File] {
  return [`part ${name}`, new File([Buffer.alloc(size, 'x')], name, { type })];
}

describe('Files', () => {
  let test: TestCrm;

  beforeEach(async () => {
    test = await TestCrm.start();
  });

  afterEach(() => test.stop());

  function documents(): Promise<readonly Answer[]> {
    return test.query('SELECT notes_title,filesize,filetype,note_no FROM Documents ORDER BY id;');
  }

  async function titles(): Promise<readonly (string | undefined)[]> {
    return (await documents()).map((each) => each['notes_title']);
  }

  it('of a message become documents, in the order of the parts', async () => {
    const offer = aFile('_offer_v2 final.pdf', 10, 'application/pdf');
    const files = [offer, aFile('plain è €.txt', 5)];
    const { envelope } = await test.upload('Messages', aMessage, files);
    expect(envelope['status']).toBe(200);
    expect(await documents()).toEqual([
      jasmine.objectContaining({
        notes_title: 'offer_v2 final.pdf',
        filesize: '10',
        filetype: 'application/pdf',
        note_no: 'DOC1',
      }),
      jasmine.objectContaining({ notes_title: 'plain è €.txt', filesize: '5' }),
    ]);
  });

  it('lose all before their first underscore, and what exceeds 50 characters', async () => {
    await test.upload('Messages', aMessage, [aFile('a_b_c.txt'), aFile(`${'x'.repeat(60)}.txt`)]);
    expect(await titles()).toEqual(['b_c.txt', 'x'.repeat(50)]);
  });

  it('are ignored without both flags', async () => {
    await test.upload('Messages', { ...aMessage, external_plugin: '' }, [aFile('a.txt')]);
    expect(await documents()).toEqual([]);
  });

  it('vanish silently when empty, too large, or after the twentieth', async () => {
    await test.sandbox('limits', { perFile: 100 });
    const many = Array.from({ length: 22 }, (_, index) => aFile(`n${String(index)}.txt`));
    const { status } = await test.upload('Messages', aMessage, [
      aFile('same.txt', 50),
      aFile('big.txt', 150),
      aFile('empty.txt', 0),
      aFile('same.txt', 5),
    ]);
    expect(status).toBe(200);
    expect(await titles()).toEqual(['same.txt', 'same.txt']);
    await test.upload('Messages', { ...aMessage, messageid: '<2@x>' }, many);
    expect((await titles()).length).toBe(22);
  });

  it('take all parameters with them when the request is too large', async () => {
    await test.sandbox('limits', { perRequest: 1000 });
    const { status, envelope } = await test.upload('Messages', aMessage, [aFile('a.txt', 2000)]);
    expect(status).toBe(500);
    expect(envelope['message']).toBe('Permission to perform the operation is denied');
    expect(await test.query('SELECT id FROM Messages;')).toEqual([]);
  });

  it('are shown with sums at the linked record, and whether it lists them itself', async () => {
    const contact = test.add('Contacts', { lastname: 'Verdi' });
    const { envelope } = await test.upload('Messages', aMessage, [aFile('a.txt'), aFile('b.txt')]);
    const { id } = envelope['data'] as { id: string };
    await test.data('relate', { id, relatelist: [contact] });
    const [first] = await documents();
    await test.data('relate', { id: contact, relatelist: [first?.['id']] });
    const [link] = await test.sandbox<readonly Link[]>('links');
    const sha256 = createHash('sha256').update('xxx').digest('hex');
    expect(link?.files).toEqual([
      { name: 'a.txt', size: 3, sha256, onRecord: true },
      { name: 'b.txt', size: 3, sha256, onRecord: false },
    ]);
  });

  it('take the numbers after their message, each with one more for its bytes', async () => {
    const { envelope } = await test.upload('Messages', aMessage, [aFile('a.txt'), aFile('b.txt')]);
    const { id } = envelope['data'] as { id: string };
    const number = Number(id.split('x')[1]);
    expect((await documents()).map((each) => each['id'])).toEqual([
      `7x${number + 1}`,
      `7x${number + 3}`,
    ]);
  });

  it('begin without a note, which is revised and found', async () => {
    await test.upload('Messages', aMessage, [aFile('a.txt')]);
    const query = 'SELECT notes_title,filesize,notecontent,creator FROM Documents';
    const [row] = await test.query(`${query};`);
    expect(row).toEqual(jasmine.objectContaining({ notecontent: '', creator: '19x4' }));
    const id = row?.['id'] ?? '';
    const notecontent = 'Saved <b>&amp; m=1 f=2';
    const revised = await test.data<Answer>('revise', { element: { id, notecontent } });
    expect(revised).toEqual(
      jasmine.objectContaining({
        notes_title: 'a.txt',
        filesize: '3',
        notecontent,
      }),
    );
    expect(await test.query(`${query} WHERE notecontent LIKE '%m=1%';`)).toEqual([
      { ...row, notecontent },
    ]);
    expect(await test.data<Answer>('retrieve', { id })).toEqual(revised);
  });

  it('are refused once they are deleted', async () => {
    await test.upload('Messages', aMessage, [aFile('a.txt')]);
    const [{ id = '' } = {}] = await documents();
    const contact = test.add('Contacts', { lastname: 'Verdi' });
    // Whoever sees documents may delete them: the colleague did not store this one.
    expect(await test.data<unknown>('delete', { id }, 'giulia')).toEqual({ status: 'successful' });
    const refused = [
      ['retrieve', { id }],
      ['delete', { id }],
      ['relate', { id, relatelist: [contact] }],
      ['revise', { element: { id, notecontent: 'x' } }],
    ] as const;
    for (const [method, parameters] of refused) {
      expect((await test.call(method, parameters)).envelope['message']).toBe(
        'Permission to perform the operation is denied',
      );
    }
    const related = await test.call('relate', { id: contact, relatelist: [id] });
    expect(related.envelope['message']).toBe('There is no relation with module ');
  });

  describe('sent one at a time', () => {
    const element = { notes_title: 'offer.pdf', filelocationtype: 'I', filestatus: '1' };

    async function create(
      part: string | undefined,
      file = new File(['abc'], 'offer.pdf', { type: 'application/pdf' }),
      changes: object = {},
    ): Promise<Answer> {
      const files = part === undefined ? [] : [[part, file] as const];
      const sent = { ...element, ...changes };
      const { envelope } = await test.upload('Documents', sent, files);
      return envelope['data'] as Answer;
    }

    it('answer with size and type when the part is named filename', async () => {
      expect(await create('filename')).toEqual(
        jasmine.objectContaining({
          notes_title: 'offer.pdf',
          filesize: '3',
          filetype: 'application/pdf',
          folderid: '24x1',
        }),
      );
    });

    it('carry their note in the same call', async () => {
      const notecontent = 'Saved by hand, m=1 f=2';
      expect(await create('filename', undefined, { notecontent })).toEqual(
        jasmine.objectContaining({ filesize: '3', notecontent }),
      );
    });

    it('have neither under another name', async () => {
      expect(await create('other')).toEqual(
        jasmine.objectContaining({ filesize: '', filetype: '' }),
      );
    });

    it('leave a record of size "0" when PHP dropped them', async () => {
      await test.sandbox('limits', { perFile: 2 });
      expect(await create('filename')).toEqual(jasmine.objectContaining({ filesize: '0' }));
      expect(await create('filename', new File([], 'empty.txt'))).toEqual(
        jasmine.objectContaining({ filesize: '0' }),
      );
    });

    it('may be a link', async () => {
      const link = { filelocationtype: 'E', filename: 'https://files.example/x' };
      expect(await create(undefined, undefined, link)).toEqual(
        jasmine.objectContaining({ filelocationtype: 'E', filesize: '0', filetype: '' }),
      );
    });

    it('need a title', async () => {
      const { envelope } = await test.upload('Documents', { ...element, notes_title: '' }, []);
      expect(envelope['message']).toBe('notes_title does not have a value');
    });

    it('download with the same bytes, under a name that cannot run', async () => {
      const bytes = Buffer.from([0, 255, 13, 10, 60]);
      const file = new File([bytes], 'my page.html', { type: 'text/html' });
      const id = (await create('filename', file))['id'] ?? '';
      const response = await test.app.inject(`/crm/files/${id.split('x')[1] ?? ''}`);
      expect(response.rawPayload.equals(bytes)).toBeTrue();
      expect(response.headers['content-disposition']).toContain('my_page.html.txt');
    });

    it('cannot be downloaded when the name holds an emoji', async () => {
      const id = (await create('filename', new File(['x'], 'a😀.txt')))['id'] ?? '';
      const response = await test.app.inject(`/crm/files/${id.split('x')[1] ?? ''}`);
      expect(response.statusCode).toBe(404);
    });
  });
});
