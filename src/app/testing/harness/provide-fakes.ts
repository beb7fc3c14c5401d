import { provideZonelessChangeDetection } from '@angular/core';
import { CallSlots } from '../../ports/call-slots';
import { Cache } from '../../ports/cache';
import { CredentialVault } from '../../ports/credential-vault';
import { Device } from '../../ports/device';
import { Favourites } from '../../ports/favourites';
import { HostedConfiguration } from '../../ports/hosted-configuration';
import { LinkJournal } from '../../ports/link-journal';
import { LinkLock } from '../../ports/link-lock';
import { HostDiagnostics } from '../../ports/host-diagnostics';
import { ItemWatch } from '../../ports/item-watch';
import { MailReader } from '../../ports/mail-reader';
import { SettingsStore } from '../../ports/settings-store';
import { FakeCallSlots } from '../fake-call-slots';
import { type CrmDouble, FakeCrm } from '../fake-crm';
import {
  FakeCredentialVault,
  FakeDevice,
  FakeHostedConfiguration,
  FakeHostDiagnostics,
  FakeItemWatch,
  FakeMailReader,
} from '../fakes';
import {
  FreeLinkLock,
  MemoryCache,
  MemoryFavourites,
  MemoryJournal,
  MemorySettingsStore,
} from '../memory-stores';

/**
 * A fake for each port: the one list of them. A spec that keeps one in its hands, or plays
 * something else, provides that after these. For specs alone.
 */
export function provideFakes(crm: CrmDouble = new FakeCrm()) {
  return [
    provideZonelessChangeDetection(),
    { provide: ItemWatch, useClass: FakeItemWatch },
    { provide: MailReader, useClass: FakeMailReader },
    { provide: HostDiagnostics, useClass: FakeHostDiagnostics },
    ...crm.providers,
    { provide: CredentialVault, useClass: FakeCredentialVault },
    { provide: CallSlots, useClass: FakeCallSlots },
    { provide: Cache, useClass: MemoryCache },
    { provide: LinkJournal, useClass: MemoryJournal },
    { provide: LinkLock, useClass: FreeLinkLock },
    { provide: Favourites, useClass: MemoryFavourites },
    { provide: SettingsStore, useClass: MemorySettingsStore },
    { provide: HostedConfiguration, useClass: FakeHostedConfiguration },
    { provide: Device, useClass: FakeDevice },
  ];
}
