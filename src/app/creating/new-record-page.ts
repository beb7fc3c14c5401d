import {
  ChangeDetectionStrategy,
  Component,
  type OnInit,
  computed,
  inject,
  input,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { EffectSources } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import type { CrmModule, CrmRecord } from '../domain/crm';
import { domainOf } from '../domain/address';
import { otherSide } from '../domain/other-side';
import { PaneActions } from '../machine/machine.actions';
import type { In } from '../machine/machine.state';
import type { Account } from '../domain/account';
import { ProblemNotice } from '../ui/problem-notice';
import { TakesFocus } from '../ui/takes-focus';
import { FormActions } from './creating.actions';
import * as creatingEffects from './creating.effects';
import { creatingFeature } from './creating.reducer';
import { USUAL_MODULES } from './creating.state';
import { RecordFormView } from './record-form-view';
import { alteredText } from './refusal-text';

/** The way to a new record: its module, its form, and what became of it. */
@Component({
  selector: 'vt-new-record-page',
  imports: [MatButton, ProblemNotice, RecordFormView, TakesFocus],
  templateUrl: './new-record-page.html',
  styleUrl: './new-record-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewRecordPage implements OnInit {
  readonly pane = input.required<In<'choosing'>>();
  /** Who is signed in. */
  readonly account = input.required<Account>();

  private readonly store = inject(Store);
  private readonly state = this.joined();
  /** One component for all states of the form, so that it keeps its focus. */
  protected readonly form = computed(() => {
    const state = this.state();
    return 'draft' in state ? state : undefined;
  });
  protected readonly page = computed(() => {
    const state = this.state();
    return 'draft' in state ? undefined : state;
  });
  protected readonly alteredText = alteredText;
  protected readonly unreachable = (state: never): never => state;

  /** The usual modules in their order, then the others in the pane's. */
  protected readonly offered = computed((): readonly CrmModule[] => {
    const state = this.state();
    if (state.status !== 'choosingModule') return [];
    const order = [...USUAL_MODULES, ...state.origin.modules.map(({ name }) => name)];
    return state.offered.toSorted(
      (one, other) => order.indexOf(one.name) - order.indexOf(other.name),
    );
  });

  ngOnInit(): void {
    const { mail, modules, chosen, suggestions } = this.pane();
    const domains = mail.own.map(domainOf);
    const side = this.pane().side ?? otherSide(mail, { addresses: [], domains });
    const role = side.people[0]?.role;
    const suggested: readonly CrmRecord[] =
      'answers' in suggestions
        ? suggestions.answers.flatMap((answer) => (answer.status === 'found' ? answer.records : []))
        : [];
    const known = [
      ...chosen,
      ...suggested.filter(({ reasons }) =>
        reasons.some(
          (one) => one.kind === 'address' && one.role === role && one.weakness !== 'messenger',
        ),
      ),
    ];
    const account = this.account();
    this.store.dispatch(FormActions.opened({ origin: { account, mail, side, modules, known } }));
  }

  protected choose(module: CrmModule): void {
    this.store.dispatch(FormActions.moduleChosen({ module }));
  }
  protected showAll(): void {
    this.store.dispatch(FormActions.allModulesWanted());
  }
  protected retry(): void {
    this.store.dispatch(FormActions.retryRequested());
  }
  protected leave(): void {
    this.store.dispatch(PaneActions.recordFormLeft());
  }

  /**
   * The slice and its effects join the store with the first form; joining again changes nothing.
   */
  private joined() {
    this.store.addReducer(creatingFeature.name, creatingFeature.reducer);
    inject(EffectSources).addEffects(creatingEffects);
    return this.store.selectSignal(creatingFeature.selectCreatingState);
  }
}
