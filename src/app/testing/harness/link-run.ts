import { TestBed } from '@angular/core/testing';
import { firstValueFrom, toArray } from 'rxjs';
import { type LinkProgress, noProgress } from '../../domain/link-progress';
import type { Problem } from '../../domain/problem';
import { LinkRunner } from '../../linking/link-runner';
import { type LinkEvent, foldLink } from '../../machine/link-fold';
import type { Link } from '../../machine/link-plan';
import type { LinkState } from '../../machine/machine.state';

/** How a run of a link ended. */
export interface RunResult {
  readonly events: readonly LinkEvent[];
  readonly state: LinkState;
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
  const events = await firstValueFrom(runner.events().pipe(toArray()));
  const before = events.slice(0, -1).reduce<LinkState>(foldLink, planned);
  const last = events.at(-1);
  if (!last) throw new Error('The run ended without a word.');
  return {
    events,
    state: foldLink(before, last),
    progress: before.progress,
    step: before.status === 'running' ? before.step : next,
    ...(last.kind === 'failed' && { problem: last.problem }),
  };
}
