import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { EffectSources } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import type { CrmRecord } from '../domain/crm';
import { CrmPages } from '../ports/crm-pages';
import { byteSize } from '../ui/byte-size';
import { ProblemNotice } from '../ui/problem-notice';
import { TakesFocus } from '../ui/takes-focus';
import { FileQuestion } from './file-question';
import { originalId } from '../machine/link-files';
import { isBeforeFirstWrite } from '../machine/link-plan';
import { PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import { type LinkState, ownOf } from '../machine/machine.state';
import { patienceText, stepText } from './link-steps';
import { MailQuestion } from './mail-question';
import { relabelled } from '../machine/module-labels';
import { type FileLine, canSaveOriginal, fileLines, receiptSummary, recordNames } from './receipt';
import { receiptNotes } from './receipt-notes';
import * as receiptEffects from './receipt.effects';
import { UndoQuestion } from './undo-question';
import { undoneLines, undoneTitle } from './undo-text';
import { VisibilityNote } from './visibility-note';
import { waitedSince } from './waited-since';
import { plural } from '../ui/plural';
import { policyOf } from '../domain/problem-policy';

/** Seconds after which a step says how long it takes. */
const LONG_STEP = 8;

const halfUndone = $localize`:@@receipt.halfUndone:Couldn't finish undoing`;

/** One link from its first step to its receipt. */
@Component({
  selector: 'vt-link-view',
  imports: [FileQuestion, MailQuestion, ProblemNotice, TakesFocus, UndoQuestion, VisibilityNote],
  templateUrl: './link-view.html',
  styleUrl: './link-view.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkView {
  readonly link = input.required<LinkState>();

  private readonly store = inject(Store);
  private readonly pages = inject(CrmPages);
  private readonly injector = inject(Injector);
  private readonly undoing = viewChild<unknown, ElementRef<HTMLElement>>('undoing', {
    read: ElementRef,
  });

  constructor() {
    inject(EffectSources).addEffects(receiptEffects);
  }

  private readonly pane = this.store.selectSignal(machineFeature.selectPane);
  protected readonly records = computed(() => relabelled(this.link().link.records, this.pane()));
  private readonly names = computed(() => recordNames(this.records()));
  private readonly id = computed(() => this.link().link.id);
  private readonly phase = computed(() => `${this.id()} ${this.link().status}`);
  private readonly step = computed(() => {
    const state = this.link();
    if (state.status === 'planned') return state.next;
    return 'step' in state ? state.step : 0;
  });

  protected readonly progressTitle = computed(
    () => $localize`:@@progress.title:Linking to ${this.names()}:record:`,
  );
  protected readonly percent = computed(() => {
    const state = this.link();
    const upload = state.status === 'running' ? state.upload : undefined;
    const part = upload && upload.total > 0 ? upload.sent / upload.total : 0;
    return (100 * (this.step() + part)) / state.link.steps.length;
  });
  protected readonly stepLine = computed(() => {
    const state = this.link();
    if (state.status === 'running' && state.isWaiting) {
      return $localize`:@@step.waiting:Waiting until another link is finished`;
    }
    const step = state.link.steps[this.step()];
    return step ? stepText(step) : '';
  });
  protected readonly uploadLine = computed(() => {
    const state = this.link();
    if (state.status !== 'running' || !state.upload) return undefined;
    const { sent, total, file } = state.upload;
    const [done, all] = [byteSize(sent), byteSize(total)];
    if (sent >= total) {
      return $localize`:@@progress.received:${done}:sent: of ${all}:total: sent. The CRM is storing it.`;
    }
    return file
      ? $localize`:@@progress.uploadOf:${file}:file:: ${done}:sent: of ${all}:total: sent`
      : $localize`:@@progress.upload:${done}:sent: of ${all}:total: sent`;
  });
  /** Counted anew with each attempt. */
  private readonly waited = waitedSince(() => `${this.phase()} ${String(this.step())}`);
  /** Several minutes of a slow Outlook or CRM shall look like work. */
  protected readonly patienceLine = computed(() => {
    const seconds = this.waited();
    const state = this.link();
    const step = state.link.steps[this.step()];
    // Another link that goes first is neither Outlook nor the CRM.
    const isWaiting = state.status === 'running' && state.isWaiting;
    return step && seconds >= LONG_STEP && !isWaiting ? patienceText(step, seconds) : undefined;
  });
  protected readonly canCancel = computed(() =>
    isBeforeFirstWrite(this.link().link, this.link().progress, this.step()),
  );

  protected readonly failedTitle = computed(() =>
    this.isHalfUndone()
      ? halfUndone
      : $localize`:@@failed.title:Not linked to ${this.names()}:record:`,
  );
  /**
   * The stored email that only a person can tell from the open one, where the link waits for that.
   */
  protected readonly undecided = computed(() => {
    const state = this.link();
    return state.status === 'failed' && state.problem.kind === 'mailUndecided'
      ? state.problem.other
      : undefined;
  });
  /** The contents that the person is asked about, where the link waits for that. */
  protected readonly doubted = computed(() => {
    const state = this.link();
    return state.status === 'failed' && state.problem.kind === 'filesDoubted'
      ? state.problem.files
      : undefined;
  });
  /** Whether what the link made was to be deleted, and that failed. */
  protected readonly isHalfUndone = computed(() => {
    const state = this.link();
    return state.status === 'failed' && state.isUndo === true;
  });
  protected readonly stoppedText = computed(() => {
    const step = this.stepLine();
    return this.link().progress.message
      ? $localize`:@@failed.kept:It stopped at: ${step}:step:. The mail itself is in the CRM; trying again goes on from there.`
      : $localize`:@@failed.stopped:It stopped at: ${step}:step:.`;
  });
  protected readonly mustChooseAnother = computed(() => {
    const state = this.link();
    return state.status === 'failed' && policyOf(state.problem).needsOtherRecord === true;
  });
  /** Whether the link can go on without the record at which it failed. */
  protected readonly canLeaveOut = computed(
    () => this.mustChooseAnother() && this.records().length > 1,
  );
  private readonly own = computed(() => ownOf(this.link()));
  protected readonly canUndo = computed(() => this.own() !== undefined);
  protected readonly discardText = computed(() =>
    this.own()?.message
      ? $localize`:@@failed.discard:Delete the stored email`
      : $localize`:@@failed.discardFiles:Delete the saved attachments`,
  );
  /** Whether it is asked if the link shall be undone. */
  protected readonly isUndoAsked = linkedSignal({
    source: this.phase,
    computation: () => false,
  });
  protected readonly undoneTitle = undoneTitle;
  protected readonly undoneLines = undoneLines;

  protected readonly receiptTitle = computed(() => {
    const [record, ...others] = this.records();
    const state = this.link();
    if (state.status === 'linked' && state.undoProblem) {
      return halfUndone;
    }
    return record && others.length === 0
      ? $localize`:@@receipt.title:Linked to ${record.label}:record: (${record.moduleLabel}:module:)`
      : plural(this.records().length, {
          other: $localize`:@@receipt.titleSeveral.other:Linked to ${String(this.records().length)}:count: records`,
        });
  });
  protected readonly summary = computed(() => receiptSummary(this.link()));
  protected readonly files = computed(() => fileLines(this.link()));
  protected readonly notes = computed(() => receiptNotes(this.link()));

  private readonly configuration = this.store.selectSignal(machineFeature.selectConfiguration);
  protected readonly canSaveOriginal = computed(
    () => this.configuration().features.originalMail && canSaveOriginal(this.link()),
  );

  protected saveOriginal(): void {
    this.store.dispatch(
      PaneActions.fileRetryRequested({ id: this.id(), attachmentId: originalId }),
    );
  }
  protected retry(): void {
    this.store.dispatch(PaneActions.linkRetryRequested({ id: this.id() }));
  }
  protected retryFile({ id: attachmentId }: FileLine): void {
    this.store.dispatch(PaneActions.fileRetryRequested({ id: this.id(), attachmentId }));
  }
  protected retryFileLabel({ name }: FileLine): string {
    return $localize`:@@receipt.retryFile:Try again: ${name}:file:`;
  }
  protected cancel(): void {
    this.store.dispatch(PaneActions.cancelRequested({ id: this.id() }));
  }
  protected leaveOut(): void {
    this.store.dispatch(PaneActions.recordLeftOut({ id: this.id() }));
  }
  protected considerUndo(): void {
    this.isUndoAsked.set(true);
    this.store.dispatch(PaneActions.undoConsidered({ id: this.id() }));
  }
  /** Who decides to keep all goes on where they were. */
  protected keep(): void {
    this.isUndoAsked.set(false);
    afterNextRender(() => this.undoing()?.nativeElement.focus(), { injector: this.injector });
  }
  protected undo(): void {
    this.isUndoAsked.set(false);
    this.store.dispatch(PaneActions.undoRequested({ id: this.id() }));
  }
  protected recordAddress(record: CrmRecord): string {
    return this.pages.recordAddress(record);
  }
  protected close(): void {
    this.store.dispatch(PaneActions.linkClosed({ id: this.id() }));
  }
}
