import { inject } from '@angular/core';
import { mapResponse } from '@ngrx/operators';
import { type Action, Store } from '@ngrx/store';
import {
  EMPTY,
  type Observable,
  type OperatorFunction,
  defer,
  distinctUntilChanged,
  map,
  mergeMap,
  pairwise,
  pipe,
  startWith,
  switchMap,
} from 'rxjs';
import { type Problem, toProblem } from '../domain/problem';
import { machineFeature } from './machine.reducer';
import type {
  In,
  LinkState,
  LinkStatus,
  MachineState,
  PaneState,
  PaneStatus,
} from './machine.state';

/** The whole state of the machine, for an effect. */
export const machineStates = (): Observable<MachineState> =>
  inject(Store).select(machineFeature.selectMachineState);

/** What the pane shows of the open item, for an effect. */
export const paneStates = (): Observable<PaneState> =>
  inject(Store).select(machineFeature.selectPane);

/** All links, for an effect. */
export const linkStates = (): Observable<MachineState['links']> =>
  inject(Store).select(machineFeature.selectLinks);

/**
 * Works while the pane is in `status`: entering starts the work, leaving cancels it. The work
 * starts anew only when `key` changes, so a state that streams answers does not repeat its own
 * call.
 */
export function whileIn<S extends PaneStatus, T>(
  status: S,
  key: (pane: In<S>) => unknown,
  work: (pane: In<S>) => Observable<T>,
): OperatorFunction<PaneState, T> {
  const away = Symbol('away');
  return pipe(
    map((pane) => (pane.status === status ? (pane as In<S>) : undefined)),
    distinctUntilChanged((one, other) => (one ? key(one) : away) === (other ? key(other) : away)),
    switchMap((pane) => (pane ? work(pane) : EMPTY)),
  );
}

/** Each link as it enters `status`, once for each time. */
export function linksEntering<S extends LinkStatus>(
  status: S,
): OperatorFunction<MachineState['links'], Extract<LinkState, { status: S }>> {
  return pipe(
    startWith({} as MachineState['links']),
    pairwise(),
    mergeMap(([before, now]) =>
      Object.values(now).filter(
        (link): link is Extract<LinkState, { status: S }> =>
          link.status === status && before[link.link.id]?.status !== status,
      ),
    ),
  );
}

/**
 * The only way an effect calls a port: whatever it throws becomes an action, for NgRx subscribes a
 * failed effect again and would repeat the call.
 */
export function ask<T>(
  call: () => Observable<T>,
  { answer, problem }: { answer: (value: T) => Action; problem: (problem: Problem) => Action },
): Observable<Action> {
  return defer(call).pipe(
    mapResponse({ next: answer, error: (error: unknown) => problem(toProblem(error)) }),
  );
}
