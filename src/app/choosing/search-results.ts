import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  type TemplateRef,
  computed,
  effect,
  inject,
  input,
} from '@angular/core';
import { EffectSources } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import type { CrmModule, CrmRecord, ModuleAnswer } from '../domain/crm';
import { searchWords } from '../domain/search-words';
import { ProblemNotice } from '../ui/problem-notice';
import { RecordList } from '../ui/record-list';
import { problemText } from '../ui/problem-text';
import { failureText } from '../ui/failure-text';
import { PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import type { In } from '../machine/machine.state';
import { plural } from '../ui/plural';
import * as searchResultsEffects from './search-results.effects';

/** What one module gave. */
interface Group {
  readonly module: CrmModule;
  readonly records: readonly CrmRecord[];
  readonly hasMore: boolean;
  readonly moreLabel: string;
  readonly isAsking: boolean;
  /** Why the next page did not come. */
  readonly failure: string | undefined;
}

/** What was found by hand, module by module as they answer; loaded with the first search. */
@Component({
  selector: 'vt-search-results',
  imports: [ProblemNotice, RecordList],
  templateUrl: './search-results.html',
  styleUrl: './search-results.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SearchResults {
  readonly pane = input.required<In<'choosing'>>();
  readonly preview = input.required<TemplateRef<{ readonly $implicit: CrmRecord }>>();

  private readonly store = inject(Store);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly closedModules = this.store.selectSignal(machineFeature.selectWithoutMessages);
  protected readonly searchingLabel = $localize`:@@choose.searching:Searching`;
  protected readonly words = computed(() => searchWords(this.pane().query.text));
  /** The group that more was asked of, and how many records it had. */
  private awaited: { readonly module: string; readonly count: number } | undefined;

  /** In the modules' order of usefulness, whichever answered first. */
  private readonly answers = computed((): readonly ModuleAnswer[] => {
    const { search, modules } = this.pane();
    if (search.status !== 'streaming' && search.status !== 'done') return [];
    const order = new Map(modules.map(({ name }, index) => [name, index]));
    return search.answers.toSorted(
      (one, other) => (order.get(one.module.name) ?? 0) - (order.get(other.module.name) ?? 0),
    );
  });
  private readonly found = computed(() =>
    this.answers().filter((answer) => answer.status === 'found'),
  );
  protected readonly groups = computed((): readonly Group[] =>
    this.found()
      .filter(({ records, next }) => records.length > 0 || next !== undefined)
      .map(({ module, records, next }) => {
        const paging = this.pane().paging[module.name];
        return {
          module,
          records,
          hasMore: next !== undefined,
          moreLabel: $localize`:@@search.moreOf:More… in ${module.label}:module:`,
          isAsking: paging?.status === 'asking',
          failure:
            paging?.status === 'failed'
              ? failureText(module, problemText(paging.problem).what)
              : undefined,
        };
      }),
  );
  protected readonly failures = computed(() =>
    this.answers()
      .filter((answer) => answer.status === 'failed')
      .map(({ module, problem }) => failureText(module, problemText(problem).what)),
  );
  /** Where nothing was found, if that is so. */
  protected readonly nothingFound = computed(() => {
    const labels = this.found().map(({ module: { label } }) => label);
    const [first, second, third, fourth] = labels;
    if (this.groups().length > 0 || first === undefined) return undefined;
    if (second === undefined) {
      return $localize`:@@search.nothingFound.inOne:Nothing found in ${first}:module:.`;
    }
    if (third === undefined) {
      return $localize`:@@search.nothingFound.inTwo:Nothing found in ${first}:module: and ${second}:other:.`;
    }
    if (fourth === undefined) {
      return $localize`:@@search.nothingFound.inThree:Nothing found in ${first}:module:, ${second}:other: and ${third}:last:.`;
    }
    const more = labels.length - 2;
    return plural(more, {
      other: $localize`:@@search.nothingFound.inMore.other:Nothing found in ${first}:module:, ${second}:other: and ${String(more)}:count: more modules.`,
    });
  });

  constructor() {
    // Joining again changes nothing.
    inject(EffectSources).addEffects(searchResultsEffects);
    // The keyboard goes on at the first record that came.
    effect(() => {
      const { module, count } = this.awaited ?? { module: '', count: 0 };
      const group = this.groups().find(({ module: { name } }) => name === module);
      if (!group || group.records.length <= count) return;
      this.awaited = undefined;
      // Effects run before what they react to is on the page.
      setTimeout(() => {
        const boxes = this.host.nativeElement.querySelectorAll<HTMLElement>(
          `[data-module="${CSS.escape(module)}"] input[type=checkbox]`,
        );
        boxes[count]?.focus();
      });
    });
  }

  protected more({ module: { name }, records }: Group): void {
    this.awaited = { module: name, count: records.length };
    this.store.dispatch(PaneActions.moreRequested({ module: name }));
  }

  protected toggle(record: CrmRecord): void {
    this.store.dispatch(PaneActions.recordToggled({ record }));
  }

  protected create(): void {
    this.store.dispatch(PaneActions.newRecordRequested());
  }

  protected retry(): void {
    this.store.dispatch(PaneActions.retryRequested());
  }
}
