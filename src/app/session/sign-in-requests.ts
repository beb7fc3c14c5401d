import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';
import type { Account } from '../domain/account';
import type { SignInRequest } from '../ports/sign-in';

/** A sign-in as it was handed in. */
export interface SignInAttempt {
  readonly request: SignInRequest;
  /** Whether to keep the key on this device. */
  readonly remember: boolean;
  /** Whether the person wants it sent although the account may be locked. */
  readonly isConfirmed?: boolean;
}

/**
 * Where the sign-in form hands in what was typed. It goes this way and not through an action, so
 * that neither the store nor anything that listens to it ever holds a secret.
 */
@Injectable({ providedIn: 'root' })
export class SignInRequests {
  private readonly submitted = new Subject<SignInAttempt>();
  readonly attempts$ = this.submitted.asObservable();

  private readonly named = new Subject<Account>();
  /** Who is about to sign in, as far as it is typed: a field may hold what belongs into another. */
  readonly named$ = this.named.asObservable();

  name(account: Account): void {
    this.named.next(account);
  }

  submit(attempt: SignInAttempt): void {
    this.submitted.next(attempt);
  }
}
