import type { Action } from '@ngrx/store';
import {
  EMPTY,
  type Observable,
  distinctUntilChanged,
  filter,
  map,
  switchMap,
  take,
  timer,
} from 'rxjs';
import { ask } from './invoke';
import { CrmActions } from './machine.actions';
import { type MachineState, PREPARE_PAUSE, asksForSignIn } from './machine.state';

/**
 * Asks once for each account while the pane is open, when the suggestions stand there and all is
 * quiet. `failed` is what a problem comes to, but that the session has ended.
 */
export function askWhenIdle<T>(
  states: Observable<MachineState>,
  call: () => Observable<T>,
  { answer, failed }: { answer: (value: T) => Action; failed: () => Action },
): Observable<Action> {
  return states.pipe(
    map(({ account }) => account),
    distinctUntilChanged(),
    switchMap((account) =>
      account
        ? states.pipe(
            filter(({ pane }) => pane.status === 'choosing' && pane.suggestions.status === 'done'),
            take(1),
            switchMap(() => timer(PREPARE_PAUSE)),
            switchMap(() =>
              ask(call, {
                answer,
                problem: (problem) =>
                  asksForSignIn(problem) ? CrmActions.keyRefused({ problem }) : failed(),
              }),
            ),
          )
        : EMPTY,
    ),
  );
}
