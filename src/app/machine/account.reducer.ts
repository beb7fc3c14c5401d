import { createReducer, on } from '@ngrx/store';
import type { CrmRecord } from '../domain/crm';
import { type Account, isSameAccount } from '../domain/account';
import { SessionActions } from './session.actions';
import { paneOf } from './item.reducer';
import { resumeLinks } from './link-planning';
import { CrmActions, JournalActions, PaneActions } from './machine.actions';
import {
  type MachineState,
  type PaneState,
  asksForSignIn,
  initialState,
  isUnderWay,
} from './machine.state';

/** What is shown and known of one account, and of no other. */
const nothingOfAccount = {
  user: null,
  withoutMessages: [],
  unfinished: [],
  favourites: [],
  links: {},
} satisfies Partial<MachineState>;

/** The pane begins anew with another account: nothing of the one before is left. */
function begunAnew(state: MachineState, account: Account): MachineState {
  const { pane } = state;
  return {
    ...state,
    ...nothingOfAccount,
    account,
    pane: 'item' in pane ? paneOf(pane.item) : pane,
  };
}

/** Where the pane was before somebody had to sign in. */
function resumedPane(pane: PaneState): PaneState {
  if (pane.status === 'signedOut') return pane.back ? resumedPane(pane.back) : paneOf(pane.item);
  return pane.status === 'failed' && asksForSignIn(pane.problem) ? pane.retry : pane;
}

function withoutStar({ favourites }: MachineState, { id }: CrmRecord): readonly CrmRecord[] {
  return favourites.filter((record) => record.id !== id);
}

/** Who is signed in, and what is known of them: the pane's way in, out, and from one to another. */
export const accountReducer = createReducer(
  initialState,

  on(SessionActions.signedIn, (state, { account }): MachineState => {
    if (state.account && !isSameAccount(state.account, account)) return begunAnew(state, account);
    const next = { ...state, account };
    return { ...next, links: resumeLinks(next), pane: resumedPane(state.pane) };
  }),
  on(SessionActions.accountSwitched, (state, { account }): MachineState =>
    begunAnew(state, account),
  ),
  on(SessionActions.signedOut, (state): MachineState => {
    const { pane } = state;
    return {
      ...state,
      ...nothingOfAccount,
      account: null,
      pane: 'item' in pane ? { status: 'signedOut', item: pane.item } : pane,
    };
  }),
  on(SessionActions.anotherCrmWanted, (state): MachineState => {
    const { pane, links } = state;
    return 'item' in pane && pane.status !== 'signedOut' && !Object.values(links).some(isUnderWay)
      ? { ...state, pane: { status: 'signedOut', item: pane.item, back: pane } }
      : state;
  }),
  on(SessionActions.anotherCrmGivenUp, (state): MachineState =>
    state.pane.status === 'signedOut' && state.pane.back
      ? { ...state, pane: state.pane.back }
      : state,
  ),

  on(CrmActions.userKnown, (state, { user }): MachineState => ({ ...state, user })),
  on(JournalActions.unfinishedListed, (state, { entries }): MachineState => ({
    ...state,
    unfinished: entries,
  })),
  on(JournalActions.favouritesListed, (state, { records }): MachineState => ({
    ...state,
    favourites: records,
  })),
  on(PaneActions.recordStarred, (state, { record }): MachineState => ({
    ...state,
    favourites: [{ ...record, reasons: [] }, ...withoutStar(state, record)],
  })),
  on(PaneActions.recordUnstarred, (state, { record }): MachineState => ({
    ...state,
    favourites: withoutStar(state, record),
  })),
);
