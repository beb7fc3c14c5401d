import { TestBed } from '@angular/core/testing';
import { of } from 'rxjs';
import type { RecordAnswer } from '../../../../contract/rest';
import { Device } from '../../../ports/device';
import { aDraft, aRecord, anIdentity } from '../../../testing/samples';
import {
  aDocument,
  aFile,
  another,
  asOfNow,
  describeDocuments,
  elementOf,
  here,
  message,
  notes,
  ownMark,
} from '../../../testing/harness/archive-samples';
import { markOf, userTime } from './message-element';
import { writeMark } from './mark-writing';
import { type OpenCrm, ended, openCrm, outcome } from '../../../testing/harness/open-crm';

describe('the archive', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
    describeDocuments();
  });

  describe('finding a stored mail', () => {
    it('asks by its Message-ID and those derived from it, and gives nothing when the CRM has none', async () => {
      const found = outcome(open.crm.archive.findMessage(anIdentity()));
      const { query } = await open.answer('query', 'query-messages-by-messageid-none');
      const { messageId, derivedIds } = anIdentity();
      expect(query).toContain(`WHERE messageid IN ('${[messageId, ...derivedIds].join("','")}')`);
      expect((await ended(found)).given).toEqual([{ idIsTaken: false, undecided: [] }]);
    });
  });

  describe('storing a mail', () => {
    it('sends it as JSON when there are no files, and gives what was stored', async () => {
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
      const sent = await open.answerData('create', asOfNow('create-message-link'));
      expect(sent['elementType']).toBe('Messages');
      expect(elementOf(sent)['messageid']).toBe(anIdentity().messageId);
      expect(elementOf(sent)['xmailer']).toBe(ownMark);
      await open.answerData('query', []);
      const message = jasmine.objectContaining({ id: '44x194', owner: '19x1', isOwn: true });
      expect((await ended(stored)).given).toEqual([{ kind: 'stored', stored: message }]);
    });

    it('sends the files with it, without empty ones and with at most 20', async () => {
      const files = [
        aFile('a', 'offer_v2.pdf', 5),
        aFile('b', 'empty.txt', 0),
        ...Array.from({ length: 22 }, (_, index) => aFile(`c${String(index)}`, 'c.txt', 1)),
      ];
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), files));
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
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
      const first = await open.answerData('create', asOfNow('create-message-link', 120));
      const second = elementOf(
        await open.answerData('revise', asOfNow('create-message-link', 120)),
      );
      const hours = (text = ''): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 3_600_000;
      expect(second['id']).toBe('44x194');
      expect(hours(second['mdate']) - hours(elementOf(first)['mdate'])).toBe(2);
      await open.answerData('query', []);
      expect((await ended(stored)).problem).toBeUndefined();
    });

    it('corrects the time by how wrong the clock of this device is', async () => {
      TestBed.resetTestingModule();
      const hour = 3_600_000;
      const device = { clockError: () => of(-7 * hour) };
      open = openCrm([{ provide: Device, useValue: device }]);
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
      const row = asOfNow('create-message-link', 7 * 60);
      await open.answerData('create', row);
      await open.answerData('query', []);
      expect((await ended(stored)).given.at(-1)).toEqual({
        kind: 'stored',
        stored: jasmine.objectContaining({ id: '44x194' }),
      });
    });

    it('says so when the clock of this device may be wrong', async () => {
      TestBed.resetTestingModule();
      open = openCrm([{ provide: Device, useValue: { clockError: () => of(undefined) } }]);
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
      await open.answerData('create', asOfNow('create-message-link', 20));
      await open.answerData('query', []);
      expect((await ended(stored)).given.at(-1)).toEqual({
        kind: 'stored',
        stored: jasmine.objectContaining({ timeIsUnsure: true }),
      });
    });

    it('treats a message whose answer was lost as the answer would have been', async () => {
      const storedAt = new Date();
      const checked = outcome(open.crm.archive.checkMessage(message, aDraft(), [], storedAt));
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
        const stored = outcome(open.crm.archive.storeMessage(aDraft(), [aFile('a', 'a.txt', 5)]));
        await open.answer('getlangs', 'getlangs');
        await open.answerData('create', asOfNow('create-message-link', 0, lost));
        await open.answerData('query', [aDocument('7x195', 'a.txt', 5)]);
        await open.answerData('revise', aDocument('7x195', 'a.txt', 5, notes('a')));
        await open.answerData('query', [aDocument('7x195', 'a.txt', 5, notes('a'))]);
        expect(await open.answer('delete', 'delete-message')).toEqual({ id: '7x195' });
        await open.answerData('retrieve', { id: '44x194', xmailer: ownMark });
        expect(await open.answer('delete', 'delete-message')).toEqual({ id: '44x194' });
        expect((await ended(stored)).problem).toBe('storedWrongly');
      });
    }

    it('takes a subject for the same when only its writing differs', async () => {
      const stored = outcome(open.crm.archive.storeMessage(aDraft({ subject: 'A <b> & 🎉 ' }), []));
      await open.answerData(
        'create',
        asOfNow('create-message-link', 0, { subject: 'A &lt;b&gt; &amp; &#127881;' }),
      );
      await open.answerData('query', []);
      expect((await ended(stored)).problem).toBeUndefined();
    });

    it('sends fewer files, then none, when the request is more than the server takes', async () => {
      const files = [aFile('a', 'a.txt', 7_000_000), aFile('b', 'b.txt', 5_000_000)];
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), files));
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
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
      await open.answer('create', 'error-create-message-no-module-permission');
      expect((await ended(stored)).problem).toBe('forbidden');
    });

    const copy = (id: string, mark: string, named: object = {}): RecordAnswer => ({
      id,
      messageid: anIdentity().messageId,
      subject: aDraft().subject,
      mfrom: anIdentity().sender,
      mdate: '2026-11-20 10:15:00',
      assigned_user_id: '19x1',
      xmailer: mark,
      ...named,
    });
    const marked = (named: object): string => writeMark({ ...markOf(aDraft()), ...named });

    it('gives way to the copy that another device stored before, and hands its files over', async () => {
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), [aFile('a', 'a.txt', 5)]));
      await open.answer('getlangs', 'getlangs');
      await open.answerData('create', asOfNow('create-message-link'));
      const elder = copy('44x193', marked({ attempt: another }));
      await open.answerData('query', [copy('44x194', ownMark), elder]);
      await open.answerData('query', [aDocument('7x195', 'a.txt', 5)]);
      await open.answerData('revise', aDocument('7x195', 'a.txt', 5, notes('a')));
      expect((await open.answer('relate', 'e2e-09-relate-message-to-contact'))['relatelist']).toBe(
        '["44x193"]',
      );
      const mark = elementOf(
        await open.answerData('revise', aDocument('7x195', 'a.txt', 5, notes('a', '44x193'))),
      );
      expect(mark['notecontent']).toContain('m=44x193');
      expect(await open.answer('delete', 'delete-message')).toEqual({ id: '44x194' });
      await open.answerData('retrieve', elder);
      expect((await ended(stored)).given).toEqual([
        { kind: 'stored', stored: jasmine.objectContaining({ id: '44x193', copyRemoved: true }) },
      ]);
    });

    it('keeps its own beside a younger copy, and beside what the CRM fetched itself', async () => {
      for (const other of [
        copy('44x199', marked({ attempt: another })),
        copy('44x90', 'Outlook 16', { mtype: 'Webmail' }),
        copy('44x90', ownMark, { mtype: 'Webmail' }),
        copy('44x90', 'mail-connector/1 4x50'),
      ]) {
        const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
        await open.answerData('create', asOfNow('create-message-link'));
        await open.answerData('query', [copy('44x194', ownMark), other]);
        expect((await ended(stored)).given).toEqual([
          { kind: 'stored', stored: jasmine.objectContaining({ id: '44x194', isOwn: true }) },
        ]);
        expect(await open.isSilent()).toBeTrue();
      }
    });

    it('deletes what a proxy stored once more, and remembers how often', async () => {
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
      await open.answerData('create', asOfNow('create-message-link', 0, { id: '44x197' }));
      await open.answerData('query', [copy('44x197', ownMark), copy('44x194', ownMark)]);
      expect(await open.answer('delete', 'delete-message')).toEqual({ id: '44x197' });
      expect((await ended(stored)).given).toEqual([
        { kind: 'stored', stored: jasmine.objectContaining({ id: '44x194', timesStored: 2 }) },
      ]);
    });

    it('is stored under another id when another mail came first under this one', async () => {
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
      await open.answerData('create', asOfNow('create-message-link'));
      const other = copy('44x193', marked({ attempt: another, digest: another }));
      await open.answerData('query', [copy('44x194', ownMark), other]);
      await open.answerData('retrieve', copy('44x194', ownMark));
      await open.answer('delete', 'delete-message');
      const sent = elementOf(
        await open.answerData(
          'create',
          asOfNow('create-message-link', 0, {
            id: '44x195',
            messageid: anIdentity().derivedIds[0],
          }),
        ),
      );
      expect(sent['messageid']).toBe(anIdentity().derivedIds[0]);
      await open.answerData('query', [
        copy('44x195', ownMark, { messageid: anIdentity().derivedIds[0] }),
        other,
      ]);
      expect((await ended(stored)).given).toEqual([
        { kind: 'stored', stored: jasmine.objectContaining({ id: '44x195', idIsDerived: true }) },
      ]);
    });

    it('never stores twice by itself when the answer is lost', async () => {
      const stored = outcome(open.crm.archive.storeMessage(aDraft(), []));
      (await open.call('create')).fail();
      expect((await ended(stored)).problem).toBe('unreachable');
      expect(await open.isSilent()).toBeTrue();
    });
  });

  describe('relating a mail', () => {
    it('names the message first and the record as target', async () => {
      const related = outcome(open.crm.archive.relateMessage(message, aRecord()));
      expect(await open.answer('relate', 'e2e-09-relate-message-to-contact')).toEqual({
        id: '44x194',
        relatelist: '["4x50"]',
        relationid: '',
      });
      expect((await ended(related)).problem).toBeUndefined();
    });

    it('tells a module without messages from a record that is gone', async () => {
      const record = aRecord({ module: 'Installations', id: '60x1' });
      const without = outcome(open.crm.archive.relateMessage(message, record));
      await open.answer('relate', 'error-relate-message-to-custom-module-without-messages-list');
      expect((await ended(without)).problem).toBe('noMessagesRelation');
      const gone = outcome(open.crm.archive.relateMessage(message, record));
      await open.answer('relate', 'error-relate-nonexistent-record');
      expect((await ended(gone)).problem).toBe('recordGone');
    });

    it('relates documents one by one when the record may only be read', async () => {
      const related = outcome(open.crm.documents.relateFiles(['7x1', '7x2'], aRecord()));
      expect(await open.answer('relate', 'error-relate-readonly-record-as-id')).toEqual({
        id: '4x50',
        relatelist: '["7x1","7x2"]',
        relationid: '',
      });
      await open.answerData('query', [aDocument('7x1', 'a', 1), aDocument('7x2', 'b', 1)]);
      for (const id of ['7x1', '7x2']) {
        const sent = await open.answer('relate', 'e2e-09-relate-message-to-contact');
        expect(sent).toEqual({ id, relatelist: '["4x50"]', relationid: '' });
      }
      expect((await ended(related)).given.length).toBe(1);
    });
  });

  describe('noting the records', () => {
    const noted = (xmailer: string, mtype = 'Link'): RecordAnswer => ({
      id: '44x194',
      xmailer,
      mtype,
    });
    const markWith = (...recordIds: string[]): string =>
      writeMark({ ...markOf(aDraft()), recordIds });

    it('adds to what was noted before, and takes away', async () => {
      const written = outcome(open.crm.archive.storeLinkedIds(message, ['3x20']));
      await open.answerData('retrieve', noted(markWith('4x50')));
      const sent = elementOf(await open.answerData('revise', noted('')));
      expect(sent).toEqual({ id: '44x194', xmailer: markWith('4x50', '3x20') });
      expect((await ended(written)).problem).toBeUndefined();
      const taken = outcome(open.crm.archive.storeLinkedIds(message, [], ['4x50']));
      await open.answerData('retrieve', noted(markWith('4x50', '3x20')));
      expect(elementOf(await open.answerData('revise', noted('')))['xmailer']).toBe(
        markWith('3x20'),
      );
      expect((await ended(taken)).problem).toBeUndefined();
    });

    it('leaves alone what bears no mark of this pane, and writes nothing twice', async () => {
      for (const row of [
        noted('Microsoft Outlook 16.0'),
        noted(''),
        noted('mail-connector/1 4x50'),
        noted(markWith('4x50'), 'Webmail'),
        noted(markWith('3x20')),
      ]) {
        const written = outcome(open.crm.archive.storeLinkedIds(message, ['3x20']));
        await open.answerData('retrieve', row);
        expect((await ended(written)).problem).toBeUndefined();
        expect(await open.isSilent()).toBeTrue();
      }
    });

    it('shows a message to all, and says so in its mark', async () => {
      const shown = outcome(open.crm.archive.showToAll(message));
      await open.answerData(
        'retrieve',
        noted(writeMark({ ...markOf(aDraft()), visibility: 'Private' })),
      );
      const sent = elementOf(await open.answerData('revise', noted('')));
      expect(sent).toEqual({ id: '44x194', mvisibility: 'Public', xmailer: ownMark });
      expect((await ended(shown)).problem).toBeUndefined();
    });
  });
});
