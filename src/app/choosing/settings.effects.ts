import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { concatLatestFrom } from '@ngrx/operators';
import { concatMap, distinctUntilChanged, map } from 'rxjs';
import { SettingsStore } from '../ports/settings-store';
import { machineStates } from '../machine/invoke';
import { PaneActions } from '../machine/machine.actions';

export const saveSettings = createEffect(
  (actions = inject(Actions), settingsStore = inject(SettingsStore)) =>
    actions.pipe(
      ofType(PaneActions.settingsChanged),
      concatMap(({ change }) => settingsStore.save(change)),
    ),
  { functional: true, dispatch: false },
);

export const saveRecentModules = createEffect(
  (states = machineStates(), actions = inject(Actions), settingsStore = inject(SettingsStore)) =>
    actions.pipe(
      ofType(PaneActions.queryChanged, PaneActions.linkRequested),
      concatLatestFrom(() => states),
      map(([, { settings }]) => settings.recentModules),
      distinctUntilChanged(),
      concatMap((recentModules) => settingsStore.save({ recentModules })),
    ),
  { functional: true, dispatch: false },
);
