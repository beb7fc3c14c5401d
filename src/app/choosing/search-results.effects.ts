import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { concatLatestFrom } from '@ngrx/operators';
import { EMPTY, map, mergeMap, switchMap } from 'rxjs';
import { lazy } from '../platform/lazy-port';
import { RecordSearch } from '../ports/record-search';
import { ask, machineStates, whileIn } from '../machine/invoke';
import { CrmActions, PaneActions } from '../machine/machine.actions';

// They join the store with the results of a search.

/** Pages of several modules may be asked for at once; another query cancels them all. */
export const loadNextPage = createEffect(
  (states = machineStates(), actions = inject(Actions), search = inject(lazy(RecordSearch))) =>
    states.pipe(
      map(({ pane }) => pane),
      whileIn(
        'choosing',
        ({ query }) => query,
        () =>
          actions.pipe(
            ofType(PaneActions.moreRequested),
            concatLatestFrom(() => states),
            mergeMap(([{ module: name }, { pane }]) => {
              const paging = pane.status === 'choosing' ? pane.paging[name] : undefined;
              if (pane.status !== 'choosing' || paging?.status !== 'asking') return EMPTY;
              const { start } = paging;
              const asked = pane.modules.filter((module) => module.name === name);
              const text = pane.query.text.trim();
              return ask(() => search.pipe(switchMap((port) => port.search(text, asked, start))), {
                answer: (answer) => CrmActions.moreFound({ answer, start }),
                problem: (problem) => CrmActions.searchFailed({ problem }),
              });
            }),
          ),
      ),
    ),
  { functional: true },
);
