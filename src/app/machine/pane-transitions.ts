import type { Problem } from '../domain/problem';
import {
  type In,
  type MachineState,
  type PaneState,
  type PaneStatus,
  type RetryableState,
  asksForSignIn,
} from './machine.state';

/**
 * One arrow of the pane's diagram: in `status` the event leads to `next`; elsewhere it is ignored.
 */
export function transition<S extends PaneStatus, E>(
  status: S,
  next: (pane: In<S>, event: E) => PaneState,
): (state: MachineState, event: E) => MachineState {
  return (state, event) =>
    state.pane.status === status ? { ...state, pane: next(state.pane as In<S>, event) } : state;
}

/** As `transition('choosing', …)`, also while the page waits behind a sign-in. */
export function transitionEvenBehindSignIn<E>(
  next: (pane: In<'choosing'>, event: E) => PaneState,
): (state: MachineState, event: E) => MachineState {
  return (state, event) => {
    const { pane } = state;
    if (pane.status !== 'failed' || pane.retry.status !== 'choosing') {
      return transition('choosing', next)(state, event);
    }
    const retry = next(pane.retry, event);
    return retry.status === 'choosing' ? { ...state, pane: { ...pane, retry } } : state;
  };
}

/** The call of a state failed; `retry` is gone back to. */
export function failed(retry: RetryableState, { problem }: { problem: Problem }): In<'failed'> {
  return { status: 'failed', item: retry.item, problem, retry };
}

/** The page of records, asking everything anew. */
export function retried(pane: In<'choosing'>): In<'choosing'> {
  return {
    ...pane,
    attempt: pane.attempt + 1,
    earlier: { status: 'asking', round: pane.earlier.round + 1 },
    query: { ...pane.query },
    paging: {},
    suggestions: { status: 'streaming', answers: [] },
    search: pane.search.status === 'idle' ? pane.search : { status: 'streaming', answers: [] },
  };
}

/** A part of the page failed as `next` says: only a refused key takes the page away. */
export function partFailed(
  next: (pane: In<'choosing'>, problem: Problem) => In<'choosing'>,
): (pane: In<'choosing'>, event: { problem: Problem }) => PaneState {
  return (pane, { problem }) =>
    asksForSignIn(problem) ? failed(retried(pane), { problem }) : next(pane, problem);
}
