import type { Action } from '@ngrx/store';
import { noProgress } from '../domain/link-progress';
import { mailKey } from '../domain/mail-identity';
import { SessionActions } from './session.actions';
import { afterEvents } from '../testing/harness/link-events';
import {
  aMail,
  aModule,
  aRecord,
  anAccount,
  anAttachment,
  anAttempt,
  anIdentity,
  anOpenMail,
} from '../testing/samples';
import type { LinkEvent } from './link-fold';
import { type Link, planSteps, resumeAt } from './link-plan';
import { HostActions, LinkActions, PaneActions } from './machine.actions';
import { type LinkState, type LinkStatus, type MachineState, initialState } from './machine.state';

const id = 'link-1';
const mail = aMail({ attachments: [anAttachment()] });
const steps = planSteps(mail, [aRecord()]);
const link: Link = {
  id,
  account: anAccount,
  mail,
  records: [aRecord()],
  steps,
  visibility: 'Public',
};
const store = steps.findIndex(({ name }) => name === 'storeMessage');
const find = steps.findIndex(({ name }) => name === 'findMessage');
const message = { id: '44x1', owner: '19x4', isOwn: true };
const known = { ...noProgress, attempt: anAttempt, message };
const discarded = { message: 'deleted', documents: 2 } as const;
const impact = { records: [aRecord({ id: '3x20' })], andOthers: false };
const timedOut = { kind: 'timedOut' } as const;
const unlinkable = { kind: 'noMessagesRelation', module: 'Inspections' } as const;

const states: { readonly [S in LinkStatus]: Extract<LinkState, { status: S }> } = {
  planned: { link, progress: noProgress, status: 'planned', next: 0 },
  running: { link, progress: known, status: 'running', step: store },
  linked: { link, progress: known, status: 'linked' },
  failed: { link, progress: known, status: 'failed', step: store, problem: timedOut },
  cancelled: { link, progress: noProgress, status: 'cancelled' },
  undoing: {
    link,
    progress: known,
    status: 'undoing',
    before: { status: 'failed', step: store, problem: timedOut },
  },
  undone: { link, progress: known, status: 'undone', discarded },
};

const table: Record<
  string,
  { event: Action | LinkEvent; leads: Partial<Record<LinkStatus, LinkStatus>> }
> = {
  'Step Started': {
    event: { kind: 'stepStarted', step: 1 },
    leads: { planned: 'running', running: 'running' },
  },
  'Upload Progressed': {
    event: { kind: 'uploadProgressed', upload: { sent: 1, total: 2 } },
    leads: { running: 'running' },
  },
  'Step Done': {
    event: { kind: 'progressed', progress: { storeTriedAt: '2026-11-23T09:00:00.000Z' } },
    leads: { running: 'running' },
  },
  'Mail Linked': {
    event: { kind: 'linked' },
    leads: { running: 'linked' },
  },
  'Link Failed': {
    event: { kind: 'failed', problem: timedOut },
    leads: { running: 'failed' },
  },
  'Link Retry Requested': {
    event: PaneActions.linkRetryRequested({ id }),
    leads: { failed: 'planned' },
  },
  'Cancel Requested': {
    event: PaneActions.cancelRequested({ id }),
    leads: { planned: 'cancelled' },
  },
  'Lock Awaited': {
    event: { kind: 'lockAwaited' },
    leads: { planned: 'running', running: 'running' },
  },
  'Started Over': {
    event: { kind: 'startedOver' },
    leads: { running: 'running' },
  },
  'File Retry Requested': {
    event: PaneActions.fileRetryRequested({ id, attachmentId: 'att-1' }),
    leads: { linked: 'planned' },
  },
  'Files Lost': {
    event: { kind: 'filesLost', ids: ['att-1'] },
    leads: { running: 'running' },
  },
  'Question Answered': {
    event: PaneActions.questionAnswered({ id, said: {} }),
    leads: { failed: 'planned' },
  },
  'Undo Considered': {
    event: PaneActions.undoConsidered({ id }),
    leads: { failed: 'failed', linked: 'linked' },
  },
  'UndoImpact Known': {
    event: LinkActions.undoImpactKnown({ id, impact }),
    leads: { failed: 'failed', linked: 'linked' },
  },
  'Show To All Requested': {
    event: PaneActions.showToAllRequested({ id }),
    leads: { linked: 'linked' },
  },
  'Shown To All': { event: LinkActions.shownToAll({ id }), leads: { linked: 'linked' } },
  'Show To All Failed': {
    event: LinkActions.showToAllFailed({ id, problem: timedOut }),
    leads: { linked: 'linked' },
  },
  'Record Left Out': { event: PaneActions.recordLeftOut({ id }), leads: {} },
  'Undo Requested': {
    event: PaneActions.undoRequested({ id }),
    leads: { failed: 'undoing', linked: 'undoing' },
  },
  Undone: { event: LinkActions.undone({ id, discarded }), leads: { undoing: 'undone' } },
  'Undo Failed': {
    event: LinkActions.undoFailed({ id, problem: timedOut }),
    leads: { undoing: 'failed' },
  },
};

