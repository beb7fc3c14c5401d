import type { Action } from '@ngrx/store';
import { noProgress } from '../domain/link-progress';
import { choosing } from '../testing/harness/pane-screen';
import { SessionActions } from './session.actions';
import { aMail, aRecord, anAccount, anOpenMail } from '../testing/samples';
import { CrmActions, HostActions, JournalActions, PaneActions } from './machine.actions';
import type { Link } from './link-plan';
import { machineFeature } from './machine.reducer';
import { type LinkState, type MachineState, initialState } from './machine.state';

const other = { ...anAccount, crmAddress: 'https://test.example' };
const link: Link = {
  id: 'link-1',
  account: anAccount,
  mail: aMail(),
  records: [aRecord()],
  steps: [],
  visibility: 'Public',
};
const failed: LinkState = {
  link,
  progress: noProgress,
  status: 'failed',
  step: 0,
  problem: { kind: 'unreachable' },
};
const state: MachineState = {
  ...initialState,
  account: anAccount,
  pane: choosing({ chosen: [aRecord()], note: 'Call back', query: { text: 'rossi' } }),
  user: { userName: 'mario', name: 'Mario Rossi', id: '19x4' },
  links: { 'link-1': failed },
  favourites: [aRecord()],
  withoutMessages: ['Inspections'],
};
const after = (from: MachineState, ...events: readonly Action[]): MachineState =>
  events.reduce(machineFeature.reducer, from);
const signedIn = (account = anAccount) => SessionActions.signedIn({ account });

describe('machine reducer, the account', () => {
  for (const [how, event] of [
    ['it is switched', SessionActions.accountSwitched({ account: other })],
    ['somebody else signs in', signedIn({ ...anAccount, userName: 'anna' })],
  ] as const) {
    // security: several-accounts
    it(`shows nothing of the account before, and reads the open mail anew, when ${how}`, () => {
      const next = after(state, event);
      expect(next).toEqual({
        ...initialState,
        settings: state.settings,
        planned: state.planned,
        account: event.account,
        pane: { status: 'readingMail', item: anOpenMail() },
      });
    });
  }

  it('shows nothing of the account when somebody signed out', () => {
    expect(after(state, SessionActions.signedOut())).toEqual({
      ...initialState,
      pane: { status: 'signedOut', item: anOpenMail() },
    });
  });

  it('comes back to everything typed and chosen when no other CRM is signed in to after all', () => {
    const adding = after(state, SessionActions.anotherCrmWanted());
    expect(adding.pane.status).toBe('signedOut');
    expect(adding.account).toBe(anAccount);
    expect(after(adding, SessionActions.anotherCrmGivenUp())).toEqual(state);
    expect(after(adding, signedIn()).pane).toEqual(state.pane);
    expect(after(adding, signedIn(other)).pane.status).toBe('readingMail');
  });

  it('comes back to the mail that was opened meanwhile', () => {
    const item = anOpenMail({ itemId: 'item-2' });
    const next = after(
      state,
      SessionActions.anotherCrmWanted(),
      HostActions.itemOpened({ item }),
      SessionActions.anotherCrmGivenUp(),
    );
    expect(next.pane).toEqual({ status: 'readingMail', item });
  });

  it('goes on after signing in again for what was refused before another CRM was wanted', () => {
    const refused = after(state, CrmActions.keyRefused({ problem: { kind: 'keyRefused' } }));
    const next = after(refused, SessionActions.anotherCrmWanted(), signedIn());
    expect(next.pane).toEqual(jasmine.objectContaining({ status: 'choosing', note: 'Call back' }));
  });

  it('wants no other CRM while a link is under way', () => {
    const linking: MachineState = {
      ...state,
      links: { 'link-1': { link, progress: noProgress, status: 'planned', next: 0 } },
    };
    expect(after(linking, SessionActions.anotherCrmWanted())).toEqual(linking);
  });

  it('keeps the stars, and who it is, when the same person signs in again', () => {
    const next = after(state, signedIn({ ...anAccount, userName: 'Mario' }));
    expect(next.favourites).toEqual([aRecord()]);
    expect(next.user?.name).toBe('Mario Rossi');
  });

  it('knows who is signed in once the CRM has told', () => {
    const user = { userName: 'mario', name: 'Mario Rossi' };
    expect(after(initialState, CrmActions.userKnown({ user })).user).toEqual(user);
  });

  it('takes no links over from a list of the account before', () => {
    const next = after(state, SessionActions.accountSwitched({ account: other }));
    expect(after(next, PaneActions.linkRetryRequested({ id: 'link-1' })).links).toEqual({});
    expect(after(next, JournalActions.unfinishedListed({ entries: [] })).unfinished).toEqual([]);
  });
});
