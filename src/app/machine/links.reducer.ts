import { createReducer, on } from '@ngrx/store';
import { type LinkId, isBeforeFirstWrite } from './link-plan';
import {
  answered,
  planFinish,
  planLink,
  repairing,
  replanned,
  withoutRecord,
} from './link-planning';
import { LinkActions, PaneActions } from './machine.actions';
import {
  type LinkState,
  type LinkStatus,
  type MachineState,
  initialState,
  ownOf,
} from './machine.state';

/** One arrow of a link's diagram, from any of the states named. */
function fromLink<S extends LinkStatus, E extends { id: LinkId }>(
  statuses: readonly S[],
  next: (link: Extract<LinkState, { status: S }>, event: E) => LinkState,
): (state: MachineState, event: E) => MachineState {
  return (state, event) => {
    const link = state.links[event.id];
    return link && statuses.some((status) => status === link.status)
      ? {
          ...state,
          links: {
            ...state.links,
            [event.id]: next(link as Extract<LinkState, { status: S }>, event),
          },
        }
      : state;
  };
}

/** Remembers a module that turned out, by the failure of a link, to lack the Messages relation. */
function withoutMessagesOf(link: LinkState, state: MachineState): MachineState {
  if (link.status !== 'failed' || link.problem.kind !== 'noMessagesRelation') return state;
  const { module } = link.problem;
  return state.withoutMessages.includes(module)
    ? state
    : { ...state, withoutMessages: [...state.withoutMessages, module] };
}

/** The links' part of the machine: each goes its way, whatever the pane shows. */
export const linksReducer = createReducer(
  initialState,

  on(PaneActions.linkRequested, planLink),
  on(PaneActions.finishRequested, planFinish),
  on(
    PaneActions.recordLeftOut,
    fromLink(['failed'], (link) => withoutRecord(link) ?? link),
  ),
  on(
    PaneActions.fileRetryRequested,
    fromLink(['linked'], (link, { attachmentId }) => repairing(link, attachmentId) ?? link),
  ),
  on(
    PaneActions.linkRetryRequested,
    fromLink(['failed'], (link) => replanned(link)),
  ),
  on(
    PaneActions.cancelRequested,
    fromLink(['planned', 'running'], (state) =>
      isBeforeFirstWrite(
        state.link,
        state.progress,
        state.status === 'planned' ? state.next : state.step,
      )
        ? { link: state.link, progress: state.progress, status: 'cancelled' }
        : state,
    ),
  ),
  on(
    PaneActions.undoRequested,
    fromLink(['failed', 'linked'], (before) => {
      return ownOf(before)
        ? { link: before.link, progress: before.progress, status: 'undoing', before }
        : before;
    }),
  ),
  on(
    PaneActions.questionAnswered,
    fromLink(['failed'], (state, { said }) => answered(state, said)),
  ),
  on(
    PaneActions.showToAllRequested,
    fromLink(['linked'], (state) => ({ ...state, shown: 'asking' })),
  ),
  on(
    LinkActions.shownToAll,
    fromLink(['linked'], (state) => {
      const { progress } = state;
      const message = progress.message && { ...progress.message, visibility: 'Public' as const };
      return { ...state, progress: { ...progress, ...(message && { message }) }, shown: 'done' };
    }),
  ),
  on(
    LinkActions.showToAllFailed,
    fromLink(['linked'], (state, { problem }) => ({ ...state, shown: problem })),
  ),
  // What was looked up for an earlier asking may not hold any more.
  on(
    PaneActions.undoConsidered,
    fromLink(['linked', 'failed'], ({ impact: _before, ...state }) => state),
  ),
  on(
    LinkActions.undoImpactKnown,
    fromLink(['linked', 'failed'], (state, { impact }) => ({ ...state, impact })),
  ),
  on(LinkActions.linkAdvanced, (state, { state: link }): MachineState => {
    const { id } = link.link;
    const next = fromLink(['planned', 'running'], () => link)(state, { id });
    return withoutMessagesOf(link, next);
  }),
  on(
    LinkActions.undone,
    fromLink(['undoing'], ({ link, progress, before: { impact } }, { discarded }) => ({
      link,
      progress,
      status: 'undone',
      discarded,
      ...(impact && { impact }),
    })),
  ),
  on(
    LinkActions.undoFailed,
    fromLink(['undoing'], ({ link, progress, before }, { problem }) =>
      before.status === 'failed'
        ? { ...before, link, progress, problem, isUndo: true }
        : { ...before, link, progress, undoProblem: problem },
    ),
  ),
);
