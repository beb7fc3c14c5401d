import { type Configuration, stockConfiguration } from '../domain/configuration';
import { defaultSettings } from '../domain/settings';
import { type LinkProgress, noProgress } from '../domain/link-progress';
import { mailKey } from '../domain/mail-identity';
import { choosing } from '../testing/harness/pane-screen';
import type { JournalEntry } from '../ports/link-journal';
import { aMail, aRecord, anAccount, anAttachment, anAttempt, anIdentity } from '../testing/samples';
import { answered, planFinish, planLink, repairing, replanned } from './link-planning';
import { type LinkState, type MachineState, initialState } from './machine.state';

const mail = aMail({
  abilities: { attachments: true, headers: true, original: true },
  attachments: [anAttachment({ id: 'now', name: 'offer.pdf' })],
});
const message = { id: '44x1', owner: '19x4', isOwn: true, sentTogether: ['then'] };
/** What a pane before this one knew: its attachments had other ids. */
const known: LinkProgress = {
  ...noProgress,
  identity: anIdentity(),
  attempt: anAttempt,
  storeTriedAt: '2026-11-20T09:00:00.000Z',
  message,
  messageChecked: true,
  judged: { '44x7': false },
  doubtful: ['then'],
  read: { then: { name: 'offer.pdf', size: 1000, isLink: false, digest: 'd0' } },
  files: { then: { fate: 'archived', documentId: '7x1' } },
  created: ['7x1'],
};
const entry = (named: Partial<JournalEntry> = {}): JournalEntry => ({
  account: anAccount,
  mailKey: mailKey(anIdentity()),
  messageId: anIdentity().messageId,
  subject: 'Offer',
  attachments: [anAttachment({ id: 'then', name: 'offer.pdf' })],
  linked: [],
  wanted: [aRecord()],
  undone: [],
  progress: known,
  at: '2026-11-20T09:00:00.000Z',
  ...named,
});

function choosingAfter(told?: JournalEntry): MachineState {
  const links = { records: [], ...(told && { entry: told }) };
  return {
    ...initialState,
    account: anAccount,
    pane: choosing({ mail, chosen: [aRecord()], earlier: { status: 'known', round: 0, links } }),
  };
}
const first = ({ links }: MachineState): LinkState | undefined => Object.values(links)[0];

function planned(configuration: Partial<Configuration>): LinkState | undefined {
  return first(
    planLink({
      ...choosingAfter(),
      settings: { ...defaultSettings, archivesOriginal: true },
      configuration: { ...stockConfiguration, ...configuration },
    }),
  );
}

describe('planLink, as the host of the pane decided', () => {
  // security: address-first
  it('stores messages for whom it says', () => {
    expect(planned({})?.link.visibility).toBe('Public');
    expect(planned({ messageVisibility: 'Private' })?.link.visibility).toBe('Private');
  });

  it('does not file the whole mail when that is switched off, whatever was chosen before', () => {
    expect(planned({})?.progress.originalWanted).toBeTrue();
    const features = { ...stockConfiguration.features, originalMail: false };
    expect(planned({ features })?.progress.originalWanted).toBeFalse();
  });
});

describe('planLink, after an earlier pane', () => {
  it('knows nothing of a mail that the journal does not know', () => {
    const state = first(planLink(choosingAfter()));
    expect(state?.progress).toEqual(noProgress);
    expect(state?.link.hints).toEqual({});
  });

  it('goes on with the mark of what was begun and reached no record', () => {
    const state = first(planLink(choosingAfter(entry())));
    expect(state?.progress).toEqual({
      ...noProgress,
      attempt: anAttempt,
      storeTriedAt: '2026-11-20T09:00:00.000Z',
      message: { ...message, sentTogether: ['now'] },
      messageChecked: true,
      judged: { '44x7': false },
    });
  });

  it('makes something of its own where that was linked, and keeps what a person said', () => {
    for (const told of [
      entry({ progress: { ...known, related: ['4x50'] } }),
      entry({ wanted: [], linked: [aRecord({ id: '3x20' })] }),
    ]) {
      const state = first(planLink(choosingAfter(told)));
      expect(state?.progress).toEqual({ ...noProgress, judged: { '44x7': false } });
    }
  });

  it('hands on documents of version 0.1 as hints, and nothing that bears a mark', () => {
    const linked = { wanted: [], linked: [aRecord()] };
    const { identity: _unknown, ...older } = known;
    const state = first(planLink(choosingAfter(entry({ ...linked, progress: older }))));
    expect(state?.link.hints).toEqual({ now: '7x1' });
    expect(state?.progress.files).toEqual({});
    expect(state?.progress.created).toEqual([]);
    expect(first(planLink(choosingAfter(entry(linked))))?.link.hints).toEqual({});
  });
});

