import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Store } from '@ngrx/store';
import { DiagnosticsRequest } from '../ui/diagnostics-request';
import { PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import { readDomains, readValues } from './settings-text';
import { listed } from '../ui/listed';

/** What a person may set for the suggestions on this device; holds from the next mail on. */
@Component({
  selector: 'vt-settings-card',
  template: `
    <label class="vt-labelled">
      <span i18n="@@settings.ownDomains"
        >Domains of your own company, beside that of your address</span
      >
      <input
        class="vt-field"
        autocomplete="off"
        placeholder="example.com, example.org"
        [value]="ownDomains()"
        [attr.aria-invalid]="wrong().length > 0"
        aria-describedby="own-domains-hint"
        (change)="setDomains($event)"
      />
    </label>
    <p id="own-domains-hint" class="note" role="status">{{ domainsHint() }}</p>
    <label class="vt-labelled">
      <span i18n="@@settings.closed">A ticket or opportunity is done when its status is</span>
      <input class="vt-field" autocomplete="off" [value]="closed()" (change)="setClosed($event)" />
    </label>
    <p class="note" i18n="@@settings.closedHint">
      Values as the CRM stores them, with commas between. This holds from the next mail on.
    </p>
    <button class="vt-button" type="button" (click)="check.want()" i18n="@@settings.check">
      Check the connection
    </button>
  `,
  styles: `
    .note {
      margin: 4px 0 12px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .vt-field {
      font: var(--mat-sys-body-medium);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SettingsCard {
  private readonly store = inject(Store);
  protected readonly check = inject(DiagnosticsRequest);
  private readonly settings = this.store.selectSignal(machineFeature.selectSettings);
  protected readonly ownDomains = computed(() => this.settings().ownDomains.join(', '));
  protected readonly closed = computed(() => this.settings().closed.join(', '));
  /** What was typed and is no domain. */
  protected readonly wrong = signal<readonly string[]>([]);
  protected readonly domainsHint = computed(() =>
    this.wrong().length > 0
      ? $localize`:@@settings.notDomains:Not a domain, and not kept: ${listed(this.wrong())}:domains:`
      : $localize`:@@settings.ownDomainsHint:Their companies are not suggested, and colleagues only where nobody else is in the mail.`,
  );

  protected setDomains(event: Event): void {
    const { domains, wrong } = readDomains((event.target as HTMLInputElement).value);
    this.wrong.set(wrong);
    this.store.dispatch(PaneActions.settingsChanged({ change: { ownDomains: domains } }));
  }

  protected setClosed(event: Event): void {
    const closed = readValues((event.target as HTMLInputElement).value);
    this.store.dispatch(PaneActions.settingsChanged({ change: { closed } }));
  }
}
