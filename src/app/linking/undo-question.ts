import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TakesFocus } from '../ui/takes-focus';
import { type LinkState, ownOf } from '../machine/machine.state';
import { reachLines, undoGoes, undoStays } from './undo-text';

/**
 * Asks whether a link shall be undone: what goes, what stays, and which other records lose the
 * email. Nothing can be deleted before that is known.
 */
@Component({
  selector: 'vt-undo-question',
  imports: [TakesFocus],
  template: `
    <div role="group" aria-labelledby="undo-title" aria-describedby="undo-goes">
      <h3 id="undo-title" i18n="@@undo.title">Undo this link?</h3>
      <p id="undo-goes">{{ goes() }}</p>
      <div role="status">
        @if (isChecking()) {
          <p i18n="@@undo.checking">Checking what else is linked…</p>
        }
        @for (line of impact(); track line) {
          <p class="impact">{{ line }}</p>
        }
      </div>
      @for (line of stays(); track line) {
        <p class="note">{{ line }}</p>
      }
      <div class="actions">
        <button
          class="vt-button delete"
          [disabled]="isChecking()"
          (click)="confirmed.emit()"
          i18n="@@undo.confirm"
        >
          Delete
        </button>
        <button class="vt-button" vtTakesFocus (click)="kept.emit()" i18n="@@undo.keep">
          Keep
        </button>
      </div>
    </div>
  `,
  styles: `
    h3 {
      margin: 12px 0 4px;
      font: var(--mat-sys-title-small);
    }
    .impact {
      margin: 4px 0;
      font: var(--mat-sys-title-small);
    }
    .delete {
      border: 1px solid var(--mat-sys-error);
      color: var(--mat-sys-error);
    }
  `,
  styleUrl: './link-view.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UndoQuestion {
  readonly link = input.required<LinkState>();
  readonly confirmed = output();
  readonly kept = output();

  private readonly known = computed(() => {
    const state = this.link();
    return 'impact' in state ? state.impact : undefined;
  });
  /** Only an email that goes can take links of others along. */
  protected readonly isChecking = computed(
    () => ownOf(this.link())?.message !== undefined && !this.known(),
  );
  protected readonly impact = computed(() => {
    const known = this.known();
    return known ? reachLines(known) : [];
  });
  protected readonly goes = computed(() => undoGoes(this.link()));
  protected readonly stays = computed(() => undoStays(this.link()));
}
