import { DOCUMENT, Injector, inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { type Action, Store } from '@ngrx/store';
import {
  EMPTY,
  Observable,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  exhaustMap,
  filter,
  forkJoin,
  map,
  merge,
  mergeMap,
  of,
  switchMap,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { isCrmAllowed } from '../domain/configuration';
import { toProblem } from '../domain/problem';
import { partOfPane } from '../platform/part-of-pane';
import type { Account } from '../domain/account';
import { CredentialVault } from '../ports/credential-vault';
import { Crm } from '../ports/crm';
import { HostedConfiguration } from '../ports/hosted-configuration';
import { LinkJournal } from '../ports/link-journal';
import { HostDiagnostics } from '../ports/host-diagnostics';
import { ItemWatch } from '../ports/item-watch';
import { MailReader } from '../ports/mail-reader';
import { SettingsStore } from '../ports/settings-store';
import { ask, linksEntering, whileIn } from '../machine/invoke';
import { CrmActions, HostActions, LinkActions, LinkPageActions } from '../machine/machine.actions';
import { linkingFeature } from '../machine/machine.reducer';
import {
  type LinkState,
  type LinkingState,
  EARLIER_PAUSE,
  PREPARE_PAUSE,
  type PaneState,
  SHORTEST_QUERY,
  TYPING_PAUSE,
  isUnderWay,
} from '../machine/machine.state';
import { ContentCaches } from './content-cache';

const links = (): Observable<LinkingState['links']> =>
  inject(Store).select(linkingFeature.selectLinks);
const wholeState = (): Observable<LinkingState> =>
  inject(Store).select(linkingFeature.selectLinkingState);
const paneStates = (): Observable<PaneState> => inject(Store).select(linkingFeature.selectPane);

const currentItem = (host: ItemWatch): Observable<Action> =>
  ask(() => host.currentItem(), {
    answer: (item) => HostActions.itemOpened({ item }),
    problem: () => HostActions.itemOpened({ item: { kind: 'nothing' } }),
  });

export const startHost = createEffect(
  (
    panes = paneStates(),
    host = inject(ItemWatch),
    vault = inject(CredentialVault),
    settingsStore = inject(SettingsStore),
    hosted = inject(HostedConfiguration),
  ) =>
    panes.pipe(
      whileIn(
        'starting',
        ({ status }) => status,
        () =>
          ask(
            () =>
              forkJoin([
                hosted.read(),
                host
                  .start()
                  .pipe(
                    switchMap((item) =>
                      forkJoin([of(item), settingsStore.read(), vault.restore()]),
                    ),
                  ),
              ]),
            {
              answer: ([configuration, [item, settings, remembered]]) => {
                const isAllowed = remembered && isCrmAllowed(configuration, remembered.crmAddress);
                const account = isAllowed && { account: remembered };
                return HostActions.hostReady({ item, configuration, settings, ...account });
              },
              problem: (problem) => HostActions.hostAbsent({ problem }),
            },
          ),
      ),
    ),
  { functional: true },
);

/**
 * The page says which English its texts are in, where the host of the pane has decided it. There are
 * none in another language yet, and a wrong name would have them read out wrongly.
 */
export const nameLanguage = createEffect(
  (actions = inject(Actions), page = inject(DOCUMENT)) =>
    actions.pipe(
      ofType(HostActions.hostReady),
      tap(({ configuration: { language } }) => {
        if (language && /^en\b/i.test(language)) page.documentElement.lang = language;
      }),
    ),
  { functional: true, dispatch: false },
);

export const watchItems = createEffect(
  (panes = paneStates(), host = inject(ItemWatch)) =>
    panes.pipe(
      filter(({ status }) => status !== 'starting' && status !== 'outsideOutlook'),
      take(1),
      switchMap(() =>
        ask(() => host.itemChanges(), {
          answer: (item) => HostActions.itemOpened({ item }),
          problem: () => HostActions.itemOpened({ item: { kind: 'nothing' } }),
        }),
      ),
    ),
  { functional: true },
);

export const refreshItem = createEffect(
  (actions = inject(Actions), host = inject(ItemWatch)) =>
    actions.pipe(
      ofType(LinkPageActions.refreshRequested),
      switchMap(() => currentItem(host)),
    ),
  { functional: true },
);

/** What Outlook forgot to tell is read anew, unless links would be lost by it. */
export const catchUp = createEffect(
  (states = wholeState(), host = inject(ItemWatch)) =>
    states.pipe(
      map(
        ({ pane, links: all }) =>
          pane.status === 'noMail' &&
          pane.item.kind === 'stale' &&
          !Object.values(all).some((link) => isUnderWay(link) || link.status === 'failed'),
      ),
      distinctUntilChanged(),
      filter((isDue) => isDue),
      switchMap(() => currentItem(host)),
    ),
  { functional: true },
);

export const readMail = createEffect(
  (panes = paneStates(), host = inject(MailReader)) =>
    panes.pipe(
      whileIn(
        'readingMail',
        (pane) => pane,
        ({ item }) =>
          ask(() => host.readMail(item.itemId), {
            answer: (mail) => HostActions.mailRead({ mail }),
            problem: (problem) => HostActions.mailUnreadable({ problem }),
          }),
      ),
    ),
  { functional: true },
);

export const loadModules = createEffect(
  (panes = paneStates(), crm = inject(Crm)) =>
    panes.pipe(
      whileIn(
        'loadingModules',
        (pane) => pane,
        () =>
          ask(() => crm.permittedModules(), {
            answer: (modules) => CrmActions.modulesLoaded({ modules }),
            problem: (problem) => CrmActions.modulesFailed({ problem }),
          }),
      ),
    ),
  { functional: true },
);

export const searchRecords = createEffect(
  (panes = paneStates(), crm = inject(Crm)) =>
    panes.pipe(
      whileIn(
        'choosing',
        ({ query }) => query,
        ({ modules, query }) => {
          const text = query.text.trim();
          const asked = modules.filter(({ name }) => name === (query.module ?? name));
          if (text.length < SHORTEST_QUERY) return of();
          return timer(TYPING_PAUSE).pipe(
            switchMap(() =>
              concat(
                ask(() => crm.search(text, asked), {
                  answer: (answer) => CrmActions.recordsFound({ answer }),
                  problem: (problem) => CrmActions.searchFailed({ problem }),
                }),
                of(CrmActions.searchCompleted()),
              ),
            ),
          );
        },
      ),
    ),
  { functional: true },
);

const loadViews = (): Promise<unknown> =>
  Promise.all([
    import('../choosing/signal-gathering'),
    import('./earlier-card'),
    import('./link-view'),
    import('../choosing/record-card'),
    import('../ui/sealed-note'),
    import('../choosing/search-results'),
    import('../choosing/settings-card'),
    import('./unfinished-list'),
    import('../ui/problem-text'),
  ]);

/**
 * Loads the rest of the pane before it is asked for: a pane that is open all day works also while its
 * own server is away, or has a newer version. What fails here is told when it is needed.
 */
export const prepareToLink = createEffect(
  (
    actions = inject(Actions),
    host = inject(MailReader),
    crm = inject(Crm),
    journal = inject(LinkJournal),
    diagnostics = inject(HostDiagnostics),
  ) =>
    actions.pipe(
      ofType(CrmActions.suggestionsCompleted),
      exhaustMap(() =>
        timer(PREPARE_PAUSE).pipe(
          switchMap(() =>
            merge(
              defer(() => host.prepare()),
              defer(() => diagnostics.prepare()),
              defer(() => crm.prepare()),
              defer(() => journal.prepare()),
              defer(async () => (await loadRunner()).loadSteps()),
              defer(loadViews),
            ),
          ),
          catchError(() => EMPTY),
        ),
      ),
    ),
  { functional: true, dispatch: false },
);

/** Cancelled before the first write; or it is gone, for somebody else is in with another key. */
const isCalledOff = (link: LinkState | undefined): boolean =>
  (link?.status ?? 'cancelled') === 'cancelled';

/** What runs links, loaded with the first. Fails with `paneIncomplete`. */
const loadRunner = () => partOfPane(import('./link-runner'));

/** Links of different mails run side by side. */
export const runLinks = createEffect(
  (states = links(), injector = inject(Injector)) =>
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
  (states = links(), contentCaches = inject(ContentCaches)) =>
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

/** Whether there is something to choose from, or will be nothing: until then nothing else is asked. */
const hasSuggestions = (pane: PaneState): boolean => {
  if (pane.status !== 'choosing') return true;
  const { suggestions } = pane;
  if (suggestions.status === 'streaming') return suggestions.answers.length > 0;
  return suggestions.status !== 'idle';
};

/** When the page is drawn next; a hidden page is not. */
const nextFrame = (): Observable<void> =>
  new Observable<void>((subscriber) => {
    const frame = requestAnimationFrame(() => {
      subscriber.next();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  });

/** Whether all suggestions are there. */
const isSuggested = ({ pane }: LinkingState): boolean =>
  pane.status !== 'choosing' || ['done', 'failed'].includes(pane.suggestions.status);

/**
 * What the CRM and the journal know of the open mail: asked when all records are suggested, or a moment
 * after the first, so that these are shown first.
 */
export const lookForEarlierLinks = createEffect(
  (
    states = wholeState(),
    host = inject(MailReader),
    crm = inject(Crm),
    journal = inject(LinkJournal),
  ) => {
    let account: Account | null = null;
    return states.pipe(
      tap((state) => (account = state.account)),
      map(({ pane }) => pane),
      filter(hasSuggestions),
      whileIn(
        'choosing',
        ({ mail, earlier }) => `${String(earlier.round)} ${mail.itemId}`,
        (pane) =>
          merge(
            timer(EARLIER_PAUSE),
            states.pipe(filter(isSuggested), take(1), switchMap(nextFrame)),
          ).pipe(
            take(1),
            switchMap(() =>
              ask(
                () =>
                  defer(() => partOfPane(import('./earlier-look'))).pipe(
                    switchMap(({ lookForEarlier }) =>
                      lookForEarlier(pane.mail, pane.modules, account, { host, crm, journal }),
                    ),
                  ),
                {
                  answer: (earlier) => CrmActions.earlierLinksFound({ earlier }),
                  problem: (problem) => CrmActions.earlierLinksFailed({ problem }),
                },
              ),
            ),
          ),
      ),
    );
  },
  { functional: true },
);
