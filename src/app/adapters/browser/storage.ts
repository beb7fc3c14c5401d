import { InjectionToken } from '@angular/core';

/**
 * Gives what the names of stored things must begin with, so that panes opened in different
 * partitions of one browser stay apart; empty where there are none. Asked at each use, for it is
 * known only once the host is ready.
 */
export const STORAGE_PARTITION = new InjectionToken<() => string>('STORAGE_PARTITION');

/** How long, in milliseconds, the browser's storage may take before it counts as blocked. */
export const STORAGE_PATIENCE = new InjectionToken<number>('STORAGE_PATIENCE', {
  providedIn: 'root',
  factory: () => 3_000,
});
