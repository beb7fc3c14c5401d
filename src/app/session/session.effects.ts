import { inject } from '@angular/core';
import { createEffect } from '@ngrx/effects';
import { mapResponse } from '@ngrx/operators';
import { concat, defer, exhaustMap, map, of, switchMap, throwError } from 'rxjs';
import { ProblemError, toProblem } from '../domain/problem';
import { CredentialVault } from '../ports/credential-vault';
import { ATTEMPTS, Crm } from '../ports/crm';
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

export const listProfiles = createEffect(
  (vault = inject(CredentialVault)) =>
    vault.watch().pipe(map((keyring) => SessionActions.profilesListed({ keyring }))),
  { functional: true },
);
