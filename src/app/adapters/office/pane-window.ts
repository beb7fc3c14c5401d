import { InjectionToken } from '@angular/core';

/** The window that the pane runs in. `Office` is there once office.js has been loaded. */
export type PaneWindow = Window & { readonly Office?: typeof Office };

/** The window whose Outlook is spoken to. A test gives that of an iframe. */
export const PANE_WINDOW = new InjectionToken<PaneWindow>('PANE_WINDOW', {
  providedIn: 'root',
  factory: () => window,
});

/** How long, in milliseconds, each kind of call may take before it counts as unanswered. */
export interface OfficePatience {
  /** Until office.js is ready. */
  readonly start: number;
  readonly call: number;
  /** Until one attachment is there: 25 MB over a slow line take their time. */
  readonly attachment: number;
  /** The same, once Outlook left another file of the mail unanswered. */
  readonly afterSilence: number;
  /**
   * For the look whether the mail known is the one on the screen, which nobody waits for gladly.
   */
  readonly look: number;
}

export const OFFICE_PATIENCE = new InjectionToken<OfficePatience>('OFFICE_PATIENCE', {
  providedIn: 'root',
  factory: () => ({
    start: 20_000,
    call: 30_000,
    attachment: 180_000,
    afterSilence: 10_000,
    look: 5_000,
  }),
});

/**
 * What names of stored things must begin with, so that panes opened in different partitions of one
 * browser stay apart; empty where there are no partitions. Office says it only once it is ready.
 */
export function officePartition({ Office: office }: PaneWindow): string {
  const context = office?.context as Partial<Office.Context> | undefined;
  return context?.partitionKey ?? '';
}
