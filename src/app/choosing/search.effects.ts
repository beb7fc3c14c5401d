import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import {
  EMPTY,
  type Observable,
  concatMap,
  distinctUntilChanged,
  map,
  mergeMap,
  switchMap,
  withLatestFrom,
} from 'rxjs';
import { Crm } from '../ports/crm';
import { Favourites } from '../ports/favourites';
import { SettingsStore } from '../ports/settings-store';
import { ask, whileIn } from '../machine/invoke';
import { CrmActions, JournalActions, PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import type { MachineState } from '../machine/machine.state';

const wholeState = (): Observable<MachineState> =>
  inject(Store).select(machineFeature.selectMachineState);

/** Pages of several modules may be asked for at once; another query cancels them all. */
export const pageOn = createEffect(
  (states = wholeState(), actions = inject(Actions), crm = inject(Crm)) =>
    states.pipe(
      map(({ pane }) => pane),
      whileIn(
        'choosing',
        ({ query }) => query,
        () =>
          actions.pipe(
            ofType(PaneActions.moreRequested),
            withLatestFrom(states),
            mergeMap(([{ module: name }, { pane }]) => {
              const paging = pane.status === 'choosing' ? pane.paging[name] : undefined;
              if (pane.status !== 'choosing' || paging?.status !== 'asking') return EMPTY;
              const { start } = paging;
              const asked = pane.modules.filter((module) => module.name === name);
              return ask(() => crm.search(pane.query.text.trim(), asked, start), {
                answer: (answer) => CrmActions.moreFound({ answer, start }),
                problem: (problem) => CrmActions.searchFailed({ problem }),
              });
            }),
          ),
      ),
    ),
  { functional: true },
);

/** The starred records of whoever is signed in. */
export const listFavourites = createEffect(
  (states = wholeState(), favourites = inject(Favourites)) =>
    states.pipe(
      map(({ account }) => account),
      distinctUntilChanged(),
      switchMap((account) =>
        account
          ? ask(() => favourites.list(account), {
              answer: (records) => JournalActions.favouritesListed({ records }),
              problem: () => JournalActions.favouritesListed({ records: [] }),
            })
          : EMPTY,
      ),
    ),
  { functional: true },
);

export const keepFavourites = createEffect(
  (states = wholeState(), actions = inject(Actions), favourites = inject(Favourites)) =>
    actions.pipe(
      ofType(PaneActions.recordStarred, PaneActions.recordUnstarred),
      withLatestFrom(states),
      concatMap(([{ type, record }, { account }]) => {
        if (!account) return EMPTY;
        return type === PaneActions.recordStarred.type
          ? favourites.star(account, record)
          : favourites.unstar(account, record);
      }),
    ),
  { functional: true, dispatch: false },
);

export const keepRecentModules = createEffect(
  (states = wholeState(), actions = inject(Actions), settingsStore = inject(SettingsStore)) =>
    actions.pipe(
      ofType(PaneActions.queryChanged, PaneActions.linkRequested),
      withLatestFrom(states),
      map(([, { settings }]) => settings.recentModules),
      distinctUntilChanged(),
      concatMap((recentModules) => settingsStore.choose({ recentModules })),
    ),
  { functional: true, dispatch: false },
);
