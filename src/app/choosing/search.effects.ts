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
import { lazy } from '../platform/lazy-port';
import { Favourites } from '../ports/favourites';
import { RecordSearch } from '../ports/record-search';
import { SettingsStore } from '../ports/settings-store';
import { ask, whileIn } from '../machine/invoke';
import { CrmActions, JournalActions, LinkPageActions } from '../machine/machine.actions';
import { linkingFeature } from '../machine/machine.reducer';
import type { LinkingState } from '../machine/machine.state';

const wholeState = (): Observable<LinkingState> =>
  inject(Store).select(linkingFeature.selectLinkingState);

/** Pages of several modules may be asked for at once; another query cancels them all. */
export const pageOn = createEffect(
  (states = wholeState(), actions = inject(Actions), search = inject(lazy(RecordSearch))) =>
    states.pipe(
      map(({ pane }) => pane),
      whileIn(
        'choosing',
        ({ query }) => query,
        () =>
          actions.pipe(
            ofType(LinkPageActions.moreRequested),
            withLatestFrom(states),
            mergeMap(([{ module: name }, { pane }]) => {
              const paging = pane.status === 'choosing' ? pane.paging[name] : undefined;
              if (pane.status !== 'choosing' || paging?.status !== 'asking') return EMPTY;
              const { start } = paging;
              const asked = pane.modules.filter((module) => module.name === name);
              const text = pane.query.text.trim();
              return ask(() => search.pipe(switchMap((port) => port.search(text, asked, start))), {
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
      ofType(LinkPageActions.recordStarred, LinkPageActions.recordUnstarred),
      withLatestFrom(states),
      concatMap(([{ type, record }, { account }]) => {
        if (!account) return EMPTY;
        return type === LinkPageActions.recordStarred.type
          ? favourites.star(account, record)
          : favourites.unstar(account, record);
      }),
    ),
  { functional: true, dispatch: false },
);

export const keepRecentModules = createEffect(
  (states = wholeState(), actions = inject(Actions), settingsStore = inject(SettingsStore)) =>
    actions.pipe(
      ofType(LinkPageActions.queryChanged, LinkPageActions.linkRequested),
      withLatestFrom(states),
      map(([, { settings }]) => settings.recentModules),
      distinctUntilChanged(),
      concatMap((recentModules) => settingsStore.choose({ recentModules })),
    ),
  { functional: true, dispatch: false },
);
