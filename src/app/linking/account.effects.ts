import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import { EMPTY, type Observable, defer, exhaustMap, filter, of, withLatestFrom } from 'rxjs';
import { CredentialVault } from '../ports/credential-vault';
import { Crm } from '../ports/crm';
import { SessionActions } from '../machine/session.actions';
import { askWhenIdle } from '../machine/ask-when-idle';
import { CrmActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import { type MachineState, isUnderWay } from '../machine/machine.state';

const wholeState = (): Observable<MachineState> =>
  inject(Store).select(machineFeature.selectMachineState);

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
  (states = wholeState(), crm = inject(Crm)) =>
    askWhenIdle(states, () => crm.whoAmI(), {
      answer: (user) => CrmActions.userKnown({ user }),
      failed: () => CrmActions.userNotKnown(),
    }),
  { functional: true },
);
