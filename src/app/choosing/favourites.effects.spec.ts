import type { Action } from '@ngrx/store';
import { BehaviorSubject, Subject } from 'rxjs';
import { collect } from '../testing/harness/collect';
import { MemoryFavourites } from '../testing/memory-stores';
import { aRecord, anAccount } from '../testing/samples';
import { JournalActions, PaneActions } from '../machine/machine.actions';
import { type MachineState, initialState } from '../machine/machine.state';
import { saveFavourites, listFavourites } from './favourites.effects';

const stateOf = (named: Partial<MachineState>): MachineState => ({
  ...initialState,
  account: anAccount,
  ...named,
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
    collect(saveFavourites(states, actions$, favourites));
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
    collect(saveFavourites(states, actions$, favourites));
    actions$.next(PaneActions.recordStarred({ record: aRecord() }));
    expect(favourites.records).toEqual([]);
  });
});
