import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { concatLatestFrom } from '@ngrx/operators';
import { EMPTY, concat, map, mergeMap, of, switchMap, timer } from 'rxjs';
import { Crm } from '../ports/crm';
import { ask, machineStates, paneStates, whileIn } from '../machine/invoke';
import { CrmActions, PaneActions } from '../machine/machine.actions';
import { MIN_QUERY_LENGTH, TYPING_PAUSE } from '../machine/machine.state';

export const searchRecords = createEffect(
  (panes = paneStates(), crm = inject(Crm)) =>
    panes.pipe(
      whileIn(
        'choosing',
        ({ query }) => query,
        ({ modules, query }) => {
          const text = query.text.trim();
          const asked = modules.filter(({ name }) => name === (query.module ?? name));
          if (text.length < MIN_QUERY_LENGTH) return EMPTY;
          return timer(TYPING_PAUSE).pipe(
            switchMap(() =>
              concat(
                ask(() => crm.search(text, asked), {
                  answer: (answer) => CrmActions.recordsFound({ answer }),
                  problem: (problem) => CrmActions.searchFailed({ problem }),
                }),
                of(CrmActions.searchCompleted()),
              ),
            ),
          );
        },
      ),
    ),
  { functional: true },
);

/** Pages of several modules may be asked for at once; another query cancels them all. */
export const loadNextPage = createEffect(
  (states = machineStates(), actions = inject(Actions), crm = inject(Crm)) =>
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
              return ask(() => crm.search(pane.query.text.trim(), asked, start), {
                answer: (answer) => CrmActions.moreFound({ answer, start }),
                problem: (problem) => CrmActions.searchFailed({ problem }),
              });
            }),
          ),
      ),
    ),
  { functional: true },
);
