import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import {
  EMPTY,
  type Observable,
  catchError,
  concatMap,
  defer,
  ignoreElements,
  merge,
  mergeMap,
  of,
} from 'rxjs';
import { Cache } from '../ports/cache';
import { CredentialVault } from '../ports/credential-vault';
import { Favourites } from '../ports/favourites';
import { LinkJournal } from '../ports/link-journal';
import { SessionActions } from '../machine/session.actions';

// They join the store with the menu that asks for them.

/**
 * Key, caches, stars and journal of the account leave the device. Nobody stays signed in while it
 * takes its time, or cannot forget.
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
      mergeMap(({ account }) =>
        merge(
          // The key first, in memory at once: what is under way with it keeps nothing any more.
          tried(() => vault.forget()),
          of(SessionActions.signedOut()),
          ...[cache, favourites, journal].map((store) => tried(() => store.forget(account))),
        ),
      ),
    ),
  { functional: true },
);

const tried = (forget: () => Observable<void>): Observable<never> =>
  defer(forget).pipe(
    ignoreElements(),
    catchError(() => EMPTY),
  );

export const saveProfile = createEffect(
  (actions = inject(Actions), vault = inject(CredentialVault)) =>
    actions.pipe(
      ofType(SessionActions.profileUpdated),
      concatMap(({ account, look }) => vault.updateProfile(account, look)),
    ),
  { functional: true, dispatch: false },
);
