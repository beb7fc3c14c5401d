import { HttpXhrBackend, provideHttpClient, withFetch } from '@angular/common/http';
import { type ApplicationConfig, inject, provideZonelessChangeDetection } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideStore } from '@ngrx/store';
import { BrowserCache } from './adapters/browser/browser-cache';
import { BrowserCredentialVault } from './adapters/browser/browser-credential-vault';
import { BrowserDevice } from './adapters/browser/browser-device';
import { BrowserFavourites } from './adapters/browser/browser-favourites';
import { BrowserKeyTurns } from './adapters/browser/browser-key-turns';
import { BrowserLinkJournal } from './adapters/browser/browser-link-journal';
import { BrowserLinkTurns } from './adapters/browser/browser-link-turns';
import { BrowserPreferences } from './adapters/browser/browser-preferences';
import { STORAGE_PARTITION } from './adapters/browser/storage';
import { HostedFile } from './adapters/hosting/hosted-file';
import { OfficeMailHost } from './adapters/office/office-mail-host';
import { PANE_WINDOW, officePartition } from './adapters/office/pane-window';
import { UploadBackend } from './adapters/vtenext/rest-caller';
import { VtenextCrm } from './adapters/vtenext/vtenext-crm';
import * as journalEffects from './linking/journal.effects';
import * as accountEffects from './linking/account.effects';
import * as linkingEffects from './linking/linking.effects';
import * as suggestingEffects from './linking/suggesting.effects';
import { linkingFeature } from './linking/linking.reducer';
import * as searchEffects from './linking/search.effects';
import { Cache } from './ports/cache';
import { Crm } from './ports/crm';
import { CredentialVault } from './ports/credential-vault';
import { Device } from './ports/device';
import { Favourites } from './ports/favourites';
import { HostedConfiguration } from './ports/hosted-configuration';
import { KeyTurns } from './ports/key-turns';
import { LinkJournal } from './ports/link-journal';
import { LinkTurns } from './ports/link-turns';
import { MailHost } from './ports/mail-host';
import { Preferences } from './ports/preferences';
import { profilesFeature } from './session/profiles.reducer';
import * as sessionEffects from './session/session.effects';
import { sessionFeature } from './session/session.reducer';

/** The composition root: the only file that joins ports to adapters. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideHttpClient(withFetch()),
    { provide: UploadBackend, useExisting: HttpXhrBackend },
    {
      provide: STORAGE_PARTITION,
      useFactory:
        (pane = inject(PANE_WINDOW)) =>
        () =>
          officePartition(pane),
    },
    { provide: MailHost, useClass: OfficeMailHost },
    { provide: CredentialVault, useClass: BrowserCredentialVault },
    { provide: Crm, useClass: VtenextCrm },
    { provide: Cache, useClass: BrowserCache },
    { provide: Device, useClass: BrowserDevice },
    { provide: Favourites, useClass: BrowserFavourites },
    { provide: HostedConfiguration, useClass: HostedFile },
    { provide: KeyTurns, useClass: BrowserKeyTurns },
    { provide: LinkJournal, useClass: BrowserLinkJournal },
    { provide: LinkTurns, useClass: BrowserLinkTurns },
    { provide: Preferences, useClass: BrowserPreferences },
    provideStore({
      [linkingFeature.name]: linkingFeature.reducer,
      [profilesFeature.name]: profilesFeature.reducer,
      [sessionFeature.name]: sessionFeature.reducer,
    }),
    provideEffects(
      accountEffects,
      linkingEffects,
      journalEffects,
      searchEffects,
      sessionEffects,
      suggestingEffects,
    ),
  ],
};
