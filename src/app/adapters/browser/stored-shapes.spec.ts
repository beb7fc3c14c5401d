import { noFacts } from '../../domain/link-facts';
import type { JournalEntry } from '../../ports/link-journal';
import { readEntry, readRecords } from './stored-shapes';

const record = { id: '4x50', module: 'Contacts', moduleLabel: 'Contact', label: 'Anna', detail: '' };
const entry: JournalEntry = {
  account: { crmAddress: 'https://crm.example', userName: 'mario' },
  messageId: '<1@rossi.example>',
  subject: 'Offer',
  attachments: [],
  linked: [],
  wanted: [{ ...record, evidence: [] }],
  undone: [],
  facts: noFacts,
  at: '2026-11-26T10:00:00.000Z',
};

describe('readEntry', () => {
  it('gives what this pane writes as it is', () => {
    expect(readEntry(structuredClone(entry))).toEqual(entry);
  });

  it('takes an entry of an older pane, which knew fewer facts', () => {
    const { note: _later, missed: _too, ...facts } = noFacts;
    expect(readEntry({ ...entry, facts })).toEqual(entry);
  });

  it('gives nothing of another shape', () => {
    for (const change of [
      { account: null },
      { wanted: 'all' },
      { wanted: [{ ...record, id: 4 }] },
      { attachments: [{ id: 'a' }] },
      { facts: { created: [7] } },
      { facts: { files: { a: { fate: 'archived' } } } },
    ]) {
      expect(readEntry({ ...entry, ...change })).withContext(JSON.stringify(change)).toBeUndefined();
    }
    expect(readEntry(null)).toBeUndefined();
  });

  it('tells of a problem that this pane has no word for as of an unexpected one', () => {
    const files = {
      a: { fate: 'missing', problem: { kind: 'constructor' } },
      b: { fate: 'missing', problem: { kind: 'fileRefused' } },
      c: { fate: 'missing' },
    };
    const kinds = Object.values(readEntry({ ...entry, facts: { ...noFacts, files } })?.facts.files ?? {}).map(
      (file) => file.fate === 'missing' && file.problem.kind,
    );
    expect(kinds).toEqual(['unexpected', 'fileRefused', 'unexpected']);
  });
});

describe('readRecords', () => {
  it('takes no evidence from the device, and no list of another shape', () => {
    expect(readRecords([{ ...record, evidence: [{ kind: 'address' }] }])).toEqual([
      { ...record, evidence: [] },
    ]);
    expect(readRecords([record, null])).toEqual([]);
    expect(readRecords({ length: 1 })).toEqual([]);
    expect(readRecords(new Array(2))).toEqual([]);
  });
});
