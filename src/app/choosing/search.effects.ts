import { inject } from '@angular/core';
import { createEffect } from '@ngrx/effects';
import { EMPTY, concat, of, switchMap, timer } from 'rxjs';
import { lazy } from '../platform/lazy-port';
import { RecordSearch } from '../ports/record-search';
import { ask, paneStates, whileIn } from '../machine/invoke';
import { CrmActions } from '../machine/machine.actions';
import { MIN_QUERY_LENGTH, TYPING_PAUSE } from '../machine/machine.state';

export const searchRecords = createEffect(
  (panes = paneStates(), search = inject(lazy(RecordSearch))) =>
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
                ask(() => search.pipe(switchMap((port) => port.search(text, asked))), {
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
