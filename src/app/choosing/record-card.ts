import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Store } from '@ngrx/store';
import { switchMap } from 'rxjs';
import type { CrmRecord, RecordField } from '../domain/crm';
import { type Problem, toProblem } from '../domain/problem';
import { lazy } from '../platform/lazy-port';
import { CrmPages } from '../ports/crm-pages';
import { RecordSearch } from '../ports/record-search';
import { ProblemNotice } from '../ui/problem-notice';
import { CrmActions, PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';

type View =
  | { readonly status: 'loading' }
  | { readonly status: 'shown'; readonly fields: readonly RecordField[] }
  | { readonly status: 'failed'; readonly problem: Problem };

/** What a record holds, and what can be done with it beside linking; loaded when first opened. */
@Component({
  selector: 'vt-record-card',
  imports: [ProblemNotice],
  templateUrl: './record-card.html',
  styleUrl: './record-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecordCard {
  readonly record = input.required<CrmRecord>();

  private readonly store = inject(Store);
  private readonly search = inject(lazy(RecordSearch));
  private readonly pages = inject(CrmPages);
  private readonly favourites = this.store.selectSignal(machineFeature.selectFavourites);
  private readonly attempt = signal(0);
  private readonly id = computed(() => this.record().id);
  protected readonly view = signal<View>({ status: 'loading' });
  protected readonly isStarred = computed(() =>
    this.favourites().some(({ id }) => id === this.record().id),
  );
  protected readonly address = computed(() => this.pages.recordAddress(this.record()));
  protected readonly copied = signal<'no' | 'done' | 'refused'>('no');
  protected readonly addressLabel = $localize`:@@record.address:Address of the record`;

  constructor() {
    effect((onCleanup) => {
      this.id();
      this.attempt();
      this.view.set({ status: 'loading' });
      const record = untracked(this.record);
      const preview = this.search.pipe(switchMap((port) => port.preview(record)));
      const reading = preview.subscribe({
        next: (fields) => {
          this.view.set({ status: 'shown', fields });
        },
        error: (error: unknown) => {
          const problem = toProblem(error);
          this.view.set({ status: 'failed', problem });
          this.store.dispatch(CrmActions.previewFailed({ problem }));
        },
      });
      onCleanup(() => {
        reading.unsubscribe();
      });
    });
  }

  protected retry(): void {
    this.attempt.update((attempt) => attempt + 1);
  }

  protected async copy(): Promise<void> {
    try {
      // Outlook decides whether the frame of an add-in may write to the clipboard.
      await navigator.clipboard.writeText(this.address());
      this.copied.set('done');
    } catch {
      this.copied.set('refused');
    }
  }

  protected toggleStar(): void {
    const record = this.record();
    this.store.dispatch(
      this.isStarred()
        ? PaneActions.recordUnstarred({ record })
        : PaneActions.recordStarred({ record }),
    );
  }
}
