import { createReducer, on } from '@ngrx/store';
import { PaneActions } from './machine.actions';
import { MAX_RECENT_MODULES, type MachineState, initialState } from './machine.state';

/** The same state where nothing changes, for the settings are saved whenever it does. */
function withRecentModules(state: MachineState, used: readonly string[]): MachineState {
  const { settings } = state;
  const recentModules = [...new Set([...used, ...settings.recentModules])].slice(
    0,
    MAX_RECENT_MODULES,
  );
  return recentModules.join() === settings.recentModules.join()
    ? state
    : { ...state, settings: { ...settings, recentModules } };
}

/** What the person set on this device, and the modules they used last. */
export const settingsReducer = createReducer(
  initialState,
  on(PaneActions.settingsChanged, (state, { change }): MachineState => ({
    ...state,
    settings: { ...state.settings, ...change },
  })),
  on(PaneActions.queryChanged, (state, { query: { module } }): MachineState =>
    module === undefined ? state : withRecentModules(state, [module]),
  ),
  on(PaneActions.linkRequested, (state): MachineState =>
    state.pane.status === 'choosing'
      ? withRecentModules(
          state,
          state.pane.chosen.map(({ module }) => module),
        )
      : state,
  ),
);
