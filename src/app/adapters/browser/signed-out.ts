import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';
import { type Account, isSameAccount } from '../../domain/account';

/**
 * Accounts that somebody signed out from while this pane is open, here or in another pane: until
 * the next sign-in nothing of them is written any more, whatever is still under way.
 */
@Injectable({ providedIn: 'root' })
export class SignedOut {
  private accounts: readonly Account[] = [];
  private readonly left = new Subject<Account>();

  /** Each account as somebody signs out from it. */
  readonly leavings = this.left.asObservable();

  add(account: Account): void {
    this.accounts = [...this.accounts, account];
    this.left.next(account);
  }

  remove(account: Account): void {
    this.accounts = this.accounts.filter((one) => !isSameAccount(one, account));
  }

  has(account: Account): boolean {
    return this.accounts.some((one) => isSameAccount(one, account));
  }
}
