import { Injectable, inject } from '@angular/core';
import { type Observable, catchError, defer, map, switchMap, throwError } from 'rxjs';
import { anySchema, loginSchema } from '../../../contract/rest';
import { readCrmAddress } from '../../domain/crm-address';
import { ProblemError, toProblem } from '../../domain/problem';
import type { AccessKey, Account } from '../../ports/credential-vault';
import type { SignInRequest } from '../../ports/crm';
import { RefusalCount } from './refusal-count';
import { RestCaller } from './rest-caller';

/** Finds a CRM and lets a person in; see `Crm`. Loaded when somebody signs in. */
@Injectable({ providedIn: 'root' })
export class Doorkeeper {
  private readonly rest = inject(RestCaller);
  private readonly refused = inject(RefusalCount);

  findCrm(address: string): Observable<void> {
    return defer(() => this.rest.find(readCrmAddress(address)));
  }

  refusals(account: Account): Observable<number> {
    return this.refused.of(account);
  }

  signIn(request: SignInRequest): Observable<AccessKey> {
    return defer(() => {
      const account = {
        crmAddress: readCrmAddress(request.address),
        userName: request.userName,
      };
      return request.kind === 'password'
        ? this.exchange(account, request.password)
        : this.checked({ ...account, accessKey: request.accessKey }).pipe(
            catchError((error: unknown) =>
              throwError(() =>
                toProblem(error).kind === 'keyRefused'
                  ? new ProblemError({ kind: 'accessKeyWrong' })
                  : error,
              ),
            ),
          );
    });
  }

  /** The key is the CRM's own: it is tried to see that its server lets it through. */
  private exchange(account: Account, password: string): Observable<AccessKey> {
    const typed = { username: account.userName, password };
    return this.counted(account, () =>
      this.rest.callAt(account.crmAddress, undefined, 'loginpwd', typed, loginSchema).pipe(
        map(([accessKey]) => {
          if (accessKey === undefined) throw new ProblemError({ kind: 'notVtenext' });
          return accessKey;
        }),
      ),
    ).pipe(switchMap((accessKey) => this.checked({ ...account, accessKey })));
  }

  private checked(key: AccessKey): Observable<AccessKey> {
    return this.counted(key, () =>
      this.rest.callAt(key.crmAddress, key, 'getlangs', {}, anySchema),
    ).pipe(map(() => key));
  }

  /** The look for the CRM comes before: what becomes of that is no attempt. */
  private counted<T>(account: Account, attempt: () => Observable<T>): Observable<T> {
    return this.rest
      .find(account.crmAddress)
      .pipe(switchMap(() => attempt().pipe(this.refused.watching(account))));
  }
}
