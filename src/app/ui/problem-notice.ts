import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { Problem } from '../domain/problem';
import { DiagnosticsRequest } from './diagnostics-request';
import { ProblemSentences } from './problem-sentences';
import { policyOf } from '../domain/problem-policy';

/** What went wrong and the way on, read aloud as it appears. Buttons go inside. */
@Component({
  selector: 'vt-problem-notice',
  template: `
    <div role="alert">
      <p class="what">{{ text()?.what }}</p>
      <p>{{ text()?.wayOn }}</p>
    </div>
    <div class="actions">
      <ng-content />
      @if (offersCheck()) {
        <button class="vt-button" type="button" (click)="check.want()" i18n="@@problem.check">
          Check the connection
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      padding: 12px;
      border-radius: 12px;
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
    p {
      margin: 0 0 4px;
    }
    .what {
      font: var(--mat-sys-title-small);
    }
    .actions:not(:empty) {
      margin-top: 8px;
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProblemNotice {
  readonly problem = input.required<Problem>();
  protected readonly check = inject(DiagnosticsRequest);
  protected readonly offersCheck = computed(() => policyOf(this.problem()).offersConnectionCheck);
  private readonly sentences = inject(ProblemSentences);
  protected readonly text = computed(() => this.sentences.of(this.problem()));
}
