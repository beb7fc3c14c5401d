import { DOCUMENT, inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import type { Action } from '@ngrx/store';
import {
  type Observable,
  distinctUntilChanged,
  filter,
  forkJoin,
  map,
  of,
  switchMap,
  take,
  tap,
} from 'rxjs';
import { isCrmAllowed } from '../domain/configuration';
import { CredentialVault } from '../ports/credential-vault';
import { ModuleCatalogue } from '../ports/module-catalogue';
import { HostedConfiguration } from '../ports/hosted-configuration';
import { ItemWatch } from '../ports/item-watch';
import { MailReader } from '../ports/mail-reader';
import { SettingsStore } from '../ports/settings-store';
import { ask, machineStates, paneStates, whileIn } from './invoke';
import { CrmActions, HostActions, PaneActions } from './machine.actions';
import { isUnderWay } from './machine.state';

// The way of each item to the page of records: it belongs to no feature, but comes before all.

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
 * The page says which English its texts are in, where the host of the pane has decided it. There
 * are none in another language yet, and a wrong name would have them read out wrongly.
 */
export const setPageLanguage = createEffect(
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
      ofType(PaneActions.refreshRequested),
      switchMap(() => currentItem(host)),
    ),
  { functional: true },
);

/** What Outlook forgot to tell is read anew, unless links would be lost by it. */
export const rereadStaleItem = createEffect(
  (states = machineStates(), host = inject(ItemWatch)) =>
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
  (panes = paneStates(), catalogue = inject(ModuleCatalogue)) =>
    panes.pipe(
      whileIn(
        'loadingModules',
        (pane) => pane,
        () =>
          ask(() => catalogue.permittedModules(), {
            answer: (modules) => CrmActions.modulesLoaded({ modules }),
            problem: (problem) => CrmActions.modulesFailed({ problem }),
          }),
      ),
    ),
  { functional: true },
);
