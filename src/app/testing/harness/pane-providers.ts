import type { StaticProvider } from '@angular/core';
import { Panes } from '../../adapters/browser/panes';
import { SignedOut } from '../../adapters/browser/signed-out';
import { NewerPane } from '../../adapters/browser/storage';

/** What the adapters of one pane share, where no application provides it. For specs alone. */
export const paneProviders: readonly StaticProvider[] = [
  { provide: Panes, deps: [] },
  { provide: SignedOut, deps: [] },
  { provide: NewerPane, deps: [] },
];
