import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Store } from '@ngrx/store';
import type { CrmRecord } from '../domain/crm';
import type { RefusalReason } from '../domain/problem';
import { PaneActions } from '../machine/machine.actions';
import { ProblemNotice } from '../ui/problem-notice';
import { problemText } from '../ui/problem-text';
import { TakesFocus } from '../ui/takes-focus';
import { FormActions } from './creating.actions';
import type { Creating, Refusal } from './creating.state';
import { FormFieldInput, fieldId } from './form-field';
import { formLayout } from './form-layout';
import { listed } from '../ui/listed';

type FormState = Creating<'filling'> | Creating<'checking'> | Creating<'saving'>;

/** The form: what is like the record already, its fields, and the way to create it. */
@Component({
  selector: 'vt-record-form',
  imports: [FormFieldInput, MatButton, ProblemNotice, TakesFocus],
  templateUrl: './record-form-view.html',
  styleUrl: './record-form-view.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordFormView {
  readonly state = input.required<FormState>();

  private readonly store = inject(Store);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly draft = computed(() => this.state().draft);
  protected readonly form = computed(() => this.draft().form);
  protected readonly isBusy = computed(() => this.state().status !== 'filling');
  /** By what the form began with: fields do not move while somebody types. */
  protected readonly layout = computed(() => {
    const form = this.form();
    return formLayout(
      form,
      untracked(() => this.draft().values),
    );
  });
  protected readonly isMoreOpen = signal(false);
  protected readonly matches = computed((): readonly CrmRecord[] => {
    const { similar } = this.draft();
    return similar.status === 'known' ? similar.found.records : [];
  });
  protected readonly title = computed(
    () => $localize`:@@form.title:New ${this.form().moduleLabel}:module:`,
  );
  protected readonly matchesTitle = computed(() =>
    this.draft().mayBeStored
      ? $localize`:@@form.mayBeStored:It may have been stored already:`
      : $localize`:@@form.matches:Is it one of these?`,
  );
  /** What is to be said of the look for similar records. */
  protected readonly similarNote = computed((): string => {
    const { similar, mayBeStored } = this.draft();
    if (similar.status === 'failed') {
      const reason = problemText(similar.problem).what;
      return mayBeStored
        ? $localize`:@@form.lostUnchecked:Whether it was stored could not be found out. ${reason}:problem:`
        : $localize`:@@form.unchecked:Similar records could not be looked for. ${reason}:problem: You can create the record all the same.`;
    }
    if (similar.status !== 'known' || similar.found.unasked.length === 0) return '';
    const names = listed(similar.found.unasked.map(({ label }) => label));
    return $localize`:@@form.unasked:Not looked for similar records in: ${names}:modules:`;
  });

  constructor() {
    let before: FormState | undefined;
    effect(() => {
      const now = this.state();
      const { refused } = now.draft;
      const known = before?.draft.refused ?? [];
      const isDecided = before?.status === 'checking' && now.status === 'filling';
      before = now;
      const [first] = this.inOrder(refused.filter((one) => !known.includes(one)));
      if (first) this.focusSoon(`#${CSS.escape(fieldId(first.field))}`, first.field);
      else if (isDecided && this.matches().length > 0) this.focusSoon('.matches h3');
    });
  }

  protected reason(field: string): RefusalReason | undefined {
    return this.draft().refused.find((refusal) => refusal.field === field)?.reason;
  }
  protected useLabel({ label, moduleLabel }: CrmRecord): string {
    return $localize`:@@form.use.label:Use this record: ${label}:record: (${moduleLabel}:module:)`;
  }
  protected lookupOf(field: string) {
    const { lookup } = this.draft();
    return lookup?.field === field ? lookup : undefined;
  }

  protected change(field: string, value: string): void {
    this.store.dispatch(FormActions.valueChanged({ field, value }));
  }
  protected leaveField(): void {
    this.store.dispatch(FormActions.fieldLeft());
  }
  protected seek(field: string, text: string): void {
    this.store.dispatch(FormActions.referenceSought({ field, text }));
  }
  protected refer(field: string, record: CrmRecord | undefined): void {
    this.store.dispatch(FormActions.referenceChosen({ field, ...(record && { record }) }));
  }
  protected use(record: CrmRecord): void {
    this.store.dispatch(FormActions.similarRecordChosen({ record }));
  }
  protected save(event?: Event): void {
    event?.preventDefault();
    this.store.dispatch(FormActions.saveRequested());
  }
  protected otherModule(): void {
    this.store.dispatch(FormActions.otherModuleWanted());
  }
  protected leave(): void {
    this.store.dispatch(PaneActions.recordFormLeft());
  }
  protected showMore(event: Event): void {
    this.isMoreOpen.set((event.target as HTMLDetailsElement).open);
  }

  /** The first refusal is the one that stands first on the screen. */
  private inOrder(refused: readonly Refusal[]): readonly Refusal[] {
    const order = [...this.layout().first, ...this.layout().more].map(({ name }) => name);
    return refused.toSorted((one, other) => order.indexOf(one.field) - order.indexOf(other.field));
  }

  /** Focuses what the next rendering shows; a field that is folded away is shown. */
  private focusSoon(selector: string, field?: string): void {
    if (this.layout().more.some(({ name }) => name === field)) this.isMoreOpen.set(true);
    setTimeout(() => {
      this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus();
    });
  }
}
