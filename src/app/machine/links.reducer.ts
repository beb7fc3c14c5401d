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
import { LinkActions, LinkPageActions } from './machine.actions';
import {
  type LinkState,
  type LinkStatus,
  type LinkingState,
  initialState,
  ownOf,
} from './machine.state';

/** One arrow of a link's diagram, from any of the states named. */
function fromLink<S extends LinkStatus, E extends { id: LinkId }>(
  statuses: readonly S[],
  next: (link: Extract<LinkState, { status: S }>, event: E) => LinkState,
): (state: LinkingState, event: E) => LinkingState {
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
function withoutMessagesOf(link: LinkState, state: LinkingState): LinkingState {
  if (link.status !== 'failed' || link.problem.kind !== 'noMessagesRelation') return state;
  const { module } = link.problem;
  return state.withoutMessages.includes(module)
    ? state
    : { ...state, withoutMessages: [...state.withoutMessages, module] };
}

/** The links' part of the machine: each goes its way, whatever the pane shows. */
export const linksReducer = createReducer(
  initialState,

  on(LinkPageActions.linkRequested, planLink),
  on(LinkPageActions.finishRequested, planFinish),
  on(
    LinkPageActions.recordLeftOut,
    fromLink(['failed'], (link) => withoutRecord(link) ?? link),
  ),
  on(
    LinkPageActions.fileRetryRequested,
    fromLink(['linked'], (link, { attachmentId }) => repairing(link, attachmentId) ?? link),
  ),
  on(
    LinkPageActions.linkRetryRequested,
    fromLink(['failed'], (link) => replanned(link)),
  ),
  on(
    LinkPageActions.cancelRequested,
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
    LinkPageActions.undoRequested,
    fromLink(['failed', 'linked'], (before) => {
      return ownOf(before)
        ? { link: before.link, progress: before.progress, status: 'undoing', before }
        : before;
    }),
  ),
  on(
    LinkPageActions.questionAnswered,
    fromLink(['failed'], (state, { said }) => answered(state, said)),
  ),
  on(
    LinkPageActions.showToAllRequested,
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
    LinkPageActions.undoConsidered,
    fromLink(['linked', 'failed'], ({ reach: _before, ...state }) => state),
  ),
  on(
    LinkActions.reachKnown,
    fromLink(['linked', 'failed'], (state, { reach }) => ({ ...state, reach })),
  ),
  on(LinkActions.linkAdvanced, (state, { state: link }) => {
    const { id } = link.link;
    const next = fromLink(['planned', 'running'], () => link)(state, { id });
    return withoutMessagesOf(link, next);
  }),
  on(
    LinkActions.undone,
    fromLink(['undoing'], ({ link, progress, before: { reach } }, { discarded }) => ({
      link,
      progress,
      status: 'undone',
      discarded,
      ...(reach && { reach }),
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
