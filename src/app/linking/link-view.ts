import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Store } from '@ngrx/store';
import { Crm } from '../ports/crm';
import { byteSize } from '../ui/byte-size';
import { ProblemNotice } from '../ui/problem-notice';
import { TakesFocus } from '../ui/takes-focus';
import { isBeforeFirstWrite } from './link-plan';
import { LinkPageActions } from './linking.actions';
import type { LinkState } from './linking.state';
import { fileLines, receiptNotes, receiptSummary } from './receipt';
import { stepText } from './step-text';

/** One link from its first step to its receipt. */
@Component({
  selector: 'vt-link-view',
  imports: [MatButton, MatProgressBar, ProblemNotice, TakesFocus],
  templateUrl: './link-view.html',
  styleUrl: './link-view.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkView {
  readonly link = input.required<LinkState>();

  private readonly store = inject(Store);
  private readonly crm = inject(Crm);

  private readonly record = computed(() => this.link().link.record);
  private readonly id = computed(() => this.link().link.id);
  private readonly step = computed(() => {
    const state = this.link();
    if (state.status === 'planned') return state.next;
    return 'step' in state ? state.step : 0;
  });

  protected readonly progressTitle = computed(
    () => $localize`:@@progress.title:Linking to ${this.record().label}:record:`,
  );
  protected readonly percent = computed(() => {
    const state = this.link();
    const upload = state.status === 'running' ? state.upload : undefined;
    const part = upload && upload.total > 0 ? upload.sent / upload.total : 0;
    return (100 * (this.step() + part)) / state.link.steps.length;
  });
  protected readonly stepLine = computed(() => {
    const step = this.link().link.steps[this.step()];
    return step ? stepText(step) : '';
  });
  protected readonly uploadLine = computed(() => {
    const state = this.link();
    if (state.status !== 'running' || !state.upload) return undefined;
    const { sent, total } = state.upload;
    return $localize`:@@progress.upload:${byteSize(sent)}:sent: of ${byteSize(total)}:total: sent`;
  });
  protected readonly canCancel = computed(() =>
    isBeforeFirstWrite(this.link().link.steps, this.step()),
  );

  protected readonly failedTitle = computed(
    () => $localize`:@@failed.title:Not linked to ${this.record().label}:record:`,
  );
  protected readonly stoppedText = computed(() => {
    const stopped = $localize`:@@failed.stopped:It stopped at: ${this.stepLine()}:step:.`;
    return this.link().facts.message
      ? `${stopped} ${$localize`:@@failed.kept:The mail itself is in the CRM; trying again goes on from there.`}`
      : stopped;
  });
  protected readonly mustChooseAnother = computed(() => {
    const state = this.link();
    return (
      state.status === 'failed' &&
      (state.problem.kind === 'noMessagesRelation' || state.problem.kind === 'recordGone')
    );
  });
  protected readonly canDiscard = computed(() => {
    const { facts } = this.link();
    return this.mustChooseAnother() && facts.message !== undefined && !facts.messageWasThere;
  });

  protected readonly receiptTitle = computed(
    () =>
      $localize`:@@receipt.title:Linked to ${this.record().label}:record: (${this.record().moduleLabel}:module:)`,
  );
  protected readonly summary = computed(() => receiptSummary(this.link()));
  protected readonly files = computed(() => fileLines(this.link()));
  protected readonly notes = computed(() => receiptNotes(this.link()));
  protected readonly recordAddress = computed(() => this.crm.recordAddress(this.record()));

  protected retry(): void {
    this.store.dispatch(LinkPageActions.linkRetryRequested({ id: this.id() }));
  }
  protected cancel(): void {
    this.store.dispatch(LinkPageActions.cancelRequested({ id: this.id() }));
  }
  protected discard(): void {
    this.store.dispatch(LinkPageActions.discardRequested({ id: this.id() }));
  }
  protected close(): void {
    this.store.dispatch(LinkPageActions.linkClosed({ id: this.id() }));
  }
}
