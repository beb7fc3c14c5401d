import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { emphasised } from '../domain/search-words';

/** A text in which the words that were searched for stand out. */
@Component({
  selector: 'vt-emphasised',
  template: `
    @for (part of parts(); track $index) {
      @if (part.matches) {
        <mark>{{ part.text }}</mark>
      } @else {
        <ng-container>{{ part.text }}</ng-container>
      }
    }
  `,
  styles: `
    mark {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
      font-weight: 600;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Emphasised {
  readonly text = input.required<string>();
  readonly words = input<readonly string[]>([]);

  protected readonly parts = computed(() => emphasised(this.text(), this.words()));
}
