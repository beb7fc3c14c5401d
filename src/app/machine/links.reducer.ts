import { createReducer, on } from '@ngrx/store';
import {
  type LinkProgress,
  startedOver,
  withProgress,
  withoutFiles,
} from '../domain/link-progress';
import type { Problem } from '../domain/problem';
import { type Link, type LinkId, filesOf, isBeforeFirstWrite } from './link-plan';
import {
  answered,
  begunAnew,
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
  isLost,
  ownOf,
  waitsForPerson,
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

/**
 * A finished link whose file was tried once more in vain: all else of it stands, but for files that
 * turned out to be gone.
 */
function unrepaired(link: Link, id: string, progress: LinkProgress, problem: Problem): LinkState {
  const files = Object.fromEntries(
    filesOf(link, progress).map((file) => [
      file.id,
      (file.id === id ? undefined : progress.files[file.id]) ??
        ({ fate: 'missing', problem } as const),
    ]),
  );
  return { link, progress: { ...progress, files }, status: 'linked' };
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
  on(
    LinkActions.stepStarted,
    fromLink(['planned', 'running'], ({ link, progress }, { step }) => ({
      link,
      progress,
      status: 'running',
      step,
    })),
  ),
  on(
    LinkActions.uploadProgressed,
    fromLink(['running'], (state, { upload }) => ({ ...state, upload })),
  ),
  on(
    LinkActions.stepDone,
    fromLink(['running'], (state, { progress }) => ({
      ...state,
      progress: withProgress(state.progress, progress),
    })),
  ),
  on(
    LinkActions.filesLost,
    fromLink(['running'], (state, { ids }) => ({
      ...state,
      progress: withoutFiles(state.progress, ids),
    })),
  ),
  on(
    LinkActions.startedOver,
    fromLink(['running'], (state, { message }) => ({
      ...state,
      progress: startedOver(state.progress, message),
    })),
  ),
  on(
    LinkActions.turnAwaited,
    fromLink(['planned', 'running'], ({ link, progress, ...state }) => ({
      link,
      progress,
      status: 'running',
      step: state.status === 'running' ? state.step : state.next,
      isWaiting: true,
    })),
  ),
  on(
    LinkActions.mailLinked,
    fromLink(['running'], ({ link, progress }) => ({ link, progress, status: 'linked' })),
  ),
  on(LinkActions.linkFailed, (state, event): MachineState => {
    const { problem } = event;
    const next = fromLink(['running'], ({ link, progress }, { step }: typeof event) =>
      link.repairs && isLost(problem)
        ? begunAnew(link, progress, problem)
        : link.repairs && !waitsForPerson(problem)
          ? unrepaired(link, link.repairs.id, progress, problem)
          : { link, progress, status: 'failed', step, problem },
    )(state, event);
    return problem.kind === 'noMessagesRelation' && !state.withoutMessages.includes(problem.module)
      ? { ...next, withoutMessages: [...state.withoutMessages, problem.module] }
      : next;
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
