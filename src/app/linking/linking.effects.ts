import { DOCUMENT, inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { type Action, Store } from '@ngrx/store';
import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  exhaustMap,
  filter,
  forkJoin,
  last,
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
import type { Mail } from '../domain/mail';
import { type Account, CredentialVault } from '../ports/credential-vault';
import { Crm } from '../ports/crm';
import { HostedConfiguration } from '../ports/hosted-configuration';
import { LinkJournal } from '../ports/link-journal';
import { MailHost } from '../ports/mail-host';
import { Preferences } from '../ports/preferences';
import { ask, linksEntering, whileIn } from './invoke';
import { undoneEntry, union } from './journal-entry';
import { LinkRunner, loadSteps } from './link-runner';
import {
  CrmActions,
  HostActions,
  LinkActions,
  LinkPageActions,
} from './linking.actions';
import { linkingFeature } from './linking.reducer';
import {
  type LinkState,
  type LinkingState,
  PREPARE_PAUSE,
  type PaneState,
  SHORTEST_QUERY,
  TYPING_PAUSE,
  isUnderWay,
  madeBy,
} from './linking.state';

const links = (): Observable<LinkingState['links']> =>
  inject(Store).select(linkingFeature.selectLinks);
const wholeState = (): Observable<LinkingState> =>
  inject(Store).select(linkingFeature.selectLinkingState);
const paneStates = (): Observable<PaneState> => inject(Store).select(linkingFeature.selectPane);

const currentItem = (host: MailHost): Observable<Action> =>
  ask(() => host.currentItem(), {
    answer: (item) => HostActions.itemOpened({ item }),
    problem: () => HostActions.itemOpened({ item: { kind: 'nothing' } }),
  });

export const startHost = createEffect(
  (
    panes = paneStates(),
    host = inject(MailHost),
    vault = inject(CredentialVault),
    preferences = inject(Preferences),
    hosted = inject(HostedConfiguration),
  ) =>
    panes.pipe(
      whileIn('starting', ({ status }) => status, () =>
        ask(
          () =>
            forkJoin([
              hosted.read(),
              host
                .start()
                .pipe(
                  switchMap((item) => forkJoin([of(item), preferences.read(), vault.restore()])),
                ),
            ]),
          {
            answer: ([configuration, [item, choices, remembered]]) => {
              const isAllowed = remembered && isCrmAllowed(configuration, remembered.crmAddress);
              const account = isAllowed && { account: remembered };
              return HostActions.hostReady({ item, configuration, choices, ...account });
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
  (panes = paneStates(), host = inject(MailHost)) =>
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
  (actions = inject(Actions), host = inject(MailHost)) =>
    actions.pipe(
      ofType(LinkPageActions.refreshRequested),
      switchMap(() => currentItem(host)),
    ),
  { functional: true },
);

/** What Outlook forgot to tell is read anew, unless links would be lost by it. */
export const catchUp = createEffect(
  (states = wholeState(), host = inject(MailHost)) =>
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
  (panes = paneStates(), host = inject(MailHost)) =>
    panes.pipe(
      whileIn('readingMail', (pane) => pane, ({ item }) =>
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
      whileIn('loadingModules', (pane) => pane, () =>
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
      whileIn('choosing', ({ query }) => query, ({ modules, query }) => {
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
      }),
    ),
  { functional: true },
);

const loadViews = (): Promise<unknown> =>
  Promise.all([
    import('./earlier-card'),
    import('./link-view'),
    import('./record-card'),
    import('./search-results'),
    import('./settings-card'),
    import('./unfinished-list'),
  ]);

/**
 * Loads the rest of the pane before it is asked for: a pane that is open all day works also while its
 * own server is away, or has a newer version. What fails here is told when it is needed.
 */
export const prepareToLink = createEffect(
  (
    actions = inject(Actions),
    host = inject(MailHost),
    crm = inject(Crm),
  ) =>
    actions.pipe(
      ofType(CrmActions.suggestionsCompleted),
      exhaustMap(() =>
        timer(PREPARE_PAUSE).pipe(
          switchMap(() =>
            merge(
              defer(() => host.prepare()),
              defer(() => crm.prepare()),
              defer(loadSteps),
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
const isCalledOff = (link: LinkState | undefined): boolean => (link?.status ?? 'cancelled') === 'cancelled';

/** Links of different mails run side by side. */
export const runLinks = createEffect(
  (states = links(), runner = inject(LinkRunner)) =>
    states.pipe(
      linksEntering('planned'),
      mergeMap(({ link, facts, next }) =>
        runner
          .run(link, facts, next)
          .pipe(takeUntil(states.pipe(filter((all) => isCalledOff(all[link.id])))))
      ),
    ),
  { functional: true },
);

/** Contents of files are held no longer than their link can go on. */
export const dropContents = createEffect(
  (states = links(), runner = inject(LinkRunner)) =>
    states.pipe(
      tap((all) => {
        runner.forgetAllBut(
          Object.values(all)
            .filter((link) => isUnderWay(link) || link.status === 'failed')
            .map(({ link }) => link.id),
        );
      }),
    ),
  { functional: true, dispatch: false },
);

export const undo = createEffect(
  (states = links(), crm = inject(Crm), journal = inject(LinkJournal)) =>
    states.pipe(
      linksEntering('undoing'),
      mergeMap((state) => {
        const { link, facts } = state;
        const { id } = link;
        const { message, others } = madeBy(state);
        const entry = message && undoneEntry(link, facts);
        return ask(
          () =>
            crm
              .discard(message, others)
              .pipe(
                switchMap(() => concat(entry ? journal.write(entry) : EMPTY, of(true)).pipe(last())),
              ),
          {
            answer: () => LinkActions.undone({ id }),
            problem: (problem) => LinkActions.undoFailed({ id, problem }),
          },
        );
      }),
    ),
  { functional: true },
);

/** What the CRM and the journal know of the open mail, asked together with the suggestions. */
export const lookForEarlierLinks = createEffect(
  (
    states = wholeState(),
    host = inject(MailHost),
    crm = inject(Crm),
    journal = inject(LinkJournal),
  ) => {
    let account: Account | null = null;
    return states.pipe(
      tap((state) => (account = state.account)),
      map(({ pane }) => pane),
      whileIn('choosing', ({ mail, earlier }) => `${String(earlier.round)} ${mail.itemId}`, (pane) =>
        ask(
          () =>
            messageIdOf(host, pane.mail).pipe(
              switchMap((messageId) =>
                forkJoin([
                  account ? journal.read({ account, messageId }) : of(undefined),
                  crm.findMessage(messageId),
                ]),
              ),
              switchMap(([entry, message]) => {
                const known = message && entry ? union(entry.linked) : [];
                const ids = (message?.noted ?? []).filter(
                  (id) => !known.some((record) => record.id === id),
                );
                const noted = ids.length > 0 ? crm.recordsOf(ids, pane.modules) : of([]);
                return noted.pipe(
                  map((more) => ({
                    ...(message && { message }),
                    ...(entry && { entry }),
                    records: union(more, known),
                  })),
                );
              }),
            ),
          {
            answer: (earlier) => CrmActions.earlierLinksFound({ earlier }),
            problem: (problem) => CrmActions.earlierLinksFailed({ problem }),
          },
        ),
      ),
    );
  },
  { functional: true },
);

const messageIdOf = (host: MailHost, mail: Mail): Observable<string> =>
  mail.messageId === undefined
    ? host.readEnvelope(mail).pipe(map(({ messageId }) => messageId))
    : of(mail.messageId);
