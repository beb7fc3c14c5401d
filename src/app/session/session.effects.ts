import { inject } from '@angular/core';
import { Actions, createEffect } from '@ngrx/effects';
import { mapResponse } from '@ngrx/operators';
import { concat, exhaustMap, map, of, switchMap, throwError } from 'rxjs';
import { ProblemError, toProblem } from '../domain/problem';
import { prepareAfterSuggestions } from '../machine/after-suggestions';
import { CredentialVault } from '../ports/credential-vault';
import { lazy } from '../platform/lazy-port';
import { ATTEMPTS, SignIn } from '../ports/sign-in';
import { SessionActions } from '../machine/session.actions';
import { SignInRequests } from './sign-in-requests';

/**
 * One attempt at a time: another click while one is under way means nothing. Nothing is sent again
 * by itself, and an account that may be locked is tried only by who wants it so.
 */
export const signIn = createEffect(
  (
    requests = inject(SignInRequests),
    port = inject(lazy(SignIn)),
    vault = inject(CredentialVault),
  ) =>
    requests.attempts$.pipe(
      exhaustMap(({ request, remember, isConfirmed }) =>
        concat(
          of(SessionActions.signInStarted()),
          port.pipe(
            switchMap((crm) =>
              crm
                .failedSignIns({ crmAddress: request.address, userName: request.userName })
                .pipe(
                  switchMap((count) =>
                    count < ATTEMPTS || isConfirmed
                      ? crm.signIn(request)
                      : throwError(() => new ProblemError({ kind: 'mayBeLocked' })),
                  ),
                ),
            ),
            switchMap((key) =>
              vault.keep(key, remember).pipe(
                map(() => ({
                  account: { crmAddress: key.crmAddress, userName: key.userName },
                })),
              ),
            ),
            mapResponse({
              next: SessionActions.signedIn,
              error: (error: unknown) => SessionActions.signInFailed({ problem: toProblem(error) }),
            }),
          ),
        ),
      ),
    ),
  { functional: true },
);

export const listProfiles = createEffect(
  (vault = inject(CredentialVault)) =>
    vault.watch().pipe(map((keyring) => SessionActions.profilesListed({ keyring }))),
  { functional: true },
);

/** Who signs out in one pane is out in all of them. */
export const leaveWithOthers = createEffect(
  (vault = inject(CredentialVault)) =>
    vault.forgotten().pipe(map(() => SessionActions.signedOut())),
  { functional: true },
);

/** A session that ends later finds its form here, also while the pane's own server is away. */
export const prepareToSignInAgain = createEffect(
  (actions = inject(Actions)) => prepareAfterSuggestions(actions, () => import('./sign-in-page')),
  { functional: true, dispatch: false },
);
