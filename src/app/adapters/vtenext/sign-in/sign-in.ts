import { Injectable, inject } from '@angular/core';
import {
  type MonoTypeOperatorFunction,
  type Observable,
  catchError,
  defer,
  finalize,
  map,
  switchMap,
  tap,
  throwError,
} from 'rxjs';
import { anySchema, loginSchema } from '../../../../contract/rest';
import { readCrmAddress } from '../../../domain/crm-address';
import { ProblemError, toProblem } from '../../../domain/problem';
import type { Account } from '../../../domain/account';
import type { CrmUser } from '../../../domain/crm';
import { Cache } from '../../../ports/cache';
import { type AccessKey, CredentialVault } from '../../../ports/credential-vault';
import { SignIn, type SignInRequest } from '../../../ports/sign-in';
import { CallSlots, type KeyVerdict } from '../../../ports/call-slots';
import { FailedSignInCounter } from '../rest/failed-sign-in-counter';
import { RestCaller } from '../rest/rest-caller';
import { signedInUser } from './signed-in-user';

/** Signs in at vtenext: `loginpwd` exchanges a password for the access key (REST API 3). */
@Injectable({ providedIn: 'root' })
export class VtenextSignIn extends SignIn {
  private readonly rest = inject(RestCaller);
  private readonly vault = inject(CredentialVault);
  private readonly cache = inject(Cache);
  private readonly counter = inject(FailedSignInCounter);
  private readonly slots = inject(CallSlots);

  override findCrm(address: string): Observable<void> {
    return defer(() => this.rest.find(readCrmAddress(address)));
  }

  override failedSignIns(account: Account): Observable<number> {
    return defer(() => this.slots.lost(account)).pipe(
      switchMap((lost) => this.counter.of(account).pipe(map((count) => count + lost))),
    );
  }

  override signIn(request: SignInRequest): Observable<AccessKey> {
    return defer(() => {
      const account = {
        crmAddress: readCrmAddress(request.address),
        userName: request.userName,
      };
      return request.kind === 'password'
        ? this.exchange(account, request.password)
        : this.checked({ ...account, accessKey: request.accessKey }).pipe(told('accessKeyWrong'));
    });
  }

  override whoAmI(): Observable<CrmUser> {
    return defer(() => {
      const key = this.vault.current();
      if (!key) return throwError(() => new ProblemError({ kind: 'keyRefused' }));
      return signedInUser(this.rest, this.cache, this.vault, key);
    });
  }

  /**
   * The key is the CRM's own: it is tried to see that its server lets it through. 401 without a
   * word of the CRM is told as a wrong password, too.
   */
  private exchange(account: Account, password: string): Observable<AccessKey> {
    const typed = { username: account.userName, password };
    return this.counted({ ...account, accessKey: '' }, () =>
      this.rest.callAt(account.crmAddress, undefined, 'loginpwd', typed, loginSchema).pipe(
        map(([accessKey]) => {
          if (accessKey === undefined) throw new ProblemError({ kind: 'notVtenext' });
          return accessKey;
        }),
        told('signInRefused'),
      ),
    ).pipe(switchMap((accessKey) => this.checked({ ...account, accessKey })));
  }

  private checked(key: AccessKey): Observable<AccessKey> {
    return this.counted(key, () =>
      this.rest.callAt(key.crmAddress, key, 'getlangs', {}, anySchema),
    ).pipe(map(() => key));
  }

  /**
   * The look for the CRM comes before: what becomes of that is no attempt. The attempt goes alone
   * among all panes, and what counts it knows of its end whatever becomes of the answer.
   */
  private counted<T>(key: AccessKey, attempt: () => Observable<T>): Observable<T> {
    return this.rest.find(key.crmAddress).pipe(
      switchMap(() => this.slots.take(key, 'signIn')),
      switchMap((slot) => {
        let verdict: KeyVerdict = 'neutral';
        return attempt().pipe(
          tap(() => (verdict = 'accepted')),
          this.counter.watching(key),
          finalize(() => {
            if (typeof slot !== 'string') slot.end(verdict);
          }),
        );
      }),
    );
  }
}

/** A refusal of the key, told as what it means of what was typed. */
function told<T>(kind: 'signInRefused' | 'accessKeyWrong'): MonoTypeOperatorFunction<T> {
  return catchError((error: unknown) =>
    throwError(() => (toProblem(error).kind === 'keyRefused' ? new ProblemError({ kind }) : error)),
  );
}
