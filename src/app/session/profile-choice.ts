import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Store } from '@ngrx/store';
import type { Account } from '../domain/account';
import type { Profile } from '../ports/credential-vault';
import { ProfileList } from './profile-list';
import { SessionActions } from '../machine/session.actions';

/**
 * The ways that lead past the sign-in form: back, where another CRM was to be added, else to the
 * accounts that are left on the device when somebody signed out of one of them.
 */
@Component({
  selector: 'vt-profile-choice',
  imports: [ProfileList],
  template: `
    @if (isAdding()) {
      <button
        class="vt-button"
        type="button"
        [disabled]="waiting() !== ''"
        [title]="waiting()"
        (click)="goBack()"
        i18n="@@profiles.back"
      >
        Back without another CRM
      </button>
    } @else {
      <section [attr.aria-label]="title">
        <h2>{{ title }}</h2>
        <vt-profile-list
          [label]="title"
          [profiles]="profiles()"
          [waiting]="waiting()"
          (chosen)="choose($event)"
        />
      </section>
    }
  `,
  styles: `
    :host {
      padding: 8px 4px 0;
    }
    section {
      padding: 8px 12px 0;
    }
    h2 {
      margin: 0 0 8px;
      font: var(--mat-sys-title-medium);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfileChoice {
  readonly profiles = input.required<readonly Profile[]>();
  /** Whether somebody is signed in, and another CRM is to be added. */
  readonly isAdding = input(false);
  readonly waiting = input('');

  private readonly store = inject(Store);
  protected readonly title = $localize`:@@profiles.choice:Signed in on this device`;

  protected choose(account: Account): void {
    this.store.dispatch(SessionActions.profileChosen({ account }));
  }

  protected goBack(): void {
    this.store.dispatch(SessionActions.anotherCrmGivenUp());
  }
}
