import type { RecordAnswer } from '../../../contract/rest';
import { type SampleName, sampleAnswer } from '../../../contract/samples';
import type { OutgoingFile, StoredMessage } from '../../domain/archive';
import { aDraft, aRecord } from '../../testing/samples';
import { sought } from './files';
import { userTime } from './message-element';
import { type OpenCrm, answerWith, ended, openCrm, outcome, parameters } from './open-crm';

const aFile = (attachmentId: string, name: string, size: number): OutgoingFile => ({
  attachmentId,
  name,
  blob: new Blob([new Uint8Array(size)]),
});
const message: StoredMessage = { id: '44x194', owner: '19x1' };
const here = (): number => -new Date().getTimezoneOffset();

/** The recorded data, as of now in a zone so many minutes ahead of this device's. */
function asOfNow(name: SampleName, ahead = 0, named: RecordAnswer | object = {}): RecordAnswer {
  const { data } = JSON.parse(sampleAnswer(name).text) as { data: RecordAnswer };
  const createdtime = userTime(new Date().toISOString(), here() + ahead);
  const { sentAt } = aDraft();
  const mdate = userTime(sentAt, -new Date(sentAt).getTimezoneOffset());
  return { ...data, createdtime, mdate, ...named };
}

const elementOf = (sent: Record<string, string>): Record<string, string> =>
  JSON.parse(sent['element'] ?? '{}') as Record<string, string>;

