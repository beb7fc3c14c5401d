import { Injector, inject } from '@angular/core';
import { Actions, createEffect } from '@ngrx/effects';
import { catchError, defer, filter, mergeMap, of, switchMap, takeUntil, tap } from 'rxjs';
import { partOfPane, toProblem } from '../domain/problem';
import { Crm } from '../ports/crm';
import { LinkJournal } from '../ports/link-journal';
import { MailHost } from '../ports/mail-host';
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
      mergeMap(({ link, progress, next }) =>
        defer(loadRunner).pipe(
          switchMap(({ LinkRunner }) => injector.get(LinkRunner).run(link, progress, next)),
          catchError((error: unknown) => {
            const at = { id: link.id, step: next };
            const problem = toProblem(error);
            return of(LinkActions.stepStarted(at), LinkActions.linkFailed({ ...at, problem }));
          }),
          takeUntil(states.pipe(filter((all) => isCalledOff(all[link.id])))),
        ),
      ),
    ),
  { functional: true },
);

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
    host = inject(MailHost),
    crm = inject(Crm),
    journal = inject(LinkJournal),
  ) =>
    prepareAfterSuggestions(
      actions,
      () => host.prepare(),
      () => crm.prepare(),
      () => journal.prepare(),
      async () => (await loadRunner()).loadSteps(),
      () =>
        Promise.all([import('./earlier-card'), import('./link-view'), import('./unfinished-list')]),
    ),
  { functional: true, dispatch: false },
);
