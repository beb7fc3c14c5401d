import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Store } from '@ngrx/store';
import { ProblemNotice } from '../ui/problem-notice';
import { PaneActions } from '../machine/machine.actions';
import type { LinkState } from '../machine/machine.state';
import { privateText } from '../ui/private-text';
import { filesOf } from '../machine/link-files';

/** Who sees the email that was linked, where that is not everybody who sees its records. */
@Component({
  selector: 'vt-visibility-note',
  imports: [ProblemNotice],
  template: `
    @let state = link();
    <div role="status">
      @switch (shown()) {
        @case ('done') {
          <p class="note" i18n="@@visibility.done">Visible to everyone who can open the record.</p>
        }
        @case ('asking') {
          <p class="note" i18n="@@visibility.asking">Making it visible…</p>
        }
        @case ('unknown') {
          <p class="note" i18n="@@visibility.unknown">
            Only its owner may see this email in the CRM.
          </p>
        }
        @case ('private') {
          <p class="note">{{ privateText() }}</p>
        }
      }
    </div>
    @if (problem(); as problem) {
      <vt-problem-notice [problem]="problem">
        <button class="vt-button" (click)="show()" i18n="@@retry">Try again</button>
      </vt-problem-notice>
    } @else if (shown() === 'unknown' && state.link.visibility === 'Public') {
      <button class="vt-button" (click)="show()" i18n="@@visibility.show">Make it visible</button>
    }
  `,
  styleUrl: './link-view.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VisibilityNote {
  readonly link = input.required<Extract<LinkState, { status: 'linked' }>>();

  private readonly store = inject(Store);

  protected readonly shown = computed((): 'done' | 'asking' | 'unknown' | 'private' | undefined => {
    const { shown, link, progress } = this.link();
    if (shown === 'done' || shown === 'asking') return shown;
    const visibility = progress.message?.visibility;
    if (visibility === undefined && progress.messageWasThere) return 'unknown';
    return (visibility ?? link.visibility) === 'Private' ? 'private' : undefined;
  });
  protected readonly problem = computed(() => {
    const { shown } = this.link();
    return typeof shown === 'object' ? shown : undefined;
  });
  protected readonly privateText = computed(() => {
    const { link, progress } = this.link();
    return privateText(filesOf(link, progress).length > 0);
  });

  protected show(): void {
    this.store.dispatch(PaneActions.showToAllRequested({ id: this.link().link.id }));
  }
}
