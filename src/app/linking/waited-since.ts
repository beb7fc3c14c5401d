import { type Signal, effect, signal } from '@angular/core';

/** Whole seconds since `key` last changed, counted while the component that asks is there. */
export function waitedSince(key: () => unknown): Signal<number> {
  const seconds = signal(0);
  effect((onCleanup) => {
    key();
    seconds.set(0);
    const clock = setInterval(() => {
      seconds.update((count) => count + 1);
    }, 1_000);
    onCleanup(() => {
      clearInterval(clock);
    });
  });
  return seconds.asReadonly();
}
