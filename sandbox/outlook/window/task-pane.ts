import type { Selection } from '../mailbox.ts';
import {
  OutlookHost,
  type Failure,
  type OutlookHostOptions,
  type TraceEntry,
} from '../outlook-host.ts';
import { openPane, type PaneFrame } from '../pane-frame.ts';
import type { ThemeName } from '../wire.ts';
import { byId } from './dom.ts';

/** What the settings panel and tests choose for the panes opened from now on. */
export type PaneSettings = Omit<OutlookHostOptions, 'origin' | 'paneUrl'>;

/**
 * The task pane at the right. Each opening is a conversation of its own; failures and delays set
 * for tests hold for all of them until `reset`.
 */
export class TaskPane {
  settings: PaneSettings = {};
  private frame: PaneFrame | undefined;
  private host: OutlookHost | undefined;
  private readonly failures = new Map<string, Failure>();
  private readonly delays = new Map<string, number>();
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
    byId('close-pane').addEventListener('click', () => this.close());
    byId('pin').addEventListener('click', () => this.pin(!this.isPinned()));
  }

  isOpen(): boolean {
    return this.frame !== undefined;
  }

  isPinned(): boolean {
    return byId('pin').getAttribute('aria-pressed') === 'true';
  }

  pin(isPinned: boolean): void {
    byId('pin').setAttribute('aria-pressed', String(isPinned));
  }

  /** Opens the pane on `selection`, anew if it was open; settles when its page is loaded. */
  async open(selection: Selection): Promise<void> {
    this.close();
    const host = new OutlookHost({
      ...this.settings,
      origin: location.origin,
      paneUrl: this.url,
    });
    for (const [method, failure] of this.failures) host.fail(method, failure);
    for (const [method, milliseconds] of this.delays) host.delay(method, milliseconds);
    host.selectWithoutEvent(selection);
    this.host = host;
    byId('task-pane').hidden = false;
    const container = byId('pane-frame');
    this.frame = openPane({ url: this.url, host, container, title: 'Link to CRM' });
    await this.frame.loaded;
  }

  close(): void {
    this.frame?.close();
    this.frame = undefined;
    byId('task-pane').hidden = true;
  }

  /**
   * Follows the selection: a pinned pane is told, an unpinned one closes. What no add-in is
   * offered for counts as nothing (HOST-PROTOCOL 5).
   */
  follow(selection: Selection): void {
    if (!this.isOpen()) return;
    if (this.isPinned()) this.host?.select(selection?.mail.kind === 'none' ? null : selection);
    else this.close();
  }

  /** Changes the selection behind the pane's back. */
  followSilently(selection: Selection): void {
    this.host?.selectWithoutEvent(selection);
  }

  theme(name: ThemeName): void {
    this.host?.theme(name);
  }

  fail(method: string, failure: Failure | undefined): void {
    // A host that is not shown checks the name, so that a misspelt one throws at once.
    (this.host ?? new OutlookHost({ origin: location.origin })).fail(method, failure);
    if (failure === undefined) this.failures.delete(method);
    else this.failures.set(method, failure);
  }

  delay(method: string, milliseconds: number): void {
    (this.host ?? new OutlookHost({ origin: location.origin })).delay(method, milliseconds);
    this.delays.set(method, milliseconds);
  }

  /** The conversation with the pane that is open, or was last. */
  trace(): readonly TraceEntry[] {
    return this.host?.trace() ?? [];
  }

  reset(): void {
    this.close();
    this.pin(false);
    this.failures.clear();
    this.delays.clear();
    this.host = undefined;
  }
}
