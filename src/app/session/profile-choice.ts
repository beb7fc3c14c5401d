import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Store } from '@ngrx/store';
import type { Account, Profile } from '../ports/credential-vault';
import { ProfileList } from './profile-list';
import { SessionActions } from './session.actions';

/** The accounts that are left on the device when somebody signed out of one of them. */
@Component({
  selector: 'vt-profile-choice',
  imports: [ProfileList],
  template: `
    <section class="left" [attr.aria-label]="title">
      <h2>{{ title }}</h2>
      <vt-profile-list
        [label]="title"
        [profiles]="profiles()"
        [waiting]="waiting()"
        (chosen)="choose($event)"
      />
    </section>
  `,
  styles: `
    .left {
      padding: 16px 16px 0;
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
  readonly waiting = input('');

  private readonly store = inject(Store);
  protected readonly title = $localize`:@@profiles.choice:Signed in on this device`;

  protected choose(account: Account): void {
    this.store.dispatch(SessionActions.profileChosen({ account }));
  }
}
