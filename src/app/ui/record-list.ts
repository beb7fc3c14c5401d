import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CrmRecord } from '../domain/crm';
import { evidenceText } from './evidence-text';

let lists = 0;

/**
 * Records to choose one from. Native radio buttons: they bring the keyboard, the screen reader and
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
  readonly chosen = input<CrmRecord>();
  /** Modules whose records cannot be chosen. */
  readonly closedModules = input<readonly string[]>([]);
  readonly recordChosen = output<CrmRecord>();

  protected readonly group = `records-${String((lists += 1))}`;
  protected readonly rows = computed(() =>
    this.records().map((record) => ({
      record,
      reason: record.evidence.map(evidenceText).join(' · '),
      closed: this.closedModules().includes(record.module),
    })),
  );
}
