import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Store } from '@ngrx/store';
import type { CrmRecord } from '../domain/crm';
import { CrmPages } from '../ports/crm-pages';
import type { JournalEntry } from '../ports/link-journal';
import { union } from '../machine/journal-reading';
import { PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import type { EarlierLinks } from '../machine/machine.state';
import { relabelled } from '../machine/module-labels';
import { recordNames } from './receipt';
import { unfinishedText } from './unfinished-text';

/**
 * What is known of the open mail from earlier: begun, linked, or undone. Nothing where it is new.
 */
@Component({
  selector: 'vt-earlier-card',
  templateUrl: './earlier-card.html',
  styleUrl: './link-view.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EarlierCard {
  readonly links = input.required<EarlierLinks>();

  private readonly store = inject(Store);
  private readonly pages = inject(CrmPages);

  private readonly pane = this.store.selectSignal(machineFeature.selectPane);
  protected readonly records = computed(() => relabelled(this.links().records, this.pane()));

  protected readonly begun = computed(() => {
    const { entry } = this.links();
    return entry && entry.wanted.length > 0 ? entry : undefined;
  });
  protected readonly begunText = computed(() => {
    const entry = this.begun();
    return entry && unfinishedText(entry);
  });
  /** Which records' links come back when the mail is stored (REST API 7.2), if any do. */
  protected readonly returning = computed(() => {
    const { message, entry } = this.links();
    const names = message ? '' : recordNames(union(entry?.undone, entry?.linked));
    return (
      names &&
      $localize`:@@earlier.returning:This mail was linked before and its copy is gone. Storing it again brings back its link to: ${names}:records:`
    );
  });
  protected readonly storedText = computed(() => {
    const { message } = this.links();
    return message?.storedAt
      ? $localize`:@@earlier.stored:You stored it on ${message.storedAt}:time: (the CRM's time).`
      : $localize`:@@earlier.storedOnce:You stored it before.`;
  });

  protected address(record: CrmRecord): string {
    return this.pages.recordAddress(record);
  }
  protected finish(entry: JournalEntry): void {
    this.store.dispatch(PaneActions.finishRequested({ entry }));
  }
  protected giveUp(entry: JournalEntry): void {
    this.store.dispatch(PaneActions.unfinishedForgotten({ entry }));
  }
}