describe('the archive', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  describe('finding a stored mail', () => {
    it('asks by Message-ID and takes the oldest of several copies', async () => {
      const found = outcome(open.crm.findMessage('<a@b.example>'));
      const { query } = await open.answerData('query', [
        { id: '44x120', messageid: '<a@b.example>', assigned_user_id: '19x4' },
        { id: '44x9', messageid: '<a@b.example>', assigned_user_id: '19x4' },
      ]);
      expect(query).toContain("WHERE messageid='<a@b.example>'");
      expect((await ended(found)).given).toEqual([
        jasmine.objectContaining({ id: '44x9', owner: '19x4' }),
      ]);
    });

    it('gives nothing when the CRM has none', async () => {
      const found = outcome(open.crm.findMessage('<a@b.example>'));
      await open.answer('query', 'query-messages-by-messageid-none');
      expect((await ended(found)).given).toEqual([undefined]);
    });
  });

  describe('storing a mail', () => {
    it('sends it as JSON when there are no files, and gives what was stored', async () => {
      const stored = outcome(open.crm.storeMessage(aDraft(), []));
      const sent = await open.answerData('create', asOfNow('create-message-link'));
      expect(sent['elementType']).toBe('Messages');
      expect(elementOf(sent)['messageid']).toBe('<abc-1@mail.acme.example.com>');
      await open.answerData('query', []);
      const message = jasmine.objectContaining({ id: '44x194', owner: '19x1' });
      expect((await ended(stored)).given).toEqual([{ kind: 'stored', stored: message }]);
    });

    it('sends the files with it, without empty ones and with at most 20', async () => {
      const files = [
        aFile('a', 'offer_v2.pdf', 5),
        aFile('b', 'empty.txt', 0),
        ...Array.from({ length: 22 }, (_, index) => aFile(`c${String(index)}`, 'c.txt', 1)),
      ];
      const stored = outcome(open.crm.storeMessage(aDraft(), files));
      await open.answer('getlangs', 'getlangs');
      const sent = await open.answerData('create', asOfNow('create-message-link'));
      expect(elementOf(sent)['hasattachments']).toBe('True');
      expect(elementOf(sent)['external_plugin']).toBe('true');
      const parts = Object.entries(sent).filter(([name]) => name.startsWith('file'));
      expect(parts.length).toBe(20);
      expect(parts[0]).toEqual(['file0', '_offer_v2.pdf']);
      expect(parts.map(([, name]) => name)).not.toContain('empty.txt');
      await open.answerData('query', []);
      expect((await ended(stored)).problem).toBeUndefined();
    });

    it('corrects the time when the CRM user lives in another zone', async () => {
      const stored = outcome(open.crm.storeMessage(aDraft(), []));
      const first = await open.answerData('create', asOfNow('create-message-link', 120));
      const second = elementOf(await open.answerData('revise', asOfNow('create-message-link', 120)));
      const hours = (text = ''): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 3_600_000;
      expect(second['id']).toBe('44x194');
      expect(hours(second['mdate']) - hours(elementOf(first)['mdate'])).toBe(2);
      await open.answerData('query', []);
      expect((await ended(stored)).problem).toBeUndefined();
    });

    it('treats a message whose answer was lost as the answer would have been', async () => {
      const storedAt = new Date();
      const checked = outcome(open.crm.checkMessage(message, aDraft(), [], storedAt));
      expect(await open.answerData('retrieve', asOfNow('create-message-link', 120))).toEqual({
        id: '44x194',
      });
      const { mdate } = elementOf(
        await open.answerData('revise', asOfNow('create-message-link', 120)),
      );
      expect(mdate).toBe(userTime(aDraft().sentAt, here() + 120));
      await open.answerData('query', []);
      expect((await ended(checked)).given).toEqual([
        jasmine.objectContaining({ id: '44x194', timeIsGuessed: true }),
      ]);
    });

    for (const [what, lost] of [
      ['an empty body', { description: '' }],
      ['another Message-ID', { messageid: '<other@b.example>' }],
      ['another subject', { subject: 'Hello ???? 42' }],
    ] as const) {
      it(`deletes what was stored, and says so, when the CRM kept ${what}`, async () => {
        const stored = outcome(open.crm.storeMessage(aDraft(), [aFile('a', 'a.txt', 5)]));
        await open.answer('getlangs', 'getlangs');
        await open.answerData('create', asOfNow('create-message-link', 0, lost));
        await open.answerData('query', [{ id: '7x195', notes_title: 'a.txt', filesize: '5' }]);
        expect(await open.answer('delete', 'delete-message')).toEqual({ id: '7x195' });
        expect(await open.answer('delete', 'delete-message')).toEqual({ id: '44x194' });
        expect((await ended(stored)).problem).toBe('storedWrongly');
      });
    }

    it('takes a subject for the same when only its writing differs', async () => {
      const stored = outcome(open.crm.storeMessage(aDraft({ subject: 'A <b> & 🎉 ' }), []));
      await open.answerData(
        'create',
        asOfNow('create-message-link', 0, { subject: 'A &lt;b&gt; &amp; &#127881;' }),
      );
      await open.answerData('query', []);
      expect((await ended(stored)).problem).toBeUndefined();
    });

    it('sends fewer files, then none, when the request is more than the server takes', async () => {
      const files = [aFile('a', 'a.txt', 7_000_000), aFile('b', 'b.txt', 5_000_000)];
      const stored = outcome(open.crm.storeMessage(aDraft(), files));
      await open.answer('getlangs', 'getlangs');
      const all = await open.answer('create', 'error-create-message-no-module-permission');
      const fewer = await open.answer('create', 'error-create-message-no-module-permission');
      const none = await open.answerData('create', asOfNow('create-message-link'));
      await open.answerData('query', []);
      expect([all, fewer, none].map((sent) => ('file0' in sent ? sent['file0'] : ''))).toEqual([
        'a.txt',
        'a.txt',
        '',
      ]);
      expect('file1' in all && !('file1' in fewer)).toBeTrue();
      expect((await ended(stored)).problem).toBeUndefined();
    });

    it('says that it is not permitted when it is not even without files', async () => {
      const stored = outcome(open.crm.storeMessage(aDraft(), []));
      await open.answer('create', 'error-create-message-no-module-permission');
      expect((await ended(stored)).problem).toBe('forbidden');
    });

    const copy = (id: string, createdtime: string): RecordAnswer => ({
      id,
      createdtime,
      assigned_user_id: '19x1',
    });

    it('leaves the oldest of two copies that were stored at the same time', async () => {
      const stored = outcome(open.crm.storeMessage(aDraft(), [aFile('a', 'a.txt', 5)]));
      await open.answer('getlangs', 'getlangs');
      await open.answerData('create', asOfNow('create-message-link'));
      await open.answerData('query', [
        copy('44x194', '2026-11-24 10:00:03'),
        copy('44x193', '2026-11-24 10:00:01'),
      ]);
      await open.answerData('query', [{ id: '7x195', notes_title: 'a.txt', filesize: '5' }]);
      expect(await open.answer('delete', 'delete-message')).toEqual({ id: '7x195' });
      expect(await open.answer('delete', 'delete-message')).toEqual({ id: '44x194' });
      expect((await ended(stored)).given).toEqual([
        { kind: 'stored', stored: jasmine.objectContaining({ id: '44x193', copyRemoved: true }) },
      ]);
    });

    it('leaves copies alone that are of another day', async () => {
      const stored = outcome(open.crm.storeMessage(aDraft(), []));
      await open.answerData('create', asOfNow('create-message-link'));
      await open.answerData('query', [
        copy('44x194', '2026-11-24 10:00:03'),
        copy('44x90', '2026-11-20 10:00:01'),
      ]);
      expect((await ended(stored)).given).toEqual([
        { kind: 'stored', stored: jasmine.objectContaining({ id: '44x194' }) },
      ]);
      expect(await open.isSilent()).toBeTrue();
    });

    it('never stores twice by itself when the answer is lost', async () => {
      const stored = outcome(open.crm.storeMessage(aDraft(), []));
      (await open.call('create')).error(new ProgressEvent('error'));
      expect((await ended(stored)).problem).toBe('unreachable');
      expect(await open.isSilent()).toBeTrue();
    });
  });

  describe('relating a mail', () => {
    it('names the message first and the record as target', async () => {
      const related = outcome(open.crm.relateMessage(message, aRecord()));
      expect(await open.answer('relate', 'e2e-09-relate-message-to-contact')).toEqual({
        id: '44x194',
        relatelist: '["4x50"]',
        relationid: '',
      });
      expect((await ended(related)).problem).toBeUndefined();
    });

    it('tells a module without messages from a record that is gone', async () => {
      const record = aRecord({ module: 'Installations', id: '60x1' });
      const without = outcome(open.crm.relateMessage(message, record));
      await open.answer('relate', 'error-relate-message-to-custom-module-without-messages-list');
      expect((await ended(without)).problem).toBe('noMessagesRelation');
      const gone = outcome(open.crm.relateMessage(message, record));
      await open.answer('relate', 'error-relate-nonexistent-record');
      expect((await ended(gone)).problem).toBe('recordGone');
    });

    it('relates documents one by one when the record may only be read', async () => {
      const related = outcome(open.crm.relateFiles(['7x1', '7x2'], aRecord()));
      expect(await open.answer('relate', 'error-relate-readonly-record-as-id')).toEqual({
        id: '4x50',
        relatelist: '["7x1","7x2"]',
        relationid: '',
      });
      for (const id of ['7x1', '7x2']) {
        const sent = await open.answer('relate', 'e2e-09-relate-message-to-contact');
        expect(sent).toEqual({ id, relatelist: '["4x50"]', relationid: '' });
      }
      expect((await ended(related)).given.length).toBe(1);
    });
  });

  describe('noting the records', () => {
    const noted = (xmailer: string): RecordAnswer => ({ id: '44x194', xmailer });

    it('adds to what was noted before', async () => {
      const written = outcome(open.crm.writeNote(message, ['3x20']));
      await open.answerData('retrieve', noted('mail-connector/1 4x50'));
      const sent = elementOf(await open.answerData('revise', noted('mail-connector/1 4x50 3x20')));
      expect(sent).toEqual({ id: '44x194', xmailer: 'mail-connector/1 4x50 3x20' });
      expect((await ended(written)).problem).toBeUndefined();
    });

    it('leaves alone what somebody else wrote, and writes nothing twice', async () => {
      for (const text of ['Microsoft Outlook 16.0', 'mail-connector/1 3x20']) {
        const written = outcome(open.crm.writeNote(message, ['3x20']));
        await open.answerData('retrieve', noted(text));
        expect((await ended(written)).problem).toBeUndefined();
        expect(await open.isSilent()).toBeTrue();
      }
    });
  });

  describe('files', () => {
    it('finds those that the CRM kept with the message', async () => {
      const files = [aFile('a', 'offer_v2 final.pdf', 3022), aFile('b', 'notes.txt', 29)];
      const found = outcome(open.crm.findFiles({ id: '44x194', owner: '19x4' }, files.map(sought)));
      const { query } = await open.answer('query', 'e2e-11-query-new-documents');
      expect(query).toContain("assigned_user_id='19x4'");
      expect((await ended(found)).given[0]?.map(({ documentId }) => documentId)).toEqual([
        '7x195',
        '7x197',
      ]);
    });

    it('files one that was missing, and lists it at the message', async () => {
      const uploaded = outcome(open.crm.uploadFile(message, aFile('a', 'drawing.pdf', 3022)));
      await open.answer('getlangs', 'getlangs');
      const sent = await open.answer('create', 'e2e-13-create-document-separately');
      expect(sent['filename']).toBe('drawing.pdf');
      expect(elementOf(sent)['filelocationtype']).toBe('I');
      expect((await open.answer('relate', 'e2e-09-relate-message-to-contact'))['id']).toBe('7x199');
      expect((await ended(uploaded)).given).toEqual([
        { kind: 'stored', stored: { attachmentId: 'a', documentId: '7x199', size: 3022 } },
      ]);
    });

    it('deletes the document and says so when the CRM dropped the bytes behind a success', async () => {
      const uploaded = outcome(open.crm.uploadFile(message, aFile('a', 'zero', 9)));
      await open.answer('getlangs', 'getlangs');
      await open.answer('create', 'create-document-empty-file');
      await open.answer('delete', 'delete-message');
      expect((await ended(uploaded)).problem).toBe('fileRefused');
    });

    it('tells a file above the request limit from a user who may file nothing', async () => {
      const tooLarge = outcome(open.crm.uploadFile(message, aFile('a', 'big.bin', 9)));
      await open.answer('getlangs', 'getlangs');
      await open.answer('create', 'error-create-message-no-module-permission');
      await open.answer('describe', 'describe-documents-restricted');
      expect((await ended(tooLarge)).problem).toBe('fileRefused');
      const denied = outcome(open.crm.uploadFile(message, aFile('a', 'big.bin', 9)));
      await open.answer('create', 'error-create-message-no-module-permission');
      await open.answer('describe', 'error-query-no-module-permission');
      expect((await ended(denied)).problem).toBe('forbidden');
    });

    it('keeps a cloud attachment as a link, without bytes', async () => {
      const url = 'https://drive.example/x.pdf';
      const kept = outcome(open.crm.fileLink(message, { attachmentId: 'a', name: 'x.pdf', url }));
      const sent = await open.answer('create', 'create-document-external-url');
      expect(elementOf(sent)).toEqual({
        notes_title: 'x.pdf',
        filelocationtype: 'E',
        filename: url,
        filestatus: '1',
      });
      await open.answer('relate', 'e2e-09-relate-message-to-contact');
      expect((await ended(kept)).given.length).toBe(1);
    });

    it('deletes documents before the message, and minds none that is gone', async () => {
      const discarded = outcome(open.crm.discard(message, ['7x1', '7x2']));
      await open.answer('delete', 'error-query-no-module-permission');
      await open.answer('delete', 'delete-message');
      const last = await open.call('delete');
      expect(parameters(last)).toEqual({ id: '44x194' });
      answerWith(last, 'quirk-delete-deleted-message-null');
      expect((await ended(discarded)).given.length).toBe(1);
    });

    it('says so when the message itself may not be deleted', async () => {
      const discarded = outcome(open.crm.discard(message, []));
      await open.answer('delete', 'error-relate-readonly-record-as-id');
      expect((await ended(discarded)).problem).toBe('forbidden');
    });
  });
});
