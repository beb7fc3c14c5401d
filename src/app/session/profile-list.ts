import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { type Account, isSameAccount } from '../domain/account';
import type { Profile } from '../ports/credential-vault';
import { profileColour } from './profile-colour';

/** The accounts of this device, each a button. */
@Component({
  selector: 'vt-profile-list',
  template: `
    <ul [attr.aria-label]="label()">
      @for (profile of profiles(); track $index) {
        <li>
          <button
            type="button"
            [attr.aria-current]="isCurrent(profile) || null"
            [disabled]="waiting() !== '' && !isCurrent(profile)"
            (click)="chosen.emit(profile.account)"
          >
            <span class="dot" [style.background]="profileColour[profile.colour]"></span>
            <span class="name">{{ profile.name }}</span>&ngsp;
            <span class="user">{{ profile.account.userName }}</span>
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    button {
      display: flex;
      align-items: center;
      flex-wrap: wrap;
      gap: 0 8px;
      width: 100%;
      min-height: 36px;
      padding: 4px 12px;
      border: 0;
      border-radius: 8px;
      background: none;
      color: inherit;
      font: var(--mat-sys-body-medium);
      text-align: start;
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    button:hover:enabled {
      background: var(--mat-sys-surface-container-highest);
    }
    button:focus-visible {
      outline: 2px solid var(--mat-sys-primary);
    }
    button:disabled {
      opacity: 0.45;
      cursor: default;
    }
    [aria-current] .name {
      font-weight: 600;
    }
    .dot {
      flex: none;
      width: 12px;
      height: 12px;
      border-radius: 50%;
    }
    .user {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfileList {
  readonly label = input.required<string>();
  readonly profiles = input.required<readonly Profile[]>();
  /** The account in use. */
  readonly current = input<Account>();
  /** Why no other can be chosen now; empty where one can. */
  readonly waiting = input('');
  readonly chosen = output<Account>();

  protected readonly profileColour = profileColour;
  protected isCurrent({ account }: Profile): boolean {
    const current = this.current();
    return current !== undefined && isSameAccount(account, current);
  }
}
