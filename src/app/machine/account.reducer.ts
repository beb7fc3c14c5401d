import { createReducer, on } from '@ngrx/store';
import type { CrmRecord } from '../domain/crm';
import type { OpenItem } from '../domain/mail';
import { type Account, isSameAccount } from '../domain/account';
import { SessionActions } from './session.actions';
import { resumeLinks } from './link-planning';
import { CrmActions, JournalActions, PaneActions } from './machine.actions';
import {
  type MachineState,
  type PaneState,
  asksForSignIn,
  initialState,
  isUnderWay,
} from './machine.state';

/** Where an item that is on the screen leads somebody who is signed in. */
export function opened(item: OpenItem): PaneState {
  return item.kind === 'mail' ? { status: 'readingMail', item } : { status: 'noMail', item };
}

/** What is shown and known of one account, and of no other. */
const nothingKnown = {
  user: null,
  withoutMessages: [],
  unfinished: [],
  favourites: [],
  links: {},
} satisfies Partial<MachineState>;

/** The pane begins anew with another account: nothing of the one before is left. */
function begun(state: MachineState, account: Account): MachineState {
  const { pane } = state;
  return { ...state, ...nothingKnown, account, pane: 'item' in pane ? opened(pane.item) : pane };
}

/** Where the pane was before somebody had to sign in. */
function goneOn(pane: PaneState): PaneState {
  if (pane.status === 'signedOut') return pane.back ? goneOn(pane.back) : opened(pane.item);
  return pane.status === 'failed' && asksForSignIn(pane.problem) ? pane.retry : pane;
}

function unstarred({ favourites }: MachineState, { id }: CrmRecord): readonly CrmRecord[] {
  return favourites.filter((record) => record.id !== id);
}

/** Who is signed in, and what is known of them: the pane's way in, out, and from one to another. */
export const accountReducer = createReducer(
  initialState,

  on(SessionActions.signedIn, (state, { account }) => {
    if (state.account && !isSameAccount(state.account, account)) return begun(state, account);
    const next = { ...state, account };
    return { ...next, links: resumeLinks(next), pane: goneOn(state.pane) };
  }),
  on(SessionActions.accountSwitched, (state, { account }) => begun(state, account)),
  on(SessionActions.signedOut, (state) => {
    const { pane } = state;
    return {
      ...state,
      ...nothingKnown,
      account: null,
      pane: 'item' in pane ? { status: 'signedOut', item: pane.item } : pane,
    };
  }),
  on(SessionActions.anotherCrmWanted, (state) => {
    const { pane, links } = state;
    return 'item' in pane && pane.status !== 'signedOut' && !Object.values(links).some(isUnderWay)
      ? { ...state, pane: { status: 'signedOut', item: pane.item, back: pane } }
      : state;
  }),
  on(SessionActions.anotherCrmGivenUp, (state) =>
    state.pane.status === 'signedOut' && state.pane.back
      ? { ...state, pane: state.pane.back }
      : state,
  ),

  on(CrmActions.userKnown, (state, { user }) => ({ ...state, user })),
  on(JournalActions.unfinishedListed, (state, { entries }) => ({ ...state, unfinished: entries })),
  on(JournalActions.favouritesListed, (state, { records }) => ({ ...state, favourites: records })),
  on(PaneActions.recordStarred, (state, { record }) => ({
    ...state,
    favourites: [{ ...record, reasons: [] }, ...unstarred(state, record)],
  })),
  on(PaneActions.recordUnstarred, (state, { record }) => ({
    ...state,
    favourites: unstarred(state, record),
  })),
);
