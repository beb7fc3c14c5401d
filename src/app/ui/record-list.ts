import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  type TemplateRef,
  computed,
  input,
  output,
  signal,
} from '@angular/core';
import type { CrmRecord } from '../domain/crm';
import { Emphasised } from './emphasised';
import { matchReasonText } from './match-reason-text';

/**
 * Records to choose one or several from. Native check boxes: they bring the keyboard, the screen
 * reader and the touch screen along, and cost the first screen nothing.
 */
@Component({
  selector: 'vt-record-list',
  imports: [Emphasised, NgTemplateOutlet],
  templateUrl: './record-list.html',
  styleUrl: './record-list.scss',
  host: {
    // A list that appears under a pointer at rest is not pointed at.
    '(pointerover)': 'isOver() || isOver.set(!!($event.movementX || $event.movementY))',
    '(pointerleave)': 'isOver.set(false)',
    '(focusin)': 'hasFocus.set(true)',
    '(focusout)': 'hasFocus.set(false)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordList {
  /** What the list is called to those who hear it. */
  readonly label = input.required<string>();
  readonly records = input.required<readonly CrmRecord[]>();
  readonly chosen = input<readonly CrmRecord[]>([]);
  /** Modules whose records cannot be chosen. */
  readonly closedModules = input<readonly string[]>([]);
  /** Words that stand out in the rows. */
  readonly words = input<readonly string[]>([]);
  /** What shows a record's details below its row; without it, no row has any. */
  readonly preview = input<TemplateRef<{ readonly $implicit: CrmRecord }>>();
  /** Ticked or unticked. */
  readonly recordToggled = output<CrmRecord>();

  /** Whether the pointer was moved over the list and is there. */
  readonly isOver = signal(false);
  /** Whether the keyboard is in the list. */
  readonly hasFocus = signal(false);

  /** The record whose details are open. */
  protected readonly opened = signal<string | undefined>(undefined);
  protected readonly rows = computed(() =>
    this.records().map((record) => ({
      record,
      details: $localize`:@@record.details:Details of ${record.label}:record:`,
      reason: record.reasons.map((one) => matchReasonText(one)).join(' · '),
      chosen: this.chosen().some(({ id }) => id === record.id),
      closed: this.closedModules().includes(record.module),
    })),
  );

  protected toggleDetails(id: string): void {
    this.opened.update((opened) => (opened === id ? undefined : id));
  }
}
