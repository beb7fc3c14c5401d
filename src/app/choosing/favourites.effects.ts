import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { concatLatestFrom } from '@ngrx/operators';
import { EMPTY, concatMap, distinctUntilChanged, map, switchMap } from 'rxjs';
import { Favourites } from '../ports/favourites';
import { ask, machineStates } from '../machine/invoke';
import { JournalActions, PaneActions } from '../machine/machine.actions';

/** The starred records of whoever is signed in. */
export const listFavourites = createEffect(
  (states = machineStates(), favourites = inject(Favourites)) =>
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

export const saveFavourites = createEffect(
  (states = machineStates(), actions = inject(Actions), favourites = inject(Favourites)) =>
    actions.pipe(
      ofType(PaneActions.recordStarred, PaneActions.recordUnstarred),
      concatLatestFrom(() => states),
      concatMap(([{ type, record }, { account }]) => {
        if (!account) return EMPTY;
        return type === PaneActions.recordStarred.type
          ? favourites.star(account, record)
          : favourites.unstar(account, record);
      }),
    ),
  { functional: true, dispatch: false },
);
