import { inject } from '@angular/core';
import { createEffect } from '@ngrx/effects';
import { EMPTY, concat, of, switchMap, timer } from 'rxjs';
import { Crm } from '../ports/crm';
import { ask, paneStates, whileIn } from '../machine/invoke';
import { CrmActions } from '../machine/machine.actions';
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
