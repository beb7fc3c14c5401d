import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Store } from '@ngrx/store';
import type { OtherMail } from '../domain/mail-identity';
import { TakesFocus } from '../ui/takes-focus';
import { PaneActions } from '../machine/machine.actions';
import type { LinkState } from '../machine/machine.state';
import { language } from '../ui/language';

/** One of the two emails, as the question shows it. */
interface ShownMail {
  readonly id: string;
  readonly title: string;
  readonly sender: string;
  readonly subject: string;
  readonly time: string;
}

/** Asks whether an email in the CRM is the one that is open, both side by side. */
@Component({
  selector: 'vt-mail-question',
  imports: [TakesFocus],
  template: `
    <section class="card" aria-labelledby="question-title">
      <h2 id="question-title" vtTakesFocus i18n="@@question.title">Is this the same email?</h2>
      <p i18n="@@question.why">The CRM has an email that may be this one.</p>
      <div class="mails">
        @for (mail of mails(); track mail.id) {
          <div class="mail" role="group" [attr.aria-labelledby]="mail.id">
            <h3 [id]="mail.id">{{ mail.title }}</h3>
            <dl>
              <dt i18n="@@question.from">From</dt>
              <dd>{{ mail.sender }}</dd>
              <dt i18n="@@question.subject">Subject</dt>
              <dd>{{ mail.subject }}</dd>
              <dt i18n="@@question.time">Time</dt>
              <dd>{{ mail.time }}</dd>
            </dl>
          </div>
        }
      </div>
      <div class="actions">
        <button class="vt-button tonal" (click)="judge(true)" i18n="@@question.same">
          Same email
        </button>
        <button class="vt-button tonal" (click)="judge(false)" i18n="@@question.other">
          Different email
        </button>
        <button class="vt-button" (click)="close()" i18n="@@question.later">Decide later</button>
      </div>
    </section>
  `,
  styles: `
    .mails {
      display: grid;
      gap: 8px;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 168px), 1fr));
    }
    .mail {
      padding: 8px 12px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
      background: var(--mat-sys-surface);
    }
    h3 {
      margin: 0 0 4px;
      font: var(--mat-sys-title-small);
    }
    dl {
      margin: 0;
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    dd {
      margin: 0 0 4px;
      overflow-wrap: anywhere;
    }
  `,
  styleUrl: './link-view.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MailQuestion {
  readonly link = input.required<LinkState>();
  readonly other = input.required<OtherMail>();

  private readonly store = inject(Store);

  protected readonly mails = computed((): readonly ShownMail[] => {
    const { link, progress } = this.link();
    const { identity } = progress;
    const other = this.other();
    return [
      {
        id: 'question-this',
        title: $localize`:@@question.this:This email`,
        sender: identity?.sender ?? link.mail.from.address,
        subject: link.mail.subject || noSubject,
        time: localTime(identity?.sentAt ?? link.mail.createdAt),
      },
      {
        id: 'question-other',
        title: $localize`:@@question.inCrm:In the CRM`,
        sender: other.sender,
        subject: other.subject || noSubject,
        time: crmTime(other.sentAt),
      },
    ];
  });

  protected judge(isSame: boolean): void {
    const { id } = this.link().link;
    const judged = { [this.other().id]: isSame };
    this.store.dispatch(PaneActions.questionAnswered({ id, said: { judged } }));
  }
  protected close(): void {
    this.store.dispatch(PaneActions.linkClosed({ id: this.link().link.id }));
  }
}

const noSubject = $localize`:@@pane.noSubject:(no subject)`;
const looks = { dateStyle: 'medium', timeStyle: 'short' } as const;

function localTime(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? ''
    : new Intl.DateTimeFormat(language(), looks).format(date);
}

/** In the zone of the CRM's server, which nobody tells: written as the other one, and said so. */
function crmTime(time: string): string {
  const date = new Date(`${time.replace(' ', 'T')}Z`);
  const shown = Number.isNaN(date.getTime())
    ? time
    : new Intl.DateTimeFormat(language(), { ...looks, timeZone: 'UTC' }).format(date);
  return shown && $localize`:@@question.crmTime:${shown}:time: (CRM time)`;
}
