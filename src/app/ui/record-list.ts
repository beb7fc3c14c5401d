import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CrmRecord } from '../domain/crm';
import { evidenceText } from './evidence-text';

/**
 * Records to choose one or several from. Native check boxes: they bring the keyboard, the screen reader and
 * the touch screen along, and cost the first screen nothing.
 */
@Component({
  selector: 'vt-record-list',
  templateUrl: './record-list.html',
  styleUrl: './record-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordList {
  /** What the list is called to those who hear it. */
  readonly label = input.required<string>();
  readonly records = input.required<readonly CrmRecord[]>();
  readonly chosen = input<readonly CrmRecord[]>([]);
  /** Modules whose records cannot be chosen. */
  readonly closedModules = input<readonly string[]>([]);
  /** Ticked or unticked. */
  readonly recordToggled = output<CrmRecord>();

  protected readonly rows = computed(() =>
    this.records().map((record) => ({
      record,
      reason: record.evidence.map((one) => evidenceText(one)).join(' · '),
      chosen: this.chosen().some(({ id }) => id === record.id),
      closed: this.closedModules().includes(record.module),
    })),
  );
}
