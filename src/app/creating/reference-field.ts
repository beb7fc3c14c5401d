import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  type OnInit,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import type { CrmRecord } from '../domain/crm';
import type { FormField } from '../domain/record-form';
import { problemText } from '../ui/problem-text';
import type { Lookup } from './creating.state';

/** A field that leads to another record: one is sought by name, chosen and cleared again. */
@Component({
  selector: 'vt-reference-field',
  templateUrl: './reference-field.html',
  styleUrl: './reference-field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReferenceField implements OnInit {
  readonly inputId = input.required<string>();
  readonly field = input.required<FormField>();
  readonly linked = input<CrmRecord>();
  readonly lookup = input<Lookup>();
  readonly whyId = input<string | null>(null);
  readonly sought = output<string>();
  readonly chosen = output<CrmRecord | undefined>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  /** What is sought already as the field appears, after signing in again for example. */
  protected begun = '';

  protected readonly placeholder = $localize`:@@reference.hint:Type a name to search`;
  protected readonly found = computed((): readonly CrmRecord[] => {
    const answers = this.lookup()?.answers;
    if (!answers || answers.status === 'failed') return [];
    return answers.answers.flatMap((answer) => (answer.status === 'found' ? answer.records : []));
  });
  /** What is to be heard of the search. */
  protected readonly said = computed((): string => {
    const answers = this.lookup()?.answers;
    if (!answers) return '';
    if (answers.status === 'failed') return problemText(answers.problem).what;
    if (answers.status === 'streaming') return $localize`:@@reference.searching:Searching…`;
    const failure = answers.answers.find((answer) => answer.status === 'failed');
    if (failure && this.found().length === 0) return problemText(failure.problem).what;
    return this.found().length === 0 ? $localize`:@@reference.nothing:Nothing found.` : '';
  });

  ngOnInit(): void {
    this.begun = this.lookup()?.text ?? '';
  }

  protected clearLabel(record: CrmRecord): string {
    return $localize`:@@reference.clear:Remove ${record.label}:record: from ${this.field().label}:field:`;
  }
  protected seek(event: Event): void {
    this.sought.emit((event.target as HTMLInputElement).value);
  }
  protected choose(record: CrmRecord): void {
    this.chosen.emit(record);
    this.focusSoon('button');
  }
  protected clear(): void {
    this.chosen.emit(undefined);
    this.focusSoon('input');
  }

  /** What had the focus is gone with the next rendering; its successor takes it. */
  private focusSoon(selector: string): void {
    setTimeout(() => {
      this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus();
    });
  }
}
