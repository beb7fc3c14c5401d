import type { Action } from '@ngrx/store';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import type { ModuleAnswer } from '../domain/crm';
import { defaultSettings } from '../domain/settings';
import { ProblemError } from '../domain/problem';
import { choosing } from '../testing/harness/pane-screen';
import { FakeCrm } from '../testing/fakes';
import { MemoryFavourites, MemorySettingsStore } from '../testing/memory-stores';
import { aModule, aRecord, anAccount } from '../testing/samples';
import { CrmActions, JournalActions, PaneActions } from '../machine/machine.actions';
import { type MachineState, initialState } from '../machine/machine.state';
import { keepFavourites, keepRecentModules, listFavourites, pageOn } from './search.effects';

function collect(actions$: Observable<unknown>): unknown[] {
  const actions: unknown[] = [];
  actions$.subscribe((action) => actions.push(action));
  return actions;
}

const stateOf = (named: Partial<MachineState>): MachineState => ({
  ...initialState,
  account: anAccount,
  ...named,
});
const more = PaneActions.moreRequested({ module: 'Contacts' });

describe('pageOn', () => {
  const query = { text: ' rossi ' };
  const asking = choosing({ query, paging: { Contacts: { status: 'asking', start: 10 } } });
  const answer: ModuleAnswer = { status: 'found', module: aModule(), records: [aRecord()] };

  function begin(pane = asking) {
    const crm = new FakeCrm();
    const states = new BehaviorSubject(stateOf({ pane }));
    const actions$ = new Subject<Action>();
    return { crm, states, actions$, actions: collect(pageOn(states, actions$, crm)) };
  }

  it('asks the module for what comes after the last page', () => {
    const { crm, actions$, actions } = begin();
    actions$.next(more);
    expect(crm.searchCalls.only.args).toEqual(['rossi', [aModule()], 10]);
    crm.searchCalls.only.answer(answer);
    expect(actions).toEqual([CrmActions.moreFound({ answer, start: 10 })]);
  });

  it('asks nothing when there is no more', () => {
    const { crm, actions$ } = begin(choosing({ query }));
    actions$.next(more);
    expect(crm.searchCalls.all).toEqual([]);
  });

  it('is outdated when something else is searched for', () => {
    const { crm, states, actions$ } = begin();
    actions$.next(more);
    states.next(stateOf({ pane: choosing({ query: { text: 'rossin' } }) }));
    expect(crm.searchCalls.only.cancelled).toBeTrue();
  });

  it('is not outdated by what else happens on the page', () => {
    const { crm, states, actions$ } = begin();
    actions$.next(more);
    states.next(stateOf({ pane: { ...asking, chosen: [aRecord()] } }));
    expect(crm.searchCalls.only.cancelled).toBeFalse();
  });

  it('fails as a whole when the key is refused', () => {
    const { crm, actions$, actions } = begin();
    actions$.next(more);
    crm.searchCalls.only.fail(new ProblemError({ kind: 'keyRefused' }));
    expect(actions).toEqual([CrmActions.searchFailed({ problem: { kind: 'keyRefused' } })]);
  });
});

describe('favourites', () => {
  it('are listed once for each account that signs in', () => {
    const favourites = new MemoryFavourites();
    favourites.records = [aRecord()];
    const states = new BehaviorSubject(stateOf({ account: null }));
    const actions = collect(listFavourites(states, favourites));
    expect(actions).toEqual([]);
    states.next(stateOf({}));
    states.next(stateOf({ planned: 1 }));
    expect(actions).toEqual([JournalActions.favouritesListed({ records: [aRecord()] })]);
  });

  it('are kept as they are starred', () => {
    const favourites = new MemoryFavourites();
    const states = new BehaviorSubject(stateOf({}));
    const actions$ = new Subject<Action>();
    collect(keepFavourites(states, actions$, favourites));
    const [one, two] = [aRecord({ id: '4x1' }), aRecord({ id: '4x2' })];
    actions$.next(PaneActions.recordStarred({ record: one }));
    actions$.next(PaneActions.recordStarred({ record: two }));
    actions$.next(PaneActions.recordUnstarred({ record: one }));
    expect(favourites.records).toEqual([two]);
  });

  it('are nobody’s while nobody is signed in', () => {
    const favourites = new MemoryFavourites();
    const actions$ = new Subject<Action>();
    const states = new BehaviorSubject(stateOf({ account: null }));
    collect(keepFavourites(states, actions$, favourites));
    actions$.next(PaneActions.recordStarred({ record: aRecord() }));
    expect(favourites.records).toEqual([]);
  });
});

describe('recent modules', () => {
  it('are kept when they change', () => {
    const settingsStore = new MemorySettingsStore();
    const keep = spyOn(settingsStore, 'choose').and.callThrough();
    const used = (...recentModules: string[]) => ({
      settings: { ...defaultSettings, recentModules },
    });
    const states = new BehaviorSubject(stateOf(used('Leads')));
    const actions$ = new Subject<Action>();
    collect(keepRecentModules(states, actions$, settingsStore));
    actions$.next(PaneActions.linkRequested());
    actions$.next(PaneActions.queryChanged({ query: { text: 'a' } }));
    expect(keep).toHaveBeenCalledOnceWith({ recentModules: ['Leads'] });
    states.next(stateOf(used('Contacts', 'Leads')));
    actions$.next(PaneActions.linkRequested());
    expect(settingsStore.settings.recentModules).toEqual(['Contacts', 'Leads']);
  });
});
