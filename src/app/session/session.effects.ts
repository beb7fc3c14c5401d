import { inject } from '@angular/core';
import { createEffect } from '@ngrx/effects';
import { mapResponse } from '@ngrx/operators';
import { concat, defer, exhaustMap, map, of, switchMap } from 'rxjs';
import { toProblem } from '../domain/problem';
import { CredentialVault } from '../ports/credential-vault';
import { Crm } from '../ports/crm';
import { SessionActions } from './session.actions';
import { SignInDesk } from './sign-in-desk';

/** One attempt at a time: another click while one is under way means nothing. */
export const signIn = createEffect(
  (desk = inject(SignInDesk), crm = inject(Crm), vault = inject(CredentialVault)) =>
    desk.attempts$.pipe(
      exhaustMap(({ request, remember }) =>
        concat(
          of(SessionActions.signInStarted()),
          defer(() => crm.signIn(request)).pipe(
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
