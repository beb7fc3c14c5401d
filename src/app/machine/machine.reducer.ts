import { type Action, createFeature, createSelector } from '@ngrx/store';
import { accountReducer } from './account.reducer';
import { earlierLinksReducer } from './earlier-links.reducer';
import { itemReducer } from './item.reducer';
import { knownKey } from './link-plan';
import { linksReducer } from './links.reducer';
import { type MachineState, type PaneState, initialState, isUnderWay } from './machine.state';
import { searchReducer } from './search.reducer';
import { selectionReducer } from './selection.reducer';
import { settingsReducer } from './settings.reducer';
import { suggestionsReducer } from './suggestions.reducer';

/** The parts of the machine, in the order in which they hear of an event. */
const reducers = [
  itemReducer,
  suggestionsReducer,
  searchReducer,
  selectionReducer,
  settingsReducer,
  earlierLinksReducer,
  accountReducer,
  linksReducer,
];

/** The mail that is on the screen, if any, by the id of its item. */
const openItemId = (pane: PaneState): string | undefined =>
  'item' in pane && pane.item.kind === 'mail' ? pane.item.itemId : undefined;

/**
 * What is begun of the open mail is shown on its page, and not in the list of what is unfinished.
 */
const shownEntryKey = (pane: PaneState): string | undefined =>
  pane.status === 'choosing' && pane.earlier.status === 'known'
    ? pane.earlier.links.entry?.mailKey
    : undefined;

/** The machine's slice of the store. `docs/architecture.md` has its diagrams. */
export const machineFeature = createFeature({
  name: 'machine',
  reducer: (before: MachineState = initialState, action: Action) =>
    reducers.reduce((state, part) => part(state, action), before),
  extraSelectors: ({ selectPane, selectLinks, selectUnfinished }) => ({
    /** The newest link of the mail on the screen; none where it was closed or cancelled. */
    selectLinkOfOpenMail: createSelector(selectPane, selectLinks, (pane, links) => {
      const itemId = openItemId(pane);
      return Object.values(links).findLast(
        ({ link, status }) => link.mail.itemId === itemId && status !== 'cancelled',
      );
    }),
    /** Links of other mails that still want attention: under way or failed. */
    selectOtherLinks: createSelector(selectPane, selectLinks, (pane, links) => {
      const itemId = openItemId(pane);
      return Object.values(links).filter(
        (state) =>
          state.link.mail.itemId !== itemId && (isUnderWay(state) || state.status === 'failed'),
      );
    }),
    /** What was begun and is not on the screen in another way. */
    selectListedUnfinished: createSelector(
      selectPane,
      selectLinks,
      selectUnfinished,
      (pane, links, entries) => {
        const underWay = Object.values(links).map(({ link, progress }) => knownKey(link, progress));
        const elsewhere = [shownEntryKey(pane), ...underWay];
        return entries.filter(({ mailKey }) => !elsewhere.includes(mailKey));
      },
    ),
    selectIsLinking: createSelector(selectLinks, (links) => Object.values(links).some(isUnderWay)),
  }),
});
