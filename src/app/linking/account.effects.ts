import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import {
  EMPTY,
  type Observable,
  defer,
  exhaustMap,
  filter,
  of,
  switchMap,
  withLatestFrom,
} from 'rxjs';
import { CredentialVault } from '../ports/credential-vault';
import { lazy } from '../platform/lazy-port';
import { SignIn } from '../ports/sign-in';
import { SessionActions } from '../machine/session.actions';
import { whenIdle } from '../machine/when-idle';
import { CrmActions } from '../machine/machine.actions';
import { linkingFeature } from '../machine/machine.reducer';
import { type LinkingState, isUnderWay } from '../machine/machine.state';

const wholeState = (): Observable<LinkingState> =>
  inject(Store).select(linkingFeature.selectLinkingState);

/** A link goes on with the key it was begun with, so none may be under way. */
export const switchAccount = createEffect(
  (states = wholeState(), actions = inject(Actions), vault = inject(CredentialVault)) =>
    actions.pipe(
      ofType(SessionActions.profileChosen),
      withLatestFrom(states),
      filter(([, { links }]) => !Object.values(links).some(isUnderWay)),
      exhaustMap(([{ account }]) =>
        defer(() => (vault.use(account) ? of(SessionActions.accountSwitched({ account })) : EMPTY)),
      ),
    ),
  { functional: true },
);

/** Asked once for each account, when the suggestions stand there. */
export const knowUser = createEffect(
  (states = wholeState(), signIn = inject(lazy(SignIn))) =>
    whenIdle(states, () => signIn.pipe(switchMap((port) => port.whoAmI())), {
      answer: (user) => CrmActions.userKnown({ user }),
      failed: () => CrmActions.userNotKnown(),
    }),
  { functional: true },
);
