import type { Action } from '@ngrx/store';
import { BehaviorSubject, Subject, of } from 'rxjs';
import { noProgress } from '../domain/link-progress';
import { ProblemError } from '../domain/problem';
import { choosing } from '../testing/harness/pane-screen';
import { SessionActions } from '../machine/session.actions';
import { FakeCrm } from '../testing/fake-crm';
import { FakeCredentialVault } from '../testing/fakes';
import { aMail, aRecord, anAccount } from '../testing/samples';
import { identifyUser, switchAccount } from './account.effects';
import type { Link } from '../machine/link-plan';
import { CrmActions } from '../machine/machine.actions';
import { type MachineState, PREPARE_PAUSE, initialState } from '../machine/machine.state';

const other = { ...anAccount, crmAddress: 'https://test.example' };
const stateOf = (named: Partial<MachineState> = {}): MachineState => ({
  ...initialState,
  account: anAccount,
  pane: choosing(),
  ...named,
});

describe('switchAccount', () => {
  function begin(state = stateOf()) {
    const [vault, events, actions] = [
      new FakeCredentialVault(),
      new Subject<Action>(),
      [] as Action[],
    ];
    switchAccount(new BehaviorSubject(state), events, vault).subscribe((action) =>
      actions.push(action),
    );
    const choose = (): void => {
      events.next(SessionActions.profileChosen({ account: other }));
    };
    return { vault, actions, choose };
  }

  it('takes the other key into use, and says so in the same moment', () => {
    const { vault, actions, choose } = begin();
    choose();
    expect(vault.used).toEqual([other]);
    expect(actions).toEqual([SessionActions.accountSwitched({ account: other })]);
  });

  // security: several-accounts
  it('changes nothing while a link is under way', () => {
    const link: Link = {
      id: 'link-1',
      account: anAccount,
      mail: aMail(),
      records: [aRecord()],
      steps: [],
      visibility: 'Public',
    };
    const links = { 'link-1': { link, progress: noProgress, status: 'running', step: 0 } } as const;
    const { vault, actions, choose } = begin(stateOf({ links }));
    choose();
    expect(vault.used).toEqual([]);
    expect(actions).toEqual([]);
  });

  it('changes nothing when there is no such key', () => {
    const { vault, actions, choose } = begin();
    vault.holdsOthers = false;
    choose();
    expect(actions).toEqual([]);
  });
});

describe('identifyUser', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => {
    jasmine.clock().uninstall();
  });
  function begin() {
    const crm = new FakeCrm();
    const streaming = choosing({ suggestions: { status: 'streaming', answers: [] } });
    const states = new BehaviorSubject(stateOf({ pane: streaming }));
    const actions: Action[] = [];
    identifyUser(states, of(crm.signIn)).subscribe((action) => actions.push(action));
    return { crm, states, actions };
  }

  // security: who-is-signed-in
  it('asks after the suggestions, once for each account', () => {
    const { crm, states, actions } = begin();
    jasmine.clock().tick(PREPARE_PAUSE * 2);
    expect(crm.signIn.whoAmICalls.all).toEqual([]);
    states.next(stateOf());
    jasmine.clock().tick(PREPARE_PAUSE);
    const user = { userName: 'mario', name: 'Mario Rossi', id: '19x4' };
    crm.signIn.whoAmICalls.only.answer(user);
    expect(actions).toEqual([CrmActions.userKnown({ user })]);
    states.next(stateOf({ planned: 1 }));
    jasmine.clock().tick(PREPARE_PAUSE);
    expect(crm.signIn.whoAmICalls.all.length).toBe(1);
    states.next(stateOf({ account: other }));
    jasmine.clock().tick(PREPARE_PAUSE);
    expect(crm.signIn.whoAmICalls.all.length).toBe(2);
  });

  it('hears no answer for an account that is not in use any more', () => {
    const { crm, states } = begin();
    states.next(stateOf());
    jasmine.clock().tick(PREPARE_PAUSE);
    states.next(stateOf({ account: other }));
    expect(crm.signIn.whoAmICalls.only.cancelled).toBeTrue();
  });

  it('asks to sign in again when the key is refused, and is silent about all else', () => {
    for (const [kind, expected] of [
      ['keyRefused', CrmActions.keyRefused({ problem: { kind: 'keyRefused' } })],
      ['unreachable', CrmActions.userNotKnown()],
    ] as const) {
      const { crm, states, actions } = begin();
      states.next(stateOf());
      jasmine.clock().tick(PREPARE_PAUSE);
      crm.signIn.whoAmICalls.last.fail(new ProblemError({ kind }));
      expect(actions).toEqual([expected]);
    }
  });
});
