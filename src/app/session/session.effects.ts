import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { mapResponse } from '@ngrx/operators';
import {
  type Observable,
  catchError,
  concat,
  concatMap,
  defer,
  endWith,
  exhaustMap,
  ignoreElements,
  map,
  merge,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import { ProblemError, toProblem } from '../domain/problem';
import { Cache } from '../ports/cache';
import { CredentialVault } from '../ports/credential-vault';
import { ATTEMPTS, Crm } from '../ports/crm';
import { Favourites } from '../ports/favourites';
import { LinkJournal } from '../ports/link-journal';
import { SessionActions } from './session.actions';
import { SignInDesk } from './sign-in-desk';

/**
 * One attempt at a time: another click while one is under way means nothing. Nothing is sent again by
 * itself, and an account that may be locked is tried only by who wants it so.
 */
export const signIn = createEffect(
  (desk = inject(SignInDesk), crm = inject(Crm), vault = inject(CredentialVault)) =>
    desk.attempts$.pipe(
      exhaustMap(({ request, remember, isConfirmed }) =>
        concat(
          of(SessionActions.signInStarted()),
          defer(() =>
            crm.refusals({ crmAddress: request.address, userName: request.userName }),
          ).pipe(
            switchMap((count) =>
              count < ATTEMPTS || isConfirmed
                ? crm.signIn(request)
                : throwError(() => new ProblemError({ kind: 'mayBeLocked' })),
            ),
            switchMap((key) =>
              vault.keep(key, remember).pipe(
                map((remembered) => ({
                  account: { crmAddress: key.crmAddress, userName: key.userName },
                  remembered,
                })),
              ),
            ),
            mapResponse({
              next: SessionActions.signedIn,
              error: (error: unknown) =>
                SessionActions.signInFailed({ problem: toProblem(error) }),
            }),
          ),
        ),
      ),
    ),
  { functional: true },
);

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

export const listProfiles = createEffect(
  (vault = inject(CredentialVault)) =>
    vault.watch().pipe(map((keyring) => SessionActions.profilesListed({ keyring }))),
  { functional: true },
);

export const dressProfile = createEffect(
  (actions = inject(Actions), vault = inject(CredentialVault)) =>
    actions.pipe(
      ofType(SessionActions.profileDressed),
      concatMap(({ account, look }) => vault.dress(account, look)),
    ),
  { functional: true, dispatch: false },
);
