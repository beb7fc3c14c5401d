import { provideHttpClient, withFetch } from '@angular/common/http';
import { type ApplicationConfig, provideZonelessChangeDetection } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideStore } from '@ngrx/store';
import { linkingFeature } from './linking/linking.reducer';
import * as linkingEffects from './linking/linking.effects';
import { sessionFeature } from './session/session.reducer';
import * as sessionEffects from './session/session.effects';

/** The composition root: the only file that joins ports to adapters. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideHttpClient(withFetch()),
    provideStore({
      [linkingFeature.name]: linkingFeature.reducer,
      [sessionFeature.name]: sessionFeature.reducer,
    }),
    provideEffects(linkingEffects, sessionEffects),
  ],
};
