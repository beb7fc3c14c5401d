import type { StoredMessage, UploadProgress } from '../domain/archive';
import { type LinkProgress, noProgress, withProgress } from '../domain/link-progress';
import type { Problem } from '../domain/problem';
import { filesOf } from './link-files';
import { type Link, planSteps } from './link-plan';
import { type LinkState, isLost, waitsForPerson } from './machine.state';

/** What happens to a link under way, as its runner and its steps report it. */
export type LinkEvent =
  /** `step`: its index among the steps of the link. */
  | { readonly kind: 'stepStarted'; readonly step: number }
  /** Another pane links the same mail, or stores files: this link waits. */
  | { readonly kind: 'lockAwaited' }
  | { readonly kind: 'uploadProgressed'; readonly upload: UploadProgress }
  /** What holds from now on. */
  | { readonly kind: 'progressed'; readonly progress: Partial<LinkProgress> }
  /** Files, by the ids of their attachments, that the CRM does not hold after all. */
  | { readonly kind: 'filesLost'; readonly ids: readonly string[] }
  /**
   * What was stored is gone from the CRM, or another copy is in its place; the link begins anew.
   */
  | { readonly kind: 'startedOver'; readonly message?: StoredMessage | undefined }
  | { readonly kind: 'linked' }
  /** The step that was started last failed. */
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * What becomes of a link by an event: the only place that says so. The runner folds its events;
 * what the next step builds on, what the journal keeps and what the reducer stores are the result.
 * A link that is over stays as it is. Loaded with the runner, for the first screen has no need of
 * it.
 */
export function foldLink(state: LinkState, event: LinkEvent): LinkState {
  if (state.status !== 'planned' && state.status !== 'running') return state;
  const { link, progress } = state;
  switch (event.kind) {
    case 'stepStarted':
      return { link, progress, status: 'running', step: event.step };
    case 'lockAwaited': {
      const step = state.status === 'running' ? state.step : state.next;
      return { link, progress, status: 'running', step, isWaiting: true };
    }
    default:
      return state.status === 'running' ? foldRunning(state, event) : state;
  }
}

function foldRunning(
  state: Extract<LinkState, { status: 'running' }>,
  event: Exclude<LinkEvent, { kind: 'stepStarted' | 'lockAwaited' }>,
): LinkState {
  const { link, progress } = state;
  switch (event.kind) {
    case 'uploadProgressed':
      return { ...state, upload: event.upload };
    case 'progressed':
      return { ...state, progress: withProgress(progress, event.progress) };
    case 'filesLost':
      return { ...state, progress: withoutFiles(progress, event.ids) };
    case 'startedOver':
      return { ...state, progress: startedOver(progress, event.message) };
    case 'linked':
      return { link, progress, status: 'linked' };
    case 'failed':
      return foldFailure(state, event.problem);
  }
}

function foldFailure(
  { link, progress, step }: Extract<LinkState, { status: 'running' }>,
  problem: Problem,
): LinkState {
  if (link.repairs && isLost(problem)) return begunAnew(link, progress, problem);
  if (link.repairs && !waitsForPerson(problem)) {
    return unrepaired(link, link.repairs.id, progress, problem);
  }
  return { link, progress, status: 'failed', step, problem };
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

/**
 * A repair that found the message gone from the CRM: the link itself failed, and is to be done
 * anew.
 */
function begunAnew(link: Link, progress: LinkProgress, problem: Problem): LinkState {
  const steps = planSteps(link.mail, link.records, link.note);
  const step = steps.findIndex(({ name }) => name === 'storeMessage');
  return {
    link: { ...link, repairs: undefined, steps },
    progress,
    status: 'failed',
    step,
    problem,
  };
}

/**
 * Only what Outlook told still holds, what is at the records, and what this link's own is marked
 * with: the message is gone from the CRM, or there is another in its place.
 */
function startedOver(
  { envelope, identity, attempt, judged, doubts, read, originalWanted, files, note }: LinkProgress,
  message?: StoredMessage,
): LinkProgress {
  const told = Object.entries(files).filter(([, { fate }]) =>
    ['empty', 'missing', 'leftOut'].includes(fate),
  );
  return {
    ...noProgress,
    ...(envelope && { envelope }),
    ...(identity && { identity }),
    ...(attempt !== undefined && { attempt }),
    ...(message && { message, messageWasThere: message.isOwn !== true }),
    judged,
    doubts,
    read,
    originalWanted,
    files: Object.fromEntries(told),
    note,
  };
}

/** Without what was believed of files that are not in the CRM after all. */
function withoutFiles(progress: LinkProgress, lost: readonly string[]): LinkProgress {
  const kept = Object.entries(progress.files).filter(([id]) => !lost.includes(id));
  return { ...progress, files: Object.fromEntries(kept) };
}