describe('planFinish', () => {
  it('goes on with the open mail where it is the one that was begun', () => {
    const state = first(planFinish(choosingAfter(entry()), { entry: entry() }));
    expect(state?.link.mail).toBe(mail);
    expect(state?.link.steps[0]?.name).toBe('readEnvelope');
    expect(state?.progress.attempt).toBe(anAttempt);
    expect(state?.progress.files).toEqual({});
  });

  it('leaves the open mail alone where it is another one with the same Message-ID', () => {
    const another = entry({ mailKey: '<another@mail-connector.invalid>' });
    const state = first(planFinish(choosingAfter(another), { entry: entry() }));
    expect(state?.link.mail.itemId).toBe('');
    expect(state?.link.steps[0]?.name).toBe('findMessage');
  });

  it('asks the CRM anew where the documents are when the mail is not open', () => {
    const closed: MachineState = {
      ...initialState,
      account: anAccount,
      pane: { status: 'noMail', item: { kind: 'nothing' } },
    };
    const state = first(planFinish(closed, { entry: entry() }));
    expect(state?.progress).toEqual({ ...known, files: {}, created: [] });
    expect(state?.link.hints).toEqual({});
  });

  it('waits for the mail where something of it is not in the CRM yet', () => {
    const { identity: _unknown, ...unread } = known;
    for (const progress of [unread, { ...known, files: {} }, { ...known, messageChecked: false }]) {
      const told = entry({ progress });
      const state = planFinish({ ...initialState, account: anAccount }, { entry: told });
      expect(state.links).toEqual({});
    }
  });
});

describe('what goes on with a link', () => {
  const linked: Extract<LinkState, { status: 'linked' }> = {
    link: {
      id: 'link-1',
      account: anAccount,
      mail,
      records: [aRecord()],
      steps: [{ name: 'readEnvelope' }, { name: 'findMessage' }, { name: 'beginStoring' }],
      visibility: 'Public',
      hints: { old: '7x9' },
    },
    progress: {
      ...known,
      related: ['4x50'],
      files: {
        now: { fate: 'archived', documentId: '7x1' },
        alone: { fate: 'archived', documentId: '7x2' },
        logo: { fate: 'inBody' },
      },
      unmarked: ['7x2'],
    },
    status: 'linked',
  };

  it('keeps its mark and what was said, and asks anew where the documents are', () => {
    const problem = { kind: 'timedOut' } as const;
    const state = replanned({ ...linked, status: 'failed', step: 2, problem });
    expect(state).toEqual(jasmine.objectContaining({ status: 'planned', next: 1 }));
    expect(state.progress).toEqual({
      ...linked.progress,
      files: { logo: { fate: 'inBody' } },
      created: [],
    });
    expect(state.link.hints).toEqual({ old: '7x9', alone: '7x2' });
  });

  it('keeps what else is missing, and was left out, while one file is tried again', () => {
    const problem = { kind: 'hostSilent' } as const;
    const files: LinkProgress['files'] = {
      now: { fate: 'missing', problem },
      other: { fate: 'missing', problem },
      page: { fate: 'leftOut' },
    };
    const { now: _tried, ...others } = files;
    const state = repairing({ ...linked, progress: { ...linked.progress, files } }, 'now');
    if (!state) throw new Error('Nothing is repaired.');
    expect(state.progress.files).toEqual(others);
    const refused = {
      ...state,
      status: 'failed' as const,
      step: 1,
      problem: { kind: 'keyRefused' as const },
    };
    expect(replanned(refused).progress.files).toEqual(others);
    expect(answered(refused, { doubts: { a: 'save' } }).progress).toEqual({
      ...state.progress,
      doubts: { a: 'save' },
    });
  });

  it('adds the original email to a link that stands', () => {
    const state = repairing(linked, 'original');
    expect(state?.progress.originalWanted).toBeTrue();
    expect(state?.link.steps.map(({ name }) => name)).toContain('readOriginal');
  });

  it('repairs one file from the look for the message on, with the same mark', () => {
    const state = repairing(linked, 'now');
    expect(state?.link.steps[0]?.name).toBe('findMessage');
    expect(state?.progress.attempt).toBe(anAttempt);
    expect(state?.progress.related).toEqual(['4x50']);
    expect(state?.progress.files).toEqual({ logo: { fate: 'inBody' } });
    expect(state?.link.hints).toEqual({ old: '7x9', alone: '7x2' });
  });
});
