import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { concatLatestFrom } from '@ngrx/operators';
import { EMPTY, defer, exhaustMap, filter, of, switchMap } from 'rxjs';
import { CredentialVault } from '../ports/credential-vault';
import { lazy } from '../platform/lazy-port';
import { SignIn } from '../ports/sign-in';
import { SessionActions } from '../machine/session.actions';
import { askWhenIdle } from '../machine/ask-when-idle';
import { CrmActions } from '../machine/machine.actions';
import { machineStates } from '../machine/invoke';
import { isUnderWay } from '../machine/machine.state';

/** A link goes on with the key it was begun with, so none may be under way. */
export const switchAccount = createEffect(
  (states = machineStates(), actions = inject(Actions), vault = inject(CredentialVault)) =>
    actions.pipe(
      ofType(SessionActions.profileChosen),
      concatLatestFrom(() => states),
      filter(([, { links }]) => !Object.values(links).some(isUnderWay)),
      exhaustMap(([{ account }]) =>
        defer(() => (vault.use(account) ? of(SessionActions.accountSwitched({ account })) : EMPTY)),
      ),
    ),
  { functional: true },
);

/** Asked once for each account, when the suggestions stand there. */
export const identifyUser = createEffect(
  (states = machineStates(), signIn = inject(lazy(SignIn))) =>
    askWhenIdle(states, () => signIn.pipe(switchMap((port) => port.whoAmI())), {
      answer: (user) => CrmActions.userKnown({ user }),
      failed: () => CrmActions.userNotKnown(),
    }),
  { functional: true },
);
