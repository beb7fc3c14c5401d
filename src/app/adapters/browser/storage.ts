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

/** The browser's storage did not answer in time. */
export class StorageSilent extends Error {}

/**
 * Browsers that block storage throw at once, refuse, or never answer: rejects after `patience`
 * milliseconds. `isLate` tells the work that nobody waits for it any more.
 */
export function inTime<T>(
  patience: number,
  work: (isLate: () => boolean) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let late = false;
    const alarm = setTimeout(() => {
      late = true;
      reject(new StorageSilent());
    }, patience);
    work(() => late)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(alarm);
      });
  });
}
