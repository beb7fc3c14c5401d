import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Store } from '@ngrx/store';
import type { JournalEntry } from '../ports/link-journal';
import { needsMail } from '../machine/link-plan';
import { PaneActions } from '../machine/machine.actions';
import { unfinishedText } from './unfinished-text';
import { plural } from '../ui/plural';

/** Links that were begun and are not on the screen in another way; loaded where there are any. */
@Component({
  selector: 'vt-unfinished-list',
  template: `
    <section class="unfinished" [attr.aria-label]="title()">
      <details>
        <summary>{{ title() }}</summary>
        <ul>
          @for (entry of entries(); track entry.messageId) {
            <li>
              <p class="subject">{{ entry.subject || noSubject }}</p>
              <p>{{ unfinishedText(entry) }}</p>
              @if (needsMail(entry)) {
                <p class="hint" i18n="@@unfinished.open">Open that mail to finish.</p>
              } @else {
                <button class="vt-button" (click)="finish(entry)" i18n="@@earlier.finish">
                  Finish
                </button>
              }
              <button class="vt-button" (click)="giveUp(entry)" i18n="@@earlier.giveUp">
                Give up
              </button>
            </li>
          }
        </ul>
      </details>
    </section>
  `,
  styles: `
    .unfinished {
      margin: 4px 16px;
      padding: 8px 12px;
      border-radius: 8px;
      background: var(--mat-sys-surface-container-high);
      overflow-wrap: anywhere;
    }
    ul {
      margin: 8px 0 0;
      padding: 0;
      list-style: none;
    }
    p {
      margin: 0;
    }
    .subject {
      font: var(--mat-sys-title-small);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UnfinishedList {
  readonly entries = input.required<readonly JournalEntry[]>();

  private readonly store = inject(Store);
  protected readonly noSubject = $localize`:@@pane.noSubject:(no subject)`;
  protected readonly needsMail = needsMail;
  protected readonly unfinishedText = unfinishedText;
  protected readonly title = computed(() =>
    plural(this.entries().length, {
      one: $localize`:@@unfinished.one:${String(this.entries().length)}:count: link was not finished`,
      other: $localize`:@@unfinished.other:${String(this.entries().length)}:count: links were not finished`,
    }),
  );

  protected finish(entry: JournalEntry): void {
    this.store.dispatch(PaneActions.finishRequested({ entry }));
  }
  protected giveUp(entry: JournalEntry): void {
    this.store.dispatch(PaneActions.unfinishedForgotten({ entry }));
  }
}
