import { type LinkProgress, noProgress } from '../domain/link-progress';
import { mailKey } from '../domain/mail-identity';
import type { JournalEntry } from '../ports/link-journal';
import {
  aMail,
  aRecord,
  anAccount,
  anAttachment,
  anAttempt,
  anEnvelope,
  anIdentity,
} from '../testing/samples';
import { journalEntry, undoneEntry } from './journal-entry';
import { progressFor, givenUpEntry, hintsFor } from '../machine/journal-reading';
import { type Link, planSteps } from '../machine/link-plan';

const files = [
  anAttachment({ id: 'a', name: 'scan.pdf' }),
  anAttachment({ id: 'b', name: 'scan.pdf' }),
  anAttachment({ id: 'c', name: 'logo.png' }),
];
const mail = aMail({ attachments: files });
const link: Link = {
  id: 'link-1',
  account: anAccount,
  mail,
  records: [aRecord()],
  steps: planSteps(mail, [aRecord()]),
  visibility: 'Public',
};
const message = { id: '44x1', owner: '19x4', isOwn: true, sentTogether: ['a', 'b', 'c'] };
const progress: LinkProgress = {
  ...noProgress,
  envelope: anEnvelope(),
  identity: anIdentity(),
  attempt: anAttempt,
  storeTriedAt: '2026-11-20T09:00:00.000Z',
  message,
  messageChecked: true,
  idIsTaken: true,
  judged: { '44x7': false },
  missed: ['b'],
  doubtful: ['b'],
  read: { a: { name: 'scan.pdf', size: 3, isLink: false, digest: 'd0' } },
  files: {
    a: { fate: 'archived', documentId: '7x1' },
    b: { fate: 'archived', documentId: '7x2' },
    c: { fate: 'empty' },
  },
  created: ['7x1'],
  unmarked: ['7x2'],
  related: ['4x50'],
  note: { after: '44x1', at: { '4x50': { fate: 'added', commentId: '36x9' } } },
};
const entryOf = (told: LinkProgress): JournalEntry => {
  const entry = journalEntry(link, told, 'begun');
  if (!entry) throw new Error('There is no entry.');
  return entry;
};

describe('journalEntry', () => {
  it('is known by what tells the mail from all others, not by its Message-ID alone', () => {
    const entry = entryOf(progress);
    expect(entry.mailKey).toBe(mailKey(anIdentity()));
    expect(entry.messageId).toBe(anIdentity().messageId);
    expect(journalEntry(link, noProgress, 'begun')).toBeUndefined();
  });

  it('tells the mark of the link, and nothing of documents that only this pane knows for its own', () => {
    const entry = entryOf(progress);
    expect(entry.progress.attempt).toBe(anAttempt);
    expect(entry.progress.created).toEqual(['7x1']);
    expect(entry.progress.unmarked).toEqual([]);
    expect('envelope' in entry.progress).toBeFalse();
  });

  it('names the records that come back when the mail is stored again, once it is deleted', () => {
    const entry = undoneEntry({ ...link, earlier: entryOf(progress) }, progress);
    expect(entry?.mailKey).toBe(mailKey(anIdentity()));
    expect(entry?.undone).toEqual([aRecord()]);
    expect(entry?.progress).toEqual(noProgress);
  });

  it('is unfinished until the mail is linked', () => {
    expect(entryOf(progress).wanted).toEqual([aRecord()]);
    expect(entryOf(progress).linked).toEqual([]);
    const entry = journalEntry(link, progress, 'linked');
    expect(entry?.wanted).toEqual([]);
    expect(entry?.linked).toEqual([aRecord()]);
  });

  it('counts a link that was undone as linked again once the mail is', () => {
    const company = aRecord({ id: '3x20' });
    const earlier = undoneEntry({ ...link, records: [company] }, progress);
    const begun = journalEntry({ ...link, earlier }, progress, 'begun');
    expect(begun?.linked).toEqual([]);
    expect(begun?.undone).toEqual([company]);
    const entry = journalEntry({ ...link, earlier }, progress, 'linked');
    expect(entry?.linked).toEqual([company, aRecord()]);
    expect(entry?.undone).toEqual([]);
  });

  it('keeps of what is given up the records that were reached', () => {
    expect(givenUpEntry(entryOf(progress))?.linked).toEqual([aRecord()]);
    expect(givenUpEntry(entryOf({ ...progress, related: [] }))).toBeUndefined();
  });
});

describe('factsFor', () => {
  const now = aMail({
    attachments: [
      anAttachment({ id: '1', name: 'scan.pdf' }),
      anAttachment({ id: '2', name: 'scan.pdf' }),
      anAttachment({ id: '3', name: 'logo.png' }),
    ],
  });

  it('takes along the mark, the message without what was sent alone, and what a person said', () => {
    expect(progressFor(now, entryOf(progress))).toEqual({
      ...noProgress,
      attempt: anAttempt,
      storeTriedAt: '2026-11-20T09:00:00.000Z',
      message: { ...message, sentTogether: ['1', '3'] },
      messageChecked: true,
      judged: { '44x7': false },
      note: progress.note,
    });
  });

  it('believes nothing of files: empty, missing and sizes are asked anew', () => {
    const {
      files: fates,
      read,
      created,
      missed,
      doubtful,
      related,
    } = progressFor(now, entryOf(progress));
    expect([fates, read]).toEqual([{}, {}]);
    expect([created, missed, doubtful, related]).toEqual([[], [], [], []]);
  });

  it('gives documents of version 0.1 as hints, of files of one name by their place', () => {
    const { identity: _unknown, ...older } = progress;
    const told = { ...entryOf(progress), progress: older };
    expect(hintsFor(now, told)).toEqual({ '1': '7x1', '2': '7x2' });
    expect(hintsFor(now, entryOf(progress))).toEqual({});
    const other = aMail({ attachments: [anAttachment({ id: '1', name: 'other.pdf' })] });
    expect(hintsFor(other, told)).toEqual({});
    expect(hintsFor(now, undefined)).toEqual({});
  });
});
