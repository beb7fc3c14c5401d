import type { Discardable } from '../../../ports/message-archive';
import { aDraft, anAttempt } from '../../../testing/samples';
import {
  aDocument,
  aFile,
  another,
  describeDocuments,
  message,
  notes,
  ownMark,
} from '../../../testing/harness/archive-samples';
import { sought } from './files';
import { markOf } from './message-element';
import { writeMark } from './mark-writing';
import {
  type OpenCrm,
  answerWith,
  ended,
  openCrm,
  outcome,
  parameters,
} from '../../../testing/harness/open-crm';

describe('taking back what a link made', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
    describeDocuments();
  });

  const own = (named: Partial<Discardable> = {}): Discardable => ({
    attempt: anAttempt,
    message,
    owner: '19x1',
    files: [],
    unmarked: [],
    comments: [],
    ...named,
  });

  it('deletes only documents with its mark, then the message, and minds none that is gone', async () => {
    const files = ['a', 'b'].map((id) => sought(aFile(id, `${id}.txt`, 5)));
    const discarded = outcome(open.crm.archive.discard(own({ files })));
    await open.answerData('query', [
      aDocument('7x1', 'a.txt', 5, notes('a')),
      aDocument('7x2', 'b.txt', 5, notes('b')),
      aDocument('7x3', 'a.txt', 5, notes('a', '44x194', another)),
      aDocument('7x4', 'a.txt', 5),
    ]);
    await open.answer('delete', 'error-query-no-module-permission');
    expect(await open.answer('delete', 'delete-message')).toEqual({ id: '7x2' });
    await open.answerData('retrieve', { id: '44x194', xmailer: ownMark });
    const last = await open.call('delete');
    expect(parameters(last)).toEqual({ id: '44x194' });
    answerWith(last, 'quirk-delete-deleted-message-null');
    expect((await ended(discarded)).given).toEqual([{ message: 'deleted', documents: 2 }]);
  });

  it('leaves a message alone that is not its own when it is read back', async () => {
    for (const row of [
      { xmailer: '' },
      { xmailer: writeMark({ ...markOf(aDraft()), attempt: another }) },
      { xmailer: ownMark, mtype: 'Webmail' },
    ]) {
      const discarded = outcome(open.crm.archive.discard(own()));
      await open.answerData('retrieve', { id: '44x194', ...row });
      expect((await ended(discarded)).given).toEqual([{ message: 'foreign', documents: 0 }]);
      expect(await open.isSilent()).toBeTrue();
    }
  });

  it('deletes a document that can bear no mark by its id, while title and size agree', async () => {
    describeDocuments({});
    const files = [sought(aFile('a', 'a.txt', 5))];
    const discarded = outcome(
      open.crm.archive.discard({
        attempt: anAttempt,
        owner: '19x1',
        files,
        unmarked: ['7x1', '7x2'],
        comments: [],
      }),
    );
    await open.answerData('query', [
      aDocument('7x1', 'a.txt', 5),
      aDocument('7x2', 'other.txt', 5),
    ]);
    expect(await open.answer('delete', 'delete-message')).toEqual({ id: '7x1' });
    expect((await ended(discarded)).given).toEqual([{ message: 'none', documents: 1 }]);
  });

  it('deletes a comment only while it is what was written', async () => {
    for (const [content, related_to, isDeleted] of [
      ['A note', '4x50', true],
      ['A note', '4x51', false],
      ['Another', '4x50', false],
    ] as const) {
      const comments = [{ id: '36x9', recordId: '4x50', text: 'A note' }];
      const discarded = outcome(
        open.crm.archive.discard({
          attempt: anAttempt,
          owner: '19x1',
          files: [],
          unmarked: [],
          comments,
        }),
      );
      await open.answerData('retrieve', { id: '36x9', related_to, commentcontent: content });
      if (isDeleted) await open.answer('delete', 'delete-message');
      expect((await ended(discarded)).problem).toBeUndefined();
      expect(await open.isSilent()).toBeTrue();
    }
  });

  it('says so when the message itself may not be deleted', async () => {
    const discarded = outcome(open.crm.archive.discard(own()));
    await open.answerData('retrieve', { id: '44x194', xmailer: ownMark });
    await open.answer('delete', 'error-relate-readonly-record-as-id');
    expect((await ended(discarded)).problem).toBe('forbidden');
  });
});
