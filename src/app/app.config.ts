import { type ApplicationConfig, inject, provideZonelessChangeDetection } from '@angular/core';
import { BrowserCache } from './adapters/browser/browser-cache';
import { BrowserCredentialVault } from './adapters/browser/browser-credential-vault';
import { BrowserDevice } from './adapters/browser/browser-device';
import { BrowserFavourites } from './adapters/browser/browser-favourites';
import { BrowserCallSlots } from './adapters/browser/browser-call-slots';
import { BrowserLinkJournal } from './adapters/browser/browser-link-journal';
import { BrowserLinkLock } from './adapters/browser/browser-link-lock';
import { BrowserSettingsStore } from './adapters/browser/browser-settings-store';
import { STORAGE_PARTITION } from './adapters/browser/storage';
import { HostedFile } from './adapters/hosting/hosted-file';
import { OfficeHostDiagnostics } from './adapters/office/office-host-diagnostics';
import { OfficeItemWatch } from './adapters/office/office-item-watch';
import { OfficeMailReader } from './adapters/office/office-mail-reader';
import { PANE_WINDOW, officePartition } from './adapters/office/pane-window';
import { provideVtenext } from './adapters/vtenext/provide-vtenext';
import { Cache } from './ports/cache';
import { CredentialVault } from './ports/credential-vault';
import { Device } from './ports/device';
import { Favourites } from './ports/favourites';
import { HostedConfiguration } from './ports/hosted-configuration';
import { CallSlots } from './ports/call-slots';
import { LinkJournal } from './ports/link-journal';
import { LinkLock } from './ports/link-lock';
import { HostDiagnostics } from './ports/host-diagnostics';
import { ItemWatch } from './ports/item-watch';
import { MailReader } from './ports/mail-reader';
import { SettingsStore } from './ports/settings-store';
import { provideMachine } from './provide-machine';

/** The composition root: the only file that joins ports to adapters. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    {
      provide: STORAGE_PARTITION,
      useFactory:
        (pane = inject(PANE_WINDOW)) =>
        () =>
          officePartition(pane),
    },
    { provide: HostDiagnostics, useClass: OfficeHostDiagnostics },
    { provide: ItemWatch, useClass: OfficeItemWatch },
    { provide: MailReader, useClass: OfficeMailReader },
    { provide: CredentialVault, useClass: BrowserCredentialVault },
    provideVtenext(),
    { provide: Cache, useClass: BrowserCache },
    { provide: Device, useClass: BrowserDevice },
    { provide: Favourites, useClass: BrowserFavourites },
    { provide: HostedConfiguration, useClass: HostedFile },
    { provide: CallSlots, useClass: BrowserCallSlots },
    { provide: LinkJournal, useClass: BrowserLinkJournal },
    { provide: LinkLock, useClass: BrowserLinkLock },
    { provide: SettingsStore, useClass: BrowserSettingsStore },
    provideMachine(),
  ],
};
