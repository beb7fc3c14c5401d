import type { EnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideStore } from '@ngrx/store';
import * as favouritesEffects from './choosing/favourites.effects';
import * as searchEffects from './choosing/search.effects';
import * as settingsEffects from './choosing/settings.effects';
import * as suggestingEffects from './choosing/suggesting.effects';
import * as earlierLinksEffects from './linking/earlier-links.effects';
import * as journalEffects from './linking/journal.effects';
import * as linkEffects from './linking/link.effects';
import * as itemEffects from './machine/item.effects';
import { machineFeature } from './machine/machine.reducer';
import * as accountEffects from './session/account.effects';
import { profilesFeature } from './session/profiles.reducer';
import * as sessionEffects from './session/session.effects';
import { sessionFeature } from './session/session.reducer';

/**
 * The slices of the store that are there from the start; pages that are loaded later bring their
 * own.
 */
export const slices = {
  [machineFeature.name]: machineFeature.reducer,
  [profilesFeature.name]: profilesFeature.reducer,
  [sessionFeature.name]: sessionFeature.reducer,
};

/**
 * The machine with the effects of all features: in the pane over the adapters, in specs over fakes.
 */
export function provideMachine(): EnvironmentProviders[] {
  return [
    provideStore(slices),
    provideEffects(
      itemEffects,
      accountEffects,
      linkEffects,
      earlierLinksEffects,
      journalEffects,
      searchEffects,
      favouritesEffects,
      settingsEffects,
      sessionEffects,
      suggestingEffects,
    ),
  ];
}
