import { type LinkProgress, noProgress } from '../../domain/link-progress';
import type { MailIdentity } from '../../domain/mail-identity';
import type { JournalEntry } from '../../ports/link-journal';
import { readEntry, readRecords } from './stored-shapes';

const record = {
  id: '4x50',
  module: 'Contacts',
  moduleLabel: 'Contact',
  label: 'Anna',
  detail: '',
};
const anAttempt = '0123456789abcdef01234567';
const identity: MailIdentity = {
  messageId: '<1@rossi.example>',
  subject: 'Offer',
  sender: 'anna@rossi.example',
  sentAt: '2026-11-24T09:00:00.000Z',
  sentAtIsExact: true,
  digest: 'd0d1d2d3d4d5d6d7d8d9dadb',
  derivedIds: ['<key@mail-connector.invalid>'],
};
const entry: JournalEntry = {
  account: { crmAddress: 'https://crm.example', userName: 'mario' },
  mailKey: '<key@mail-connector.invalid>',
  messageId: '<1@rossi.example>',
  subject: 'Offer',
  attachments: [],
  linked: [],
  wanted: [{ ...record, reasons: [] }],
  undone: [],
  progress: noProgress,
  at: '2026-11-26T10:00:00.000Z',
};

describe('readEntry', () => {
  it('gives what this pane writes as it is', () => {
    expect(readEntry(structuredClone(entry))).toEqual(entry);
  });

  it('gives all that is known of a link, as it is', () => {
    const progress: LinkProgress = {
      ...noProgress,
      identity,
      attempt: anAttempt,
      storeTriedAt: '2026-11-26T10:00:00.000Z',
      message: {
        id: '44x1',
        owner: '19x4',
        isOwn: true,
        visibility: 'Private',
        idIsDerived: true,
        timesStored: 2,
        sentTogether: ['a'],
        noted: ['4x50'],
        notedMore: true,
      },
      idIsTaken: true,
      judged: { '44x7': false },
      missed: ['a'],
      doubtful: ['a'],
      read: { a: { name: 'a.pdf', size: 3, isLink: false, digest: 'd0d1d2d3d4d5d6d7d8d9dadb' } },
      files: { a: { fate: 'archived', documentId: '7x1' } },
      created: ['7x1'],
      related: ['4x50'],
    };
    expect(readEntry(structuredClone({ ...entry, progress }))).toEqual({ ...entry, progress });
  });

  it('takes an entry of an older pane, which knew fewer facts', () => {
    const { note: _later, missed: _too, ...progress } = noProgress;
    expect(readEntry({ ...entry, progress })).toEqual(entry);
    const { idIsTaken: _id, judged: _said, doubtful: _two, unmarked: _none, ...of01 } = noProgress;
    expect(readEntry({ ...entry, progress: of01 })).toEqual(entry);
  });

  it('forgets what an older pane read of files, for it knew nothing of their contents', () => {
    const read = { a: { name: 'a.pdf', size: 3, isLink: false } };
    expect(readEntry({ ...entry, progress: { ...noProgress, read } })).toEqual(entry);
  });

  it('gives nothing of another shape', () => {
    for (const change of [
      { account: null },
      { wanted: 'all' },
      { wanted: [{ ...record, id: 4 }] },
      { attachments: [{ id: 'a' }] },
      { mailKey: undefined },
      { progress: { created: [7] } },
      { progress: { attempt: 'my own' } },
      { progress: { identity: { ...identity, derivedIds: [] } } },
      { progress: { judged: { '44x1': 'yes' } } },
      { progress: { message: { id: '44x1', owner: '19x4', visibility: 'Everybody' } } },
      { progress: { files: { a: { fate: 'archived' } } } },
    ]) {
      expect(readEntry({ ...entry, ...change }))
        .withContext(JSON.stringify(change))
        .toBeUndefined();
    }
    expect(readEntry(null)).toBeUndefined();
  });

  it('tells of a problem that this pane has no word for as of an unexpected one', () => {
    const files = {
      a: { fate: 'missing', problem: { kind: 'constructor' } },
      b: { fate: 'missing', problem: { kind: 'fileRefused' } },
      c: { fate: 'missing' },
    };
    const kinds = Object.values(
      readEntry({ ...entry, progress: { ...noProgress, files } })?.progress.files ?? {},
    ).map((file) => file.fate === 'missing' && file.problem.kind);
    expect(kinds).toEqual(['unexpected', 'fileRefused', 'unexpected']);
  });
});

describe('readRecords', () => {
  it('takes no evidence from the device, and no list of another shape', () => {
    expect(readRecords([{ ...record, reasons: [{ kind: 'address' }] }])).toEqual([
      { ...record, reasons: [] },
    ]);
    expect(readRecords([record, null])).toEqual([]);
    expect(readRecords({ length: 1 })).toEqual([]);
    expect(readRecords(new Array(2))).toEqual([]);
  });
});
