import type { StaticProvider } from '@angular/core';
import { Panes } from './panes';
import { SignedOut } from './signed-out';
import { NewerPane } from './storage';

/** What the adapters of one pane share, where no application provides it. For specs alone. */
export const paneProviders: readonly StaticProvider[] = [
  { provide: Panes, deps: [] },
  { provide: SignedOut, deps: [] },
  { provide: NewerPane, deps: [] },
];
