import type { StoredMessage } from '../domain/archive';
import { type LinkProgress, noProgress } from '../domain/link-progress';
import { aMail, aRecord, anAccount, anAttachment, anAttempt, anEnvelope } from '../testing/samples';
import { receiptNotes } from './receipt-notes';

const mail = aMail({
  attachments: [anAttachment(), anAttachment({ id: 'png', name: 'site.png' })],
});
const own: StoredMessage = { id: '44x1', owner: '19x4', isOwn: true, visibility: 'Public' };
const progress: LinkProgress = {
  ...noProgress,
  envelope: anEnvelope(),
  attempt: anAttempt,
  message: own,
  created: ['7x1', '7x2'],
  files: {
    'att-1': { fate: 'archived', documentId: '7x1' },
    png: { fate: 'archived', documentId: '7x2' },
  },
};
const notesOf = (named: Partial<LinkProgress>): readonly string[] =>
  receiptNotes({
    link: {
      id: 'l',
      account: anAccount,
      mail,
      records: [aRecord()],
      steps: [],
      visibility: 'Public',
    },
    progress: { ...progress, ...named },
    status: 'linked',
  });
const withMessage = (named: Partial<StoredMessage>): Partial<LinkProgress> => ({
  message: { ...own, ...named },
});

describe('receiptNotes', () => {
  it('says nothing where all is as in the email', () => {
    expect(notesOf({})).toEqual([]);
  });

  it('tells under which id the email is saved, and why', () => {
    const taken = notesOf({ ...withMessage({ idIsDerived: true }), idIsTaken: true });
    expect(taken).toEqual([
      'Another email in the CRM has the same ID, so this one was saved under its own.',
    ]);
    expect(notesOf(withMessage({ idIsDerived: true }))).toEqual([
      "The CRM can't use this email's ID, so it was saved under its own.",
    ]);
    // Nothing happened to an email whose own id is in use for it.
    expect(notesOf({ idIsTaken: true })).toEqual([]);
  });

  it('tells once that an email without an id has a made one', () => {
    const envelope = anEnvelope({ messageIdSource: 'made' });
    const notes = notesOf({ envelope, ...withMessage({ idIsDerived: true }) });
    expect(notes.length).toBe(1);
    expect(notes[0]).toContain('has no Message-ID');
  });

  it('names what was shortened', () => {
    const shortened = ['subject', 'sender', 'inReplyTo'] as const;
    expect(notesOf(withMessage({ shortened }))).toEqual([
      'Too long for the CRM, so shortened there: subject, sender, reply reference',
    ]);
    expect(notesOf(withMessage({ shortened: [] }))).toEqual([]);
  });

  it('names the attachment that the text is inside of', () => {
    const attachments = [anAttachment({ id: 'p7m', name: 'smime.p7m' })];
    const told = (body: string): readonly string[] =>
      receiptNotes({
        link: {
          id: 'l',
          account: anAccount,
          mail: aMail({ attachments, body }),
          records: [aRecord()],
          steps: [],
          visibility: 'Public',
        },
        progress: {
          ...progress,
          created: ['7x1'],
          files: { p7m: { fate: 'archived', documentId: '7x1' } },
        },
        status: 'linked',
      });
    expect(told('')).toEqual(['The text of this email is inside the attachment smime.p7m.']);
    expect(told('<p>Please find my offer below.</p>')).toEqual([]);
  });

  it('tells that styles were lost', () => {
    expect(notesOf({ losesStyles: true })).toEqual([
      "The email's styles were too complex to keep: colors and fonts may differ in the CRM.",
    ]);
  });

  it('tells that another device was first', () => {
    const copy = withMessage({ isOwn: false, copyRemoved: true });
    expect(notesOf({ ...copy, messageWasThere: true })).toEqual([
      'Another device saved this email first. Your second copy was removed.',
    ]);
  });

  it('names attachments that the CRM may hold twice', () => {
    expect(notesOf({ doubtful: ['png'] })).toEqual([
      'The CRM may have these attachments twice: site.png',
    ]);
  });

  it('names what an undo can delete for now only, or not at all', () => {
    expect(notesOf({ created: ['7x1'], unmarked: ['7x2'] })).toEqual([
      'Undo can delete these only until this pane closes: site.png',
    ]);
    expect(notesOf({ created: ['7x1'] })).toEqual(["Undo can't delete these: site.png"]);
    // What came with an email of before is not this link's to delete.
    expect(notesOf({ created: [], messageWasThere: true })).toEqual([]);
  });
});
