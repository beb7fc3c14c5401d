import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { EMPTY, type Observable, startWith, switchMap } from 'rxjs';
import { ask } from '../machine/invoke';
import { lazy } from '../platform/lazy-port';
import { SignIn } from '../ports/sign-in';
import { SessionActions } from '../machine/session.actions';
import { SignInRequests } from './sign-in-requests';
import { SignInActions } from './sign-in.actions';
import { type SoughtCrm, signInFeature } from './sign-in.reducer';

/** Looks for the CRM while it is sought; another address, or giving up, cancels it. */
export const findCrm = createEffect(
  (
    sought: Observable<SoughtCrm> = inject(Store).select(signInFeature.selectCrm),
    signIn = inject(lazy(SignIn)),
  ) =>
    sought.pipe(
      switchMap((state) =>
        state.status === 'sought'
          ? ask(() => signIn.pipe(switchMap((port) => port.findCrm(state.address))), {
              answer: () => SignInActions.crmFound(),
              problem: (problem) => SignInActions.crmNotFound({ problem }),
            })
          : EMPTY,
      ),
    ),
  { functional: true },
);

/** Of whoever is about to sign in, and anew after each attempt that failed. */
export const countFailedSignIns = createEffect(
  (actions = inject(Actions), signIn = inject(lazy(SignIn)), requests = inject(SignInRequests)) =>
    requests.named$.pipe(
      switchMap((account) =>
        actions.pipe(
          ofType(SessionActions.signInFailed),
          startWith(undefined),
          switchMap(() =>
            ask(() => signIn.pipe(switchMap((port) => port.failedSignIns(account))), {
              answer: (count) => SignInActions.failedSignInsCounted({ count }),
              problem: () => SignInActions.failedSignInsCounted({ count: 0 }),
            }),
          ),
          startWith(SignInActions.failedSignInsCounted({ count: 0 })),
        ),
      ),
    ),
  { functional: true },
);
