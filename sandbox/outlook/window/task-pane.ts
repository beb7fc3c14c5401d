import type { TraceEntry } from '../conversation.ts';
import type { HostAlterations } from '../host-alterations.ts';
import type { MailItem, Selection } from '../mail-item.ts';
import { OutlookHost, type Failure, type OutlookHostOptions } from '../outlook-host.ts';
import { openPane, type PaneFrame } from '../pane-frame.ts';
import type { ThemeName } from '../wire.ts';
import { byId } from './dom.ts';

/** What the settings panel and tests choose for the panes opened from now on. */
export interface PaneSettings extends Omit<
  OutlookHostOptions,
  'origin' | 'paneUrl' | 'alterations' | 'sentItems'
> {
  /** Whether the selected mail is read, or written as a draft. Default "read". */
  readonly surface?: 'read' | 'compose';
}

/**
 * The task pane at the right. Each opening is a conversation of its own; failures, delays and
 * alterations set for tests hold for all of them until `reset`.
 */
export class TaskPane {
  settings: PaneSettings = {};
  private frame: PaneFrame | undefined;
  private shown: OutlookHost | undefined;
  private readonly failures = new Map<string, Failure>();
  private readonly delays = new Map<string, number>();
  private readonly sentItems = new Set<string>();
  private alterations: HostAlterations = {};
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
    const { surface, ...settings } = this.settings;
    const host = new OutlookHost({
      ...settings,
      alterations: this.alterations,
      sentItems: this.sentItems,
      origin: location.origin,
      paneUrl: this.url,
    });
    for (const [method, failure] of this.failures) host.fail(method, failure);
    for (const [method, milliseconds] of this.delays) host.delay(method, milliseconds);
    host.selectWithoutEvent(surface === 'compose' ? asDraft(selection) : selection);
    this.shown = host;
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
   * offered for counts as nothing (Outlook host 15).
   */
  follow(selection: Selection): void {
    if (!this.isOpen()) return;
    if (this.isPinned()) this.shown?.select(selection?.mail.kind === 'none' ? null : selection);
    else this.close();
  }

  /** Changes the selection behind the pane's back. */
  followSilently(selection: Selection): void {
    this.shown?.selectWithoutEvent(selection);
  }

  theme(name: ThemeName): void {
    this.settings = { ...this.settings, theme: name };
    this.shown?.theme(name);
  }

  /**
   * The host of the pane that is open, or was last; before that one that nobody talks to, so that
   * a misspelt method throws all the same.
   */
  host(): OutlookHost {
    return this.shown ?? new OutlookHost({ origin: location.origin });
  }

  fail(method: string, failure: Failure | undefined): void {
    this.host().fail(method, failure);
    if (failure === undefined) this.failures.delete(method);
    else this.failures.set(method, failure);
  }

  delay(method: string, milliseconds: number): void {
    this.host().delay(method, milliseconds);
    this.delays.set(method, milliseconds);
  }

  alter(alterations: HostAlterations): void {
    this.alterations = alterations;
    this.host().alter(alterations);
    if (!this.isOpen()) this.sentItems.clear();
  }

  /** The conversation with the pane that is open, or was last. */
  trace(): readonly TraceEntry[] {
    return this.shown?.trace() ?? [];
  }

  reset(): void {
    this.close();
    this.pin(false);
    this.failures.clear();
    this.delays.clear();
    this.alter({});
    this.shown = undefined;
  }
}

function asDraft(selection: Selection): MailItem | null {
  return selection && { id: selection.id, mail: { ...selection.mail, kind: 'draft' } };
}