const withLink = (state: LinkState): MachineState => ({
  ...initialState,
  account: anAccount,
  planned: 1,
  pane: { status: 'noMail', item: { kind: 'nothing' } },
  links: { [id]: state },
});

const reduce = (state: MachineState, ...events: (Action | LinkEvent)[]): MachineState =>
  afterEvents(id, state, events);

describe('linking reducer, a link', () => {
  for (const [name, { event, leads }] of Object.entries(table)) {
    for (const state of Object.values(states)) {
      const to = leads[state.status];
      it(`${to ? `leads to ${to}` : 'stays'} on ${name} when ${state.status}`, () => {
        const next = reduce(withLink(state), event).links[id];
        expect(next?.status).toBe(to ?? state.status);
        if (to === undefined) expect(next).toEqual(state);
      });
    }
  }

  it('stays as it is when its runner is late with a word', () => {
    for (const { status, ...rest } of Object.values(states)) {
      if (status === 'planned' || status === 'running') continue;
      const before = withLink({ status, ...rest } as LinkState);
      const late = LinkActions.linkAdvanced({ state: states.running });
      expect(reduce(before, late)).withContext(status).toEqual(before);
    }
    expect(reduce(initialState, LinkActions.linkAdvanced({ state: states.running })).links).toEqual(
      {},
    );
  });

  it('looks at the CRM anew, and goes on without the record, when one of several is left out', () => {
    const records = [aRecord(), aRecord({ id: '3x20' })];
    const both = { ...link, records, steps: planSteps(mail, records) };
    const step = both.steps.findIndex(({ name }) => name === 'relateFiles');
    const failed: LinkState = {
      link: both,
      progress: known,
      status: 'failed',
      step,
      problem: timedOut,
    };
    const next = reduce(withLink(failed), PaneActions.recordLeftOut({ id })).links[id];
    if (next?.status !== 'planned') return fail(next?.status);
    expect(next.link.records.map((record) => record.id)).toEqual(['3x20']);
    expect(next.link.steps[next.next]?.name).toBe('findMessage');
    expect(next.link.steps.flatMap((one) => ('record' in one ? [one.record.id] : []))).toEqual([
      '3x20',
      '3x20',
    ]);
    expect(next.link.leftOut).toEqual(['4x50']);
  });

  it('is linked all the same when a file was tried once more in vain', () => {
    const tried = reduce(
      withLink(states.linked),
      PaneActions.fileRetryRequested({ id, attachmentId: 'att-1' }),
      { kind: 'stepStarted', step: 0 },
      { kind: 'failed', problem: timedOut },
    ).links[id];
    expect(tried?.status).toBe('linked');
    expect(tried?.progress.files['att-1']).toEqual({ fate: 'missing', problem: timedOut });
  });

  it('can be cancelled while it reads, not once it writes', () => {
    const reading: LinkState = { link, progress: noProgress, status: 'running', step: store - 1 };
    const cancel = PaneActions.cancelRequested({ id });
    expect(reduce(withLink(reading), cancel).links[id]?.status).toBe('cancelled');
    expect(reduce(withLink(states.running), cancel).links[id]?.status).toBe('running');
  });

  it('goes on at the look for the message, however far it came, or where it was before it', () => {
    const retried = reduce(withLink(states.failed), PaneActions.linkRetryRequested({ id }));
    expect(retried.links[id]).toEqual(
      jasmine.objectContaining({ status: 'planned', next: find, progress: known }),
    );
    for (const step of steps.keys()) expect(resumeAt(steps, step)).toBe(Math.min(step, find));
  });

  it('believes nothing of documents when it is tried again, but that those without a mark may be its files', () => {
    const progress = {
      ...known,
      created: ['7x1'],
      files: {
        'att-1': { fate: 'archived', documentId: '7x1' },
        'att-2': { fate: 'archived', documentId: '7x2' },
        gone: { fate: 'missing', problem: timedOut },
        logo: { fate: 'inBody' },
      },
    } as const;
    const failed: LinkState = { ...states.failed, progress };
    const next = reduce(withLink(failed), PaneActions.linkRetryRequested({ id })).links[id];
    expect(next?.progress).toEqual({ ...known, files: { logo: { fate: 'inBody' } } });
    expect(next?.link.hints).toEqual({ 'att-2': '7x2' });
  });

  it('adds up what each step learnt', () => {
    const next = reduce(
      withLink(states.running),
      { kind: 'progressed', progress: { files: { a: { fate: 'empty' } } } },
      { kind: 'progressed', progress: { files: { b: { fate: 'inBody' } } } },
    );
    expect(next.links[id]?.progress).toEqual({
      ...known,
      files: { a: { fate: 'empty' }, b: { fate: 'inBody' } },
    });
  });

  it('outlives the opening of another mail', () => {
    const next = reduce(
      withLink(states.running),
      HostActions.itemOpened({ item: anOpenMail({ itemId: 'item-2' }) }),
    );
    expect(next.links[id]).toBe(states.running);
  });

  it('teaches that a module cannot hold messages', () => {
    const next = reduce(
      withLink(states.running),
      { kind: 'failed', problem: unlinkable },
      { kind: 'failed', problem: unlinkable },
    );
    expect(next.withoutMessages).toEqual(['Inspections']);
  });

  it('does not delete a message that was there before', () => {
    const found: LinkState = { ...states.failed, progress: { ...known, messageWasThere: true } };
    const next = reduce(withLink(found), PaneActions.undoRequested({ id }));
    expect(next.links[id]?.status).toBe('failed');
  });

  it('goes away when it is closed, unless it is under way', () => {
    const close = PaneActions.linkClosed({ id });
    expect(reduce(withLink(states.linked), close).links).toEqual({});
    expect(reduce(withLink(states.running), close).links[id]).toBe(states.running);
  });

  describe('when the key was refused', () => {
    const refused: LinkState = { ...states.failed, problem: { kind: 'keyRefused' } };

    it('goes on once the same account signed in again', () => {
      const next = reduce(withLink(refused), SessionActions.signedIn({ account: anAccount }));
      expect(next.links[id]?.status).toBe('planned');
    });

    it('is dropped when somebody else signed in', () => {
      const account = { ...anAccount, userName: 'anna' };
      const next = reduce(withLink(refused), SessionActions.signedIn({ account }));
      expect(next.links).toEqual({});
    });

    it('goes on when the user name is written in another case', () => {
      const account = { ...anAccount, userName: 'MARIO' };
      const next = reduce(withLink(refused), SessionActions.signedIn({ account }));
      expect(next.links[id]?.status).toBe('planned');
    });

    it('goes on deleting where it was deleting', () => {
      const problem = { kind: 'keyRefused' } as const;
      for (const before of [states.failed, states.linked] as const) {
        const undoing: LinkState = { ...states.undoing, before } as LinkState;
        const stopped = reduce(withLink(undoing), LinkActions.undoFailed({ id, problem }));
        expect(stopped.links[id]?.status).toBe(before.status);
        const next = reduce(stopped, SessionActions.signedIn({ account: anAccount }));
        expect(next.links[id]?.status).toBe('undoing');
      }
    });

    it('goes on with the one file that was tried once more', () => {
      const problem = { kind: 'locked' } as const;
      const next = reduce(
        withLink(states.linked),
        PaneActions.fileRetryRequested({ id, attachmentId: 'att-1' }),
        { kind: 'stepStarted', step: 0 },
        { kind: 'failed', problem },
      );
      expect(next.links[id]?.status).toBe('failed');
      const again = reduce(next, SessionActions.signedIn({ account: anAccount }));
      expect(again.links[id]?.status).toBe('planned');
      expect(again.links[id]?.link.repairs?.id).toBe('att-1');
    });
  });

  describe('planned', () => {
    const choosing: MachineState = {
      ...initialState,
      account: anAccount,
      pane: {
        status: 'choosing',
        item: anOpenMail(),
        mail,
        modules: [aModule()],
        suggestions: { status: 'done', answers: [] },
        query: { text: '' },
        search: { status: 'idle' },
        paging: {},
        chosen: [aRecord()],
        note: '',
        earlier: { status: 'asking', round: 0 },
        attempt: 0,
      },
    };
    const request = PaneActions.linkRequested();

    it('holds its mail, its record and its steps', () => {
      expect(reduce(choosing, request).links).toEqual({
        [id]: {
          link: { ...link, people: [], note: undefined, earlier: undefined, hints: {} },
          progress: noProgress,
          status: 'planned',
          next: 0,
        },
      });
    });

    it('takes the note that was typed with it, trimmed, and leaves the field empty', () => {
      const typed = PaneActions.noteChanged({ note: ' Call back ' });
      const { links, pane } = reduce(choosing, typed, request);
      expect(links[id]?.link.note).toBe('Call back');
      expect(links[id]?.link.steps.map(({ name }) => name).slice(-4)).toEqual([
        'findComments',
        'addComment',
        'readBack',
        'removeLeftOutIds',
      ]);
      expect(pane).toEqual(jasmine.objectContaining({ note: '', chosen: [] }));
    });

    const begun = {
      account: anAccount,
      mailKey: mailKey(anIdentity()),
      messageId: '<1@rossi-impianti.example>',
      subject: 'Offer',
      attachments: [],
      linked: [],
      wanted: [aRecord()],
      undone: [],
      note: 'Call back',
      progress: { ...known, identity: anIdentity(), messageChecked: true },
      at: '2026-11-23T09:00:00.000Z',
    };

    it('goes on with the note of a link that was begun', () => {
      const { links } = reduce(choosing, PaneActions.finishRequested({ entry: begun }));
      expect(links[id]?.link.note).toBe('Call back');
      expect(links[id]?.link.steps.map(({ name }) => name)).toContain('addComment');
    });

    it('is not planned twice by a second click', () => {
      expect(Object.keys(reduce(choosing, request, request).links)).toEqual([id]);
    });

    it('is not planned while another one of the same mail is under way', () => {
      const another = PaneActions.recordToggled({ record: aRecord({ id: '3x20' }) });
      const underWay = reduce(choosing, request, { kind: 'stepStarted', step: 0 }, another);
      expect(underWay.links[id]?.status).toBe('running');
      expect(reduce(underWay, request)).toBe(underWay);
    });

    it('is finished beside another one, with neither mail open', () => {
      const other = { ...begun, mailKey: 'another', messageId: '<2@rossi-impianti.example>' };
      const finish = PaneActions.finishRequested({ entry: begun });
      const finishOther = PaneActions.finishRequested({ entry: other });
      const { links } = reduce(choosing, finish, finishOther, finish);
      expect(Object.values(links).map(({ link: { earlier } }) => earlier?.mailKey)).toEqual([
        begun.mailKey,
        other.mailKey,
      ]);
    });

    it('is not planned without a record', () => {
      const none = PaneActions.recordToggled({ record: aRecord() });
      expect(reduce(choosing, none, request).links).toEqual({});
    });

    it('takes the place of the receipt of the same mail', () => {
      const again = reduce(
        choosing,
        request,
        { kind: 'stepStarted', step: 0 },
        { kind: 'linked' },
        PaneActions.recordToggled({ record: aRecord({ id: '3x20' }) }),
        request,
      );
      expect(Object.keys(again.links)).toEqual(['link-2']);
    });

    it('reads no files where Outlook cannot hand them over', () => {
      const old = { ...mail, abilities: { attachments: false, headers: false, original: false } };
      expect(planSteps(old, [aRecord()]).map(({ name }) => name)).toEqual([
        'readEnvelope',
        'findMessage',
        'prepareMessage',
        'beginStoring',
        'storeMessage',
        'storeLinkedIds',
        'relateMessage',
        'findFiles',
        'uploadPictures',
        'relateFiles',
        'readBack',
        'removeLeftOutIds',
      ]);
    });
  });
});
