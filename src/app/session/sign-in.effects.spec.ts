import type { Action } from '@ngrx/store';
import { BehaviorSubject, type Observable, Subject, of } from 'rxjs';
import { ProblemError } from '../domain/problem';
import { FakeCrm } from '../testing/fake-crm';

import { anAccount } from '../testing/samples';
import { SessionActions } from '../machine/session.actions';
import { SignInRequests } from './sign-in-requests';
import { SignInActions } from './sign-in.actions';
import { countFailedSignIns, findCrm } from './sign-in.effects';
import type { SoughtCrm } from './sign-in.reducer';

function collect(actions$: Observable<Action>): Action[] {
  const actions: Action[] = [];
  actions$.subscribe((action) => actions.push(action));
  return actions;
}

describe('findCrm', () => {
  const sought = (address: string): SoughtCrm => ({ status: 'sought', address });

  it('looks where the CRM is sought, and tells what is there', () => {
    const crm = new FakeCrm();
    const states = new BehaviorSubject<SoughtCrm>({ status: 'wanted' });
    const actions = collect(findCrm(states, of(crm.signIn)));
    expect(crm.signIn.findCrmCalls.all).toEqual([]);
    states.next(sought('https://crm.example'));
    expect(crm.signIn.findCrmCalls.only.args).toEqual(['https://crm.example']);
    crm.signIn.findCrmCalls.only.answer(undefined);
    expect(actions).toEqual([SignInActions.crmFound()]);
  });

  it('tells why it is not there', () => {
    const crm = new FakeCrm();
    const actions = collect(
      findCrm(new BehaviorSubject(sought('https://crm.example')), of(crm.signIn)),
    );
    crm.signIn.findCrmCalls.only.fail(new ProblemError({ kind: 'notVtenext' }));
    expect(actions).toEqual([SignInActions.crmNotFound({ problem: { kind: 'notVtenext' } })]);
  });

  it('looks no longer when it was given up, or is sought elsewhere', () => {
    const crm = new FakeCrm();
    const states = new BehaviorSubject(sought('https://one.example'));
    collect(findCrm(states, of(crm.signIn)));
    states.next(sought('https://two.example'));
    states.next({ status: 'wanted' });
    expect(crm.signIn.findCrmCalls.all.map(({ cancelled }) => cancelled)).toEqual([true, true]);
  });
});

describe('countFailedSignIns', () => {
  it('counts for who is named, and anew after each attempt that failed', () => {
    const crm = new FakeCrm();
    const source = new Subject<Action>();
    const desk = new SignInRequests();
    const actions = collect(countFailedSignIns(source, of(crm.signIn), desk));
    source.next(SessionActions.signInFailed({ problem: { kind: 'signInRefused' } }));
    expect(actions).toEqual([]);
    desk.name(anAccount);
    crm.signIn.failedSignInCount = 1;
    source.next(SessionActions.signInFailed({ problem: { kind: 'signInRefused' } }));
    expect(actions).toEqual([
      // Nothing of whoever was named before.
      SignInActions.failedSignInsCounted({ count: 0 }),
      SignInActions.failedSignInsCounted({ count: 0 }),
      SignInActions.failedSignInsCounted({ count: 1 }),
    ]);
  });
});
