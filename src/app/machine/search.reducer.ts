import { createReducer, on } from '@ngrx/store';
import { answersFailed, completed } from './answers-state';
import { CrmActions, PaneActions } from './machine.actions';
import { MIN_QUERY_LENGTH, initialState } from './machine.state';
import { partFailed, transition } from './pane-transitions';
import { askingForMore, withFirstPage, withNextPage } from './search-pages';

/** The search by hand, and the preview of a record. */
export const searchReducer = createReducer(
  initialState,
  on(
    PaneActions.queryChanged,
    transition('choosing', (pane, { query }) => ({
      ...pane,
      query,
      paging: {},
      search:
        query.text.trim().length < MIN_QUERY_LENGTH
          ? { status: 'idle' }
          : { status: 'streaming', answers: [] },
    })),
  ),
  on(CrmActions.recordsFound, transition('choosing', withFirstPage)),
  on(PaneActions.moreRequested, transition('choosing', askingForMore)),
  on(CrmActions.moreFound, transition('choosing', withNextPage)),
  on(
    CrmActions.searchCompleted,
    transition('choosing', (pane) => ({ ...pane, search: completed(pane.search) })),
  ),
  on(
    CrmActions.searchFailed,
    transition(
      'choosing',
      partFailed((pane, problem) => ({ ...pane, search: answersFailed(pane.search, problem) })),
    ),
  ),
  // The preview itself tells of any other problem.
  on(
    CrmActions.previewFailed,
    transition(
      'choosing',
      partFailed((pane) => pane),
    ),
  ),
);
