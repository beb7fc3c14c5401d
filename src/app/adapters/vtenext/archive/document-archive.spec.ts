import type { RecordAnswer } from '../../../../contract/rest';
import { sampleAnswer } from '../../../../contract/samples';
import type { StoredMessage } from '../../../domain/archive';
import { aRecord, anOrigin } from '../../../testing/samples';
import {
  aDocument,
  aFile,
  another,
  describeDocuments,
  digestFor,
  elementOf,
  message,
  notes,
} from '../../../testing/harness/archive-samples';
import { shownName, sought } from './files';
import {
  type OpenCrm,
  ended,
  openCrm,
  outcome,
  parameters,
} from '../../../testing/harness/open-crm';

describe('files of a mail', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
    describeDocuments();
  });

  const together: StoredMessage = { ...message, sentTogether: ['a', 'b'] };

  it('marks those that the CRM made of what went with the message, and finds them by it', async () => {
    const files = [aFile('a', 'offer_v2 final.pdf', 3022), aFile('b', 'notes.txt', 29)];
    const found = outcome(open.crm.documents.findFiles(together, files.map(sought), anOrigin));
    const { query } = await open.answerData('query', [
      aDocument('7x197', 'notes.txt', 29),
      aDocument('7x195', 'offer_v2 final.pdf', 3022),
    ]);
    expect(query).toContain("assigned_user_id='19x1'");
    const open3 = await open.underWay();
    expect(open3.map((call) => elementOf(parameters(call))['id'])).toEqual(['7x195', '7x197']);
    for (const [index, call] of open3.entries()) {
      const sent = elementOf(parameters(call));
      expect(sent['notecontent']).toBe(notes(index === 0 ? 'a' : 'b'));
      call.flush(JSON.stringify({ status: 200, data: sent }));
    }
    expect((await ended(found)).given).toEqual([
      {
        stored: [
          { attachmentId: 'a', documentId: '7x195', size: 3022, isOwn: true, isListed: true },
          { attachmentId: 'b', documentId: '7x197', size: 29, isOwn: true, isListed: true },
        ],
        doubtful: [],
      },
    ]);
  });

  it('marks nothing that may be of another mail: name, size and time are no proof', async () => {
    const found = outcome(
      open.crm.documents.findFiles(together, [sought(aFile('a', 'payslip.pdf', 9))], anOrigin),
    );
    await open.answerData('query', [
      aDocument('7x195', 'payslip.pdf', 9),
      aDocument('7x198', 'payslip.pdf', 9),
    ]);
    expect((await ended(found)).given).toEqual([{ stored: [], doubtful: ['a'] }]);
    expect(await open.isSilent()).toBeTrue();
  });

  it('takes none that is older, another person’s, written on, or of another message or content', async () => {
    const found = outcome(
      open.crm.documents.findFiles(together, [sought(aFile('a', 'a.txt', 5))], anOrigin),
    );
    await open.answerData('query', [
      aDocument('7x190', 'a.txt', 5),
      { ...aDocument('7x195', 'a.txt', 5), creator: '19x7' },
      aDocument('7x196', 'a.txt', 5, 'Please keep'),
      aDocument('7x197', 'a.txt', 5, notes('a', '44x80')),
      aDocument('7x198', 'a.txt', 5, notes('z')),
    ]);
    expect((await ended(found)).given).toEqual([{ stored: [], doubtful: [] }]);
  });

  it('finds a mark wherever people have written round it, and says whose it is', async () => {
    const found = outcome(
      open.crm.documents.findFiles(message, [sought(aFile('a', 'a.txt', 5))], anOrigin),
    );
    const edited = `Checked by Anna\n${notes('a', '44x194', another)}\nsee TT12`;
    await open.answerData('query', [aDocument('7x195', 'a.txt', 5, edited)]);
    expect((await ended(found)).given).toEqual([
      { stored: [{ attachmentId: 'a', documentId: '7x195', size: 5, isOwn: false }], doubtful: [] },
    ]);
  });

  it('counts a document without a mark by its id alone, while title and size agree', async () => {
    const asked = { ...sought(aFile('a', 'a.txt', 5)), documentId: '7x150' };
    for (const [row, count] of [
      [aDocument('7x150', 'a.txt', 5), 1],
      [aDocument('7x150', 'a.txt', 6), 0],
      [aDocument('7x150', 'b.txt', 5), 0],
      [aDocument('7x151', 'a.txt', 5), 0],
    ] as const) {
      const found = outcome(open.crm.documents.findFiles(message, [asked], anOrigin));
      const { query } = await open.answerData('query', [row]);
      expect(query).toContain("OR id IN ('7x150')");
      expect((await ended(found)).given[0]?.stored.length).toBe(count);
    }
  });

  it('selects no notes that are hidden, and claims what came with the message without a mark', async () => {
    describeDocuments({});
    const found = outcome(
      open.crm.documents.findFiles(together, [sought(aFile('a', 'a.txt', 5))], anOrigin),
    );
    const { query } = await open.answerData('query', [aDocument('7x195', 'a.txt', 5)]);
    expect(query).not.toContain('notecontent');
    expect((await ended(found)).given).toEqual([
      {
        stored: [{ attachmentId: 'a', documentId: '7x195', size: 5, isOwn: false, isListed: true }],
        doubtful: [],
      },
    ]);
  });

  it('writes no notes that may only be read', async () => {
    describeDocuments({ editable: false });
    const found = outcome(
      open.crm.documents.findFiles(together, [sought(aFile('a', 'a.txt', 5))], anOrigin),
    );
    const { query } = await open.answerData('query', [aDocument('7x195', 'a.txt', 5)]);
    expect(query).toContain('notecontent');
    expect((await ended(found)).given[0]?.stored.length).toBe(1);
    expect(await open.isSilent()).toBeTrue();
  });

  it('files one that was missing, and lists it at the message', async () => {
    const uploaded = outcome(
      open.crm.documents.uploadFile(message, aFile('a', 'drawing.pdf', 3022), anOrigin),
    );
    await open.answer('getlangs', 'getlangs');
    const { data } = JSON.parse(sampleAnswer('e2e-13-create-document-separately').text) as {
      data: RecordAnswer;
    };
    const sent = await open.answerData('create', { ...data, notecontent: notes('a') });
    expect(sent['filename']).toBe('drawing.pdf');
    expect(elementOf(sent)['notecontent']).toBe(notes('a'));
    expect(elementOf(sent)['filelocationtype']).toBe('I');
    expect((await open.answer('relate', 'e2e-09-relate-message-to-contact'))['id']).toBe('7x199');
    expect((await ended(uploaded)).given).toEqual([
      {
        kind: 'stored',
        stored: { attachmentId: 'a', documentId: '7x199', size: 3022, isOwn: true },
      },
    ]);
  });

  it('deletes the document and says so when the CRM dropped the bytes behind a success', async () => {
    const uploaded = outcome(
      open.crm.documents.uploadFile(message, aFile('a', 'zero', 9), anOrigin),
    );
    await open.answer('getlangs', 'getlangs');
    await open.answer('create', 'create-document-empty-file');
    await open.answer('delete', 'delete-message');
    expect((await ended(uploaded)).problem).toBe('fileRefused');
  });

  it('tells a file above the request limit from a user who may file nothing', async () => {
    const tooLarge = outcome(
      open.crm.documents.uploadFile(message, aFile('a', 'big.bin', 9), anOrigin),
    );
    await open.answer('getlangs', 'getlangs');
    await open.answer('create', 'error-create-message-no-module-permission');
    await open.answer('describe', 'describe-documents-restricted');
    expect((await ended(tooLarge)).problem).toBe('fileRefused');
    const denied = outcome(
      open.crm.documents.uploadFile(message, aFile('a', 'big.bin', 9), anOrigin),
    );
    await open.answer('create', 'error-create-message-no-module-permission');
    await open.answer('describe', 'error-query-no-module-permission');
    expect((await ended(denied)).problem).toBe('forbidden');
  });

  it('keeps a cloud attachment as a link, without bytes', async () => {
    const url = 'https://drive.example/x.pdf';
    const kept = outcome(
      open.crm.documents.fileLink(
        message,
        { attachmentId: 'a', name: 'x.pdf', url, digest: digestFor('a') },
        anOrigin,
      ),
    );
    const sent = await open.answer('create', 'create-document-external-url');
    expect(elementOf(sent)).toEqual({
      notes_title: 'x.pdf',
      filelocationtype: 'E',
      filename: url,
      filestatus: '1',
      notecontent: notes('a'),
    });
    await open.answer('relate', 'e2e-09-relate-message-to-contact');
    expect((await ended(kept)).given.length).toBe(1);
  });

  it('tells documents that were deleted from a record that was', async () => {
    const related = outcome(open.crm.documents.relateFiles(['7x1', '7x2'], aRecord()));
    await open.answer('relate', 'error-relate-nonexistent-record');
    await open.answerData('query', [aDocument('7x2', shownName('a.txt'), 5)]);
    expect((await ended(related)).problem).toBe('documentsGone');
    const gone = outcome(open.crm.documents.relateFiles(['7x1'], aRecord()));
    await open.answer('relate', 'error-relate-nonexistent-record');
    await open.answerData('query', [aDocument('7x1', 'a.txt', 5)]);
    await open.answer('relate', 'error-relate-nonexistent-record');
    expect((await ended(gone)).problem).toBe('recordGone');
  });
});
