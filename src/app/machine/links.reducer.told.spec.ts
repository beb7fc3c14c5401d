import type { Action } from '@ngrx/store';
import { noProgress } from '../domain/link-progress';
import { afterEvents } from '../testing/harness/link-events';
import { aMail, aRecord, anAccount, anAttachment, anAttempt } from '../testing/samples';
import type { LinkEvent } from './link-fold';
import { type Link, planSteps } from './link-plan';
import { SessionActions } from './session.actions';
import { LinkActions, PaneActions } from './machine.actions';
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
const other = {
  id: '44x7',
  subject: 'Scan',
  sender: 'scan@office.example',
  sentAt: '2026-11-20 09:00:00',
};
const undecided = { kind: 'mailUndecided', other } as const;
const impact = { records: [aRecord({ id: '3x20' })], andOthers: false };
const timedOut = { kind: 'timedOut' } as const;

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

const withLink = (state: LinkState): MachineState => ({
  ...initialState,
  account: anAccount,
  planned: 1,
  pane: { status: 'noMail', item: { kind: 'nothing' } },
  links: { [id]: state },
});

const reduce = (state: MachineState, ...events: (Action | LinkEvent)[]): MachineState =>
  afterEvents(id, state, events);

describe('linking reducer, what a link is told', () => {
  it('goes on once a person told whether a stored mail is this one, with what was told before', () => {
    const failed: LinkState = {
      ...states.failed,
      progress: { ...known, judged: { '44x6': false } },
      problem: undecided,
    };
    const judge = PaneActions.questionAnswered({ id, said: { judged: { [other.id]: true } } });
    const next = reduce(withLink(failed), judge).links[id];
    expect(next).toEqual(jasmine.objectContaining({ status: 'planned', next: find }));
    expect(next?.progress.judged).toEqual({ '44x6': false, '44x7': true });
  });

  it('tells what else hangs on the message, and asks anew each time an undo is considered', () => {
    const told = reduce(withLink(states.linked), LinkActions.undoImpactKnown({ id, impact })).links[
      id
    ];
    expect(told).toEqual({ ...states.linked, impact });
    const again = reduce(withLink(told ?? states.linked), PaneActions.undoConsidered({ id }));
    expect(again.links[id]).toEqual(states.linked);
  });

  it('tells that the message is being shown to all, that it is, and why it is not', () => {
    const asked = reduce(withLink(states.linked), PaneActions.showToAllRequested({ id }));
    expect(asked.links[id]).toEqual({ ...states.linked, shown: 'asking' });
    expect(reduce(asked, LinkActions.shownToAll({ id })).links[id]).toEqual({
      ...states.linked,
      progress: { ...known, message: { ...message, visibility: 'Public' } },
      shown: 'done',
    });
    const failed = reduce(asked, LinkActions.showToAllFailed({ id, problem: timedOut }));
    expect(failed.links[id]).toEqual({ ...states.linked, shown: timedOut });
  });

  it('knows what hangs on the message for as long as it is being deleted, and after', () => {
    const told = reduce(
      withLink(states.linked),
      LinkActions.undoImpactKnown({ id, impact }),
      PaneActions.undoRequested({ id }),
    );
    const failed = reduce(told, LinkActions.undoFailed({ id, problem: { kind: 'keyRefused' } }));
    const resumed = reduce(failed, SessionActions.signedIn({ account: anAccount }));
    expect(resumed.links[id]?.status).toBe('undoing');
    const undone = reduce(resumed, LinkActions.undone({ id, discarded })).links[id];
    expect(undone).toEqual({ ...states.undone, impact });
  });

  it('tells what an undo deleted', () => {
    const next = reduce(withLink(states.undoing), LinkActions.undone({ id, discarded })).links[id];
    expect(next).toEqual(states.undone);
  });

  it('begins anew with the copy that is in the place of its own, and with the same mark', () => {
    const files = { 'att-1': { fate: 'archived', documentId: '7x1' } } as const;
    const running: LinkState = {
      ...states.running,
      progress: { ...known, files, created: ['7x1'] },
    };
    const found = { id: '44x9', owner: '19x4' };
    const next = reduce(withLink(running), { kind: 'startedOver', message: found }).links[id];
    expect(next?.progress).toEqual({
      ...noProgress,
      attempt: anAttempt,
      message: found,
      messageWasThere: true,
    });
  });

  it('deletes nothing before all that it makes bears its mark', () => {
    const unmarked: LinkState = { ...states.failed, progress: { ...noProgress, message } };
    const next = reduce(withLink(unmarked), PaneActions.undoRequested({ id }));
    expect(next.links[id]?.status).toBe('failed');
  });
});
