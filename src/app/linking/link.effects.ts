import { Injector, inject, runInInjectionContext } from '@angular/core';
import { Actions, createEffect } from '@ngrx/effects';
import { catchError, defer, filter, map, mergeMap, of, switchMap, takeUntil, tap } from 'rxjs';
import { type Problem, toProblem } from '../domain/problem';
import { partOfPane } from '../platform/part-of-pane';
import { LazyParts } from '../platform/lazy-port';
import { LinkJournal } from '../ports/link-journal';
import { HostDiagnostics } from '../ports/host-diagnostics';
import { MailReader } from '../ports/mail-reader';
import { prepareAfterSuggestions } from '../machine/after-suggestions';
import { linkStates, linksEntering } from '../machine/invoke';
import { LinkActions } from '../machine/machine.actions';
import { type LinkState, isUnderWay } from '../machine/machine.state';
import { ContentCaches } from './content-cache';

/** Cancelled before the first write; or it is gone, for somebody else is in with another key. */
const isCalledOff = (link: LinkState | undefined): boolean =>
  (link?.status ?? 'cancelled') === 'cancelled';

/** What runs links, loaded with the first. Fails with `paneIncomplete`. */
const loadRunner = () => partOfPane(import('./link-runner'));

/** Links of different mails run side by side. */
export const runLinks = createEffect(
  (states = linkStates(), injector = inject(Injector)) =>
    states.pipe(
      linksEntering('planned'),
      mergeMap((planned) =>
        defer(loadRunner).pipe(
          map(({ LinkRunner }) => runInInjectionContext(injector, () => new LinkRunner(planned))),
          switchMap((runner) => runner.states()),
          catchError((error: unknown) => of(notRun(planned, toProblem(error)))),
          map((state) => LinkActions.linkAdvanced({ state })),
          takeUntil(states.pipe(filter((all) => isCalledOff(all[planned.link.id])))),
        ),
      ),
    ),
  { functional: true },
);

/** A link whose runner could not be loaded. */
const notRun = (
  { link, progress, next }: Extract<LinkState, { status: 'planned' }>,
  problem: Problem,
): LinkState => ({ link, progress, status: 'failed', step: next, problem });

/** Contents of files are held no longer than their link can go on. */
export const dropContents = createEffect(
  (states = linkStates(), contentCaches = inject(ContentCaches)) =>
    states.pipe(
      tap((all) => {
        contentCaches.forgetAllBut(
          Object.values(all)
            .filter((link) => isUnderWay(link) || link.status === 'failed')
            .map(({ link }) => link.id),
        );
      }),
    ),
  { functional: true, dispatch: false },
);

/** What links and undoes, and its pages. */
export const prepareToLink = createEffect(
  (
    actions = inject(Actions),
    host = inject(MailReader),
    diagnostics = inject(HostDiagnostics),
    parts: Pick<LazyParts, 'prepare'> = inject(LazyParts),
    journal = inject(LinkJournal),
  ) =>
    prepareAfterSuggestions(
      actions,
      () => host.prepare(),
      () => diagnostics.prepare(),
      () => parts.prepare(),
      () => journal.prepare(),
      loadRunner,
      () =>
        Promise.all([import('./earlier-card'), import('./link-view'), import('./unfinished-list')]),
    ),
  { functional: true, dispatch: false },
);
