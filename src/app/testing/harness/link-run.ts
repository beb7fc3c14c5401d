import { TestBed } from '@angular/core/testing';
import { firstValueFrom, toArray } from 'rxjs';
import { type LinkProgress, noProgress } from '../../domain/link-progress';
import type { Problem } from '../../domain/problem';
import { LinkRunner } from '../../linking/link-runner';
import type { Link } from '../../machine/link-plan';
import type { LinkState } from '../../machine/machine.state';

/** How a run of a link ended. */
export interface RunResult {
  /** What was known before the end, as the next attempt begins with it. */
  readonly progress: LinkProgress;
  /** The step that was started last. */
  readonly step: number;
  readonly problem?: Problem;
}

/** Runs a link from its step `next` to its end or a failure, by the ports of the test bed. */
export async function runLink(
  link: Link,
  progress: LinkProgress = noProgress,
  next = 0,
): Promise<RunResult> {
  const planned = { link, progress, status: 'planned', next } as const;
  const runner = TestBed.runInInjectionContext(() => new LinkRunner(planned));
  const states: readonly LinkState[] = await firstValueFrom(runner.states().pipe(toArray()));
  const [before = planned, last] = states.slice(-2);
  if (last?.status !== 'linked' && last?.status !== 'failed') throw new Error('It did not end.');
  return {
    progress: before.progress,
    step: before.status === 'running' ? before.step : next,
    ...problemOf(last),
  };
}

/** Why it failed; of a link that stands, why its repair did. */
function problemOf(state: LinkState): Pick<RunResult, 'problem'> {
  if (state.status === 'failed') return { problem: state.problem };
  const { link, progress } = state;
  const outcome = link.repairs && progress.files[link.repairs.id];
  return outcome?.fate === 'missing' ? { problem: outcome.problem } : {};
}
