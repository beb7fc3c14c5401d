import type { Action } from '@ngrx/store';
import { Subject } from 'rxjs';
import { ProblemError } from '../domain/problem';
import type { SignInRequest } from '../ports/crm';
import { FakeCredentialVault, FakeCrm } from '../testing/fakes';
import { anAccount } from '../testing/samples';
import { SessionActions } from './session.actions';
import { signIn, signOut } from './session.effects';
import { SignInDesk } from './sign-in-desk';

const request: SignInRequest = {
  kind: 'password',
  address: anAccount.crmAddress,
  userName: anAccount.userName,
  password: 'Secret-1',
};

describe('signIn', () => {
  function begin() {
    const [desk, crm, vault] = [new SignInDesk(), new FakeCrm(), new FakeCredentialVault()];
    const actions: Action[] = [];
    signIn(desk, crm, vault).subscribe((action) => actions.push(action));
    return { desk, crm, vault, actions };
  }

  it('keeps the key that the CRM gives, and tells who signed in', () => {
    const { desk, crm, vault, actions } = begin();
    desk.handIn({ request, remember: true });
    expect(actions).toEqual([SessionActions.signInStarted()]);
    crm.signInCalls.only.answer({ ...anAccount, accessKey: 'Key' });
    expect(vault.keepCalls.only.args).toEqual([{ ...anAccount, accessKey: 'Key' }, true]);
    vault.keepCalls.only.answer(true);
    expect(actions.at(-1)).toEqual(
      SessionActions.signedIn({ account: anAccount, remembered: true }),
    );
  });

  it('tells when the key could not be remembered', () => {
    const { desk, crm, vault, actions } = begin();
    desk.handIn({ request, remember: true });
    crm.signInCalls.only.answer({ ...anAccount, accessKey: 'Key' });
    vault.keepCalls.only.answer(false);
    expect(actions.at(-1)).toEqual(
      SessionActions.signedIn({ account: anAccount, remembered: false }),
    );
  });

  it('asks once when the button is clicked again meanwhile', () => {
    const { desk, crm } = begin();
    desk.handIn({ request, remember: true });
    desk.handIn({ request, remember: true });
    expect(crm.signInCalls.all.length).toBe(1);
  });

  it('sends nothing to a CRM that may have locked the account, unless that was confirmed', () => {
    const { desk, crm, actions } = begin();
    crm.refusalCount = 5;
    desk.handIn({ request, remember: true });
    expect(crm.signInCalls.all).toEqual([]);
    expect(actions.at(-1)).toEqual(
      SessionActions.signInFailed({ problem: { kind: 'mayBeLocked' } }),
    );
    desk.handIn({ request, remember: true, isConfirmed: true });
    expect(crm.signInCalls.all.length).toBe(1);
  });

  it('sends nothing again by itself after a refusal', () => {
    jasmine.clock().install();
    const { desk, crm } = begin();
    desk.handIn({ request, remember: true });
    crm.signInCalls.only.fail(new ProblemError({ kind: 'signInRefused' }));
    jasmine.clock().tick(3_600_000);
    jasmine.clock().uninstall();
    expect(crm.signInCalls.all.length).toBe(1);
  });

  it('tells what is wrong, keeps no key, and takes another attempt', () => {
    const { desk, crm, vault, actions } = begin();
    desk.handIn({ request, remember: true });
    crm.signInCalls.only.fail(new ProblemError({ kind: 'signInRefused' }));
    expect(actions.at(-1)).toEqual(
      SessionActions.signInFailed({ problem: { kind: 'signInRefused' } }),
    );
    expect(vault.keepCalls.all).toEqual([]);
    desk.handIn({ request, remember: false });
    expect(crm.signInCalls.all.length).toBe(2);
  });
});

describe('signOut', () => {
  it('signs out even when the device does not say that it forgot', () => {
    const vault = new FakeCredentialVault();
    const actions$ = new Subject<Action>();
    const actions: Action[] = [];
    signOut(actions$, vault).subscribe((action) => actions.push(action));
    actions$.next(SessionActions.signOutRequested());
    vault.forgetCalls.only.fail(new ProblemError({ kind: 'unexpected' }));
    expect(actions).toEqual([SessionActions.signedOut()]);
  });
});
