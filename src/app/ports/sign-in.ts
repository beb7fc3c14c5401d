import type { Observable } from 'rxjs';
import type { Account } from '../domain/account';
import type { CrmUser } from '../domain/crm';
import type { AccessKey } from './credential-vault';

/** What a person types to get in. Lives only as long as the attempt. */
export type SignInRequest = {
  /** The CRM's, as `readCrmAddress` gives it. */
  readonly address: string;
  readonly userName: string;
} & (
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'accessKey'; readonly accessKey: string }
);

/** After so many refusals in a row a CRM locks the account, for good (REST API 3). */
export const ATTEMPTS = 5;

/**
 * How a person gets into a CRM, and who is in.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class SignIn {
  /**
   * Makes sure that a vtenext answers at this address, as `readCrmAddress` gives it. Nobody is
   * named and no secret sent: it counts as no attempt to sign in. Fails with `notVtenext`, or a
   * network problem.
   */
  abstract findCrm(address: string): Observable<void>;

  /**
   * Exchanges what was typed for an access key, after checking that the CRM takes it.
   * Fails with `badAddress`, `signInRefused`, `accessKeyWrong`, `locked`, `authorizationLost`,
   * `notVtenext`, or a network problem.
   */
  abstract signIn(request: SignInRequest): Observable<AccessKey>;

  /**
   * How often the CRM refused this account since it last let it in, of what this device sent: at
   * `ATTEMPTS` the account may be locked. Fails with `paneIncomplete` alone.
   */
  abstract failedSignIns(account: Account): Observable<number>;

  /**
   * The user signed in, as this device remembers them or the CRM tells; the user name alone where
   * the CRM tells nothing (REST API 14.13).
   */
  abstract whoAmI(): Observable<CrmUser>;
}
