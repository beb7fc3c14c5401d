import type { Action } from '@ngrx/store';
import { BehaviorSubject, Subject, of } from 'rxjs';
import type { ModuleAnswer } from '../domain/crm';
import { ProblemError } from '../domain/problem';
import { choosing } from '../testing/harness/pane-screen';
import { collect } from '../testing/harness/collect';
import { FakeCrm } from '../testing/fake-crm';
import { aModule, aRecord, anAccount } from '../testing/samples';
import { CrmActions, PaneActions } from '../machine/machine.actions';
import {
  type MachineState,
  type PaneState,
  TYPING_PAUSE,
  initialState,
} from '../machine/machine.state';
import { searchRecords } from './search.effects';
import { loadNextPage } from './search-results.effects';

const stateOf = (named: Partial<MachineState>): MachineState => ({
  ...initialState,
  account: anAccount,
  ...named,
});
const more = PaneActions.moreRequested({ module: 'Contacts' });
const found = (): ModuleAnswer => ({
  status: 'found',
  module: aModule(),
  records: [aRecord()],
});

describe('searchRecords', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('asks when the typing rests, with the last text alone', () => {
    const crm = new FakeCrm();
    const panes = new BehaviorSubject<PaneState>(choosing({ modules: [aModule()] }));
    collect(searchRecords(panes, of(crm.search)));
    for (const text of ['ro', 'ros', 'rossi ']) {
      panes.next(choosing({ modules: [aModule()], query: { text } }));
      jasmine.clock().tick(TYPING_PAUSE / 2);
    }
    expect(crm.search.searchCalls.all).toEqual([]);
    jasmine.clock().tick(TYPING_PAUSE);
    expect(crm.search.searchCalls.only.args).toEqual(['rossi', [aModule()]]);
  });

  it('asks nothing for a text that is too short', () => {
    const crm = new FakeCrm();
    const panes = new BehaviorSubject<PaneState>(
      choosing({ modules: [aModule()], query: { text: ' r ' } }),
    );
    const actions = collect(searchRecords(panes, of(crm.search)));
    jasmine.clock().tick(TYPING_PAUSE * 2);
    expect(crm.search.searchCalls.all).toEqual([]);
    expect(actions).toEqual([]);
  });

  it('asks the module that it is limited to', () => {
    const crm = new FakeCrm();
    const modules = [aModule(), aModule({ name: 'Leads' })];
    const query = { text: 'rossi', module: 'Leads' };
    collect(
      searchRecords(new BehaviorSubject<PaneState>(choosing({ modules, query })), of(crm.search)),
    );
    jasmine.clock().tick(TYPING_PAUSE);
    expect(crm.search.searchCalls.only.args[1].map(({ name }) => name)).toEqual(['Leads']);
  });

  it('cancels the search before when another is typed', () => {
    const crm = new FakeCrm();
    const panes = new BehaviorSubject<PaneState>(
      choosing({ modules: [aModule()], query: { text: 'rossi' } }),
    );
    collect(searchRecords(panes, of(crm.search)));
    jasmine.clock().tick(TYPING_PAUSE);
    panes.next(choosing({ modules: [aModule()], query: { text: 'bianchi' } }));
    expect(crm.search.searchCalls.only.cancelled).toBeTrue();
  });

  it('keeps a search going when a suggestion arrives', () => {
    const crm = new FakeCrm();
    const query = { text: 'rossi' };
    const panes = new BehaviorSubject<PaneState>(choosing({ modules: [aModule()], query }));
    collect(searchRecords(panes, of(crm.search)));
    jasmine.clock().tick(TYPING_PAUSE);
    panes.next(
      choosing({
        modules: [aModule()],
        query,
        suggestions: { status: 'streaming', answers: [found()] },
      }),
    );
    expect(crm.search.searchCalls.only.cancelled).toBeFalse();
  });
});

describe('loadNextPage', () => {
  const query = { text: ' rossi ' };
  const asking = choosing({ query, paging: { Contacts: { status: 'asking', start: 10 } } });
  const answer: ModuleAnswer = { status: 'found', module: aModule(), records: [aRecord()] };

  function begin(pane = asking) {
    const crm = new FakeCrm();
    const states = new BehaviorSubject(stateOf({ pane }));
    const actions$ = new Subject<Action>();
    return {
      crm,
      states,
      actions$,
      actions: collect(loadNextPage(states, actions$, of(crm.search))),
    };
  }

  it('asks the module for what comes after the last page', () => {
    const { crm, actions$, actions } = begin();
    actions$.next(more);
    expect(crm.search.searchCalls.only.args).toEqual(['rossi', [aModule()], 10]);
    crm.search.searchCalls.only.answer(answer);
    expect(actions).toEqual([CrmActions.moreFound({ answer, start: 10 })]);
  });

  it('asks nothing when there is no more', () => {
    const { crm, actions$ } = begin(choosing({ query }));
    actions$.next(more);
    expect(crm.search.searchCalls.all).toEqual([]);
  });

  it('is outdated when something else is searched for', () => {
    const { crm, states, actions$ } = begin();
    actions$.next(more);
    states.next(stateOf({ pane: choosing({ query: { text: 'rossin' } }) }));
    expect(crm.search.searchCalls.only.cancelled).toBeTrue();
  });

  it('is not outdated by what else happens on the page', () => {
    const { crm, states, actions$ } = begin();
    actions$.next(more);
    states.next(stateOf({ pane: { ...asking, chosen: [aRecord()] } }));
    expect(crm.search.searchCalls.only.cancelled).toBeFalse();
  });

  it('fails as a whole when the key is refused', () => {
    const { crm, actions$, actions } = begin();
    actions$.next(more);
    crm.search.searchCalls.only.fail(new ProblemError({ kind: 'keyRefused' }));
    expect(actions).toEqual([CrmActions.searchFailed({ problem: { kind: 'keyRefused' } })]);
  });
});
