import type { Action } from '@ngrx/store';
import { BehaviorSubject, Subject } from 'rxjs';
import { defaultSettings } from '../domain/settings';
import { collect } from '../testing/harness/collect';
import { MemorySettingsStore } from '../testing/memory-stores';
import { anAccount } from '../testing/samples';
import { PaneActions } from '../machine/machine.actions';
import { type MachineState, initialState } from '../machine/machine.state';
import { saveRecentModules } from './settings.effects';

const stateOf = (named: Partial<MachineState>): MachineState => ({
  ...initialState,
  account: anAccount,
  ...named,
});
describe('recent modules', () => {
  it('are kept when they change', () => {
    const settingsStore = new MemorySettingsStore();
    const keep = spyOn(settingsStore, 'save').and.callThrough();
    const used = (...recentModules: string[]) => ({
      settings: { ...defaultSettings, recentModules },
    });
    const states = new BehaviorSubject(stateOf(used('Leads')));
    const actions$ = new Subject<Action>();
    collect(saveRecentModules(states, actions$, settingsStore));
    actions$.next(PaneActions.linkRequested());
    actions$.next(PaneActions.queryChanged({ query: { text: 'a' } }));
    expect(keep).toHaveBeenCalledOnceWith({ recentModules: ['Leads'] });
    states.next(stateOf(used('Contacts', 'Leads')));
    actions$.next(PaneActions.linkRequested());
    expect(settingsStore.settings.recentModules).toEqual(['Contacts', 'Leads']);
  });
});
