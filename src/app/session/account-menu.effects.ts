import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import {
  type Observable,
  catchError,
  concat,
  concatMap,
  defer,
  endWith,
  exhaustMap,
  ignoreElements,
  merge,
  of,
} from 'rxjs';
import { Cache } from '../ports/cache';
import { CredentialVault } from '../ports/credential-vault';
import { Favourites } from '../ports/favourites';
import { LinkJournal } from '../ports/link-journal';
import { SessionActions } from './session.actions';

// They join the store with the menu that asks for them.

/**
 * Key, caches, stars and journal of the account leave the device. One that cannot forget is no reason
 * to stay signed in.
 */
export const signOut = createEffect(
  (
    actions = inject(Actions),
    vault = inject(CredentialVault),
    cache = inject(Cache),
    favourites = inject(Favourites),
    journal = inject(LinkJournal),
  ) =>
    actions.pipe(
      ofType(SessionActions.signOutRequested),
      exhaustMap(({ account }) =>
        concat(
          // The key first: what is under way with it keeps nothing any more.
          tried(() => vault.forget()),
          merge(...[cache, favourites, journal].map((store) => tried(() => store.forget(account)))),
        ).pipe(endWith(SessionActions.signedOut())),
      ),
    ),
  { functional: true },
);

const tried = (forget: () => Observable<void>): Observable<never> =>
  defer(forget).pipe(
    ignoreElements(),
    catchError(() => of()),
  );

export const dressProfile = createEffect(
  (actions = inject(Actions), vault = inject(CredentialVault)) =>
    actions.pipe(
      ofType(SessionActions.profileDressed),
      concatMap(({ account, look }) => vault.dress(account, look)),
    ),
  { functional: true, dispatch: false },
);
