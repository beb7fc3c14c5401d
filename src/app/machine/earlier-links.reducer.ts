import { createReducer, on } from '@ngrx/store';
import type { JournalEntry } from '../ports/link-journal';
import { givenUpEntry } from './journal-reading';
import type { LinkId } from './link-plan';
import { CrmActions, PaneActions } from './machine.actions';
import { type In, type MachineState, initialState, isUnderWay } from './machine.state';
import { partFailed, transition } from './pane-transitions';

/** The person gave up what was begun: what was linked by then is still known. */
function withoutUnfinished(
  pane: In<'choosing'>,
  { entry }: { entry: JournalEntry },
): In<'choosing'> {
  const { earlier } = pane;
  if (earlier.status !== 'known') return pane;
  const { entry: shown, ...links } = earlier.links;
  if (shown?.mailKey !== entry.mailKey) return pane;
  const kept = givenUpEntry(entry);
  return {
    ...pane,
    earlier: { ...earlier, links: { ...links, ...(kept && { entry: kept }) } },
  };
}

/** The link leaves the screen, and becomes one of the earlier: these are looked for anew. */
function withoutLink(state: MachineState, id: LinkId): MachineState {
  const link = state.links[id];
  if (!link || isUnderWay(link)) return state;
  const { [id]: _closed, ...links } = state.links;
  const { pane } = state;
  if (pane.status !== 'choosing') return { ...state, links };
  const round = pane.earlier.round + 1;
  return { ...state, links, pane: { ...pane, earlier: { status: 'asking', round } } };
}

/** What is known of links of the open mail that were made before. */
export const earlierLinksReducer = createReducer(
  initialState,
  on(
    CrmActions.earlierLinksFound,
    transition('choosing', (pane, { earlier: links }) => ({
      ...pane,
      earlier: { round: pane.earlier.round, status: 'known', links },
    })),
  ),
  on(
    CrmActions.earlierLinksFailed,
    transition(
      'choosing',
      partFailed((pane) => ({
        ...pane,
        earlier: { round: pane.earlier.round, status: 'failed' },
      })),
    ),
  ),
  on(PaneActions.unfinishedForgotten, transition('choosing', withoutUnfinished)),
  on(PaneActions.linkClosed, (state, { id }): MachineState => withoutLink(state, id)),
);
