import type { Action } from '@ngrx/store';
import { ofType } from '@ngrx/effects';
import {
  EMPTY,
  type Observable,
  type ObservableInput,
  catchError,
  defer,
  exhaustMap,
  merge,
  mergeMap,
  timer,
} from 'rxjs';
import { CrmActions } from './machine.actions';
import { PREPARE_PAUSE } from './machine.state';

/**
 * Loads parts of the pane before they are asked for, a moment after all records are suggested: a
 * pane that is open all day works also while its own server is away, or has a newer version. What
 * fails here is told when it is needed.
 */
export function prepareAfterSuggestions(
  actions: Observable<Action>,
  ...parts: readonly (() => ObservableInput<unknown>)[]
): Observable<unknown> {
  return actions.pipe(
    ofType(CrmActions.suggestionsCompleted),
    exhaustMap(() =>
      timer(PREPARE_PAUSE).pipe(
        mergeMap(() => merge(...parts.map((part) => defer(part)))),
        catchError(() => EMPTY),
      ),
    ),
  );
}
