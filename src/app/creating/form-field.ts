import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CrmRecord } from '../domain/crm';
import type { RefusalReason } from '../domain/problem';
import type { FieldKind, FormField } from '../domain/record-form';
import type { Lookup } from './creating.state';
import { ReferenceField } from './reference-field';
import { refusalText } from './refusal-text';

/** Native inputs: they give dates as ISO 8601, which the CRM takes (REST API 14.5). */
const INPUT_TYPES: Partial<Record<FieldKind, string>> = {
  email: 'email',
  phone: 'tel',
  date: 'date',
  dateTime: 'datetime-local',
  time: 'time',
};
const INPUT_MODES: Partial<Record<FieldKind, string>> = {
  url: 'url',
  integer: 'numeric',
  decimal: 'decimal',
};

/** The id of the element that a field is typed in. */
export const fieldId = (name: string): string => `record-field-${name}`;

/** One field of the form, with its label and why it was refused. */
@Component({
  selector: 'vt-form-field',
  imports: [ReferenceField],
  templateUrl: './form-field.html',
  styleUrl: './form-field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FormFieldInput {
  readonly field = input.required<FormField>();
  readonly value = input('');
  readonly reason = input<RefusalReason>();
  /** Of a reference: the record it leads to, and the search for one. */
  readonly linked = input<CrmRecord>();
  readonly lookup = input<Lookup>();
  readonly valueChanged = output<string>();
  readonly referenceSought = output<string>();
  readonly referenceChosen = output<CrmRecord | undefined>();

  protected readonly id = computed(() => fieldId(this.field().name));
  protected readonly whyId = computed(() => (this.reason() ? `${this.id()}-why` : null));
  protected readonly why = computed(() => {
    const reason = this.reason();
    return reason && refusalText(reason);
  });
  protected readonly inputType = computed(() => INPUT_TYPES[this.field().kind] ?? 'text');
  protected readonly inputMode = computed(() => INPUT_MODES[this.field().kind] ?? null);
  protected readonly chosenOptions = computed(() => this.value().split('\n'));

  protected type(event: Event): void {
    this.valueChanged.emit((event.target as HTMLInputElement).value);
  }
  protected tick(event: Event): void {
    this.valueChanged.emit((event.target as HTMLInputElement).checked ? '1' : '');
  }
  protected pick(event: Event): void {
    const options = [...(event.target as HTMLSelectElement).selectedOptions];
    this.valueChanged.emit(options.map(({ value }) => value).join('\n'));
  }
}
