import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { Store } from '@ngrx/store';
import type { DoubtedFile, FileDoubt } from '../domain/file-doubt';
import type { DoubtAnswer, LinkProgress } from '../domain/link-progress';
import { byteSize } from '../ui/byte-size';
import { TakesFocus } from '../ui/takes-focus';
import { PaneActions } from '../machine/machine.actions';
import type { LinkState } from '../machine/machine.state';

/** One answer that a person may give of one file. */
interface Choice {
  readonly answer: DoubtAnswer;
  readonly label: string;
}

const choices: readonly Choice[] = [
  { answer: 'save', label: $localize`:@@doubt.save:Save anyway` },
  { answer: 'leaveOut', label: $localize`:@@doubt.leaveOut:Leave out` },
  { answer: 'readAgain', label: $localize`:@@doubt.readAgain:Try again` },
];

/** Asks, before anything is stored, about contents that are not what Outlook listed. */
@Component({
  selector: 'vt-file-question',
  imports: [TakesFocus],
  template: `
    <section class="card" aria-labelledby="doubt-title">
      <h2 id="doubt-title" vtTakesFocus i18n="@@doubt.title">Save these attachments?</h2>
      <p i18n="@@doubt.why">
        Outlook gave something else than it lists. Nothing is saved until you decide.
      </p>
      @for (file of files(); track $index) {
        <div class="file" role="group" [attr.aria-labelledby]="'doubt-' + $index">
          <h3 [id]="'doubt-' + $index">{{ file.name }}</h3>
          <p>{{ textOf(file.doubt) }}</p>
          <div class="actions">
            @for (choice of choices; track choice.answer) {
              <button
                class="vt-button tonal"
                [attr.aria-pressed]="answers()[file.digest] === choice.answer"
                (click)="answer(file, choice)"
              >
                {{ choice.label }}
              </button>
            }
          </div>
        </div>
      }
      <div class="actions">
        <button class="vt-button" (click)="close()" i18n="@@question.later">Decide later</button>
      </div>
    </section>
  `,
  styles: `
    .file {
      margin: 8px 0;
      padding: 8px 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
      background: var(--mat-sys-surface);
      overflow-wrap: anywhere;
    }
    h3 {
      margin: 0 0 4px;
      font: var(--mat-sys-title-small);
    }
    [aria-pressed='true'] {
      outline: 2px solid var(--mat-sys-primary);
    }
  `,
  styleUrl: './link-view.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FileQuestion {
  readonly link = input.required<LinkState>();
  readonly files = input.required<readonly DoubtedFile[]>();

  private readonly store = inject(Store);

  protected readonly choices = choices;
  protected readonly textOf = doubtText;
  private readonly asked = computed(() =>
    this.files()
      .map(({ digest }) => digest)
      .join(),
  );
  protected readonly answers = linkedSignal<string, LinkProgress['doubts']>({
    source: this.asked,
    computation: () => ({}),
  });

  /** The link goes on once there is an answer for each. */
  protected answer({ digest }: DoubtedFile, { answer }: Choice): void {
    const doubts = { ...this.answers(), [digest]: answer };
    this.answers.set(doubts);
    if (this.files().some((file) => !(file.digest in doubts))) return;
    this.store.dispatch(
      PaneActions.questionAnswered({ id: this.link().link.id, said: { doubts } }),
    );
  }
  protected close(): void {
    this.store.dispatch(PaneActions.linkClosed({ id: this.link().link.id }));
  }
}

function doubtText({ expected, received, isWebPage }: FileDoubt): string {
  const got = byteSize(received);
  if (expected > 0) {
    const listed = byteSize(expected);
    return isWebPage
      ? $localize`:@@doubt.sizes.webPage:${listed}:expected: expected, ${got}:received: received. It's a web page, maybe one to sign in.`
      : $localize`:@@doubt.sizes:${listed}:expected: expected, ${got}:received: received`;
  }
  return isWebPage
    ? $localize`:@@doubt.size.webPage:${got}:received: received. It's a web page, maybe one to sign in.`
    : $localize`:@@doubt.size:${got}:received: received`;
}
