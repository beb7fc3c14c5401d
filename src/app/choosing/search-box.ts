import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  untracked,
} from '@angular/core';
import { Store } from '@ngrx/store';
import type { CrmModule } from '../domain/crm';
import { PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import type { SearchQuery } from '../machine/machine.state';
import { modulesByUse } from './modules-by-use';

/** What is searched for by hand, and where. */
@Component({
  selector: 'vt-search-box',
  templateUrl: './search-box.html',
  styles: `
    .search {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      padding: 8px 16px;
    }
    select {
      flex: 1 1 128px;
      padding: 0 4px;
    }
    input {
      flex: 2 1 144px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SearchBox {
  readonly query = input.required<SearchQuery>();
  /** In the order of usefulness. */
  readonly modules = input.required<readonly CrmModule[]>();

  private readonly store = inject(Store);
  private readonly settings = this.store.selectSignal(machineFeature.selectSettings);
  /** As they were when the mail was opened: a list that is being used keeps its order. */
  protected readonly groups = computed(() => {
    const { mostUsed, others } = modulesByUse(
      this.modules(),
      untracked(this.settings).recentModules,
    );
    return [
      { label: $localize`:@@search.mostUsed:Most used`, modules: mostUsed },
      { label: $localize`:@@search.otherModules:Other modules`, modules: others },
    ].filter(({ modules }) => modules.length > 0);
  });

  protected readonly moduleFilterLabel = $localize`:@@choose.moduleFilter:Module`;
  protected readonly searchLabel = $localize`:@@choose.search:Search the CRM`;
  protected readonly searchPlaceholder = $localize`:@@choose.searchHint:Name, e-mail…`;

  protected limitTo(event: Event): void {
    const module = (event.target as HTMLSelectElement).value;
    const { text } = this.query();
    this.store.dispatch(PaneActions.queryChanged({ query: module ? { text, module } : { text } }));
  }

  protected type(event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    this.store.dispatch(PaneActions.queryChanged({ query: { ...this.query(), text } }));
  }
}
