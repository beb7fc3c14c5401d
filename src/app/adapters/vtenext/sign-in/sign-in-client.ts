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
import type { AccessKey } from '../../../ports/credential-vault';
import type { SignInRequest } from '../../../ports/crm';
import { CallSlots, type KeyVerdict } from '../../../ports/call-slots';
import { FailedSignInCounter } from '../rest/failed-sign-in-counter';
import { RestCaller } from '../rest/rest-caller';

/** Finds a CRM and lets a person in; see `Crm`. Loaded when somebody signs in. */
@Injectable({ providedIn: 'root' })
export class SignInClient {
  private readonly rest = inject(RestCaller);
  private readonly refused = inject(FailedSignInCounter);
  private readonly turns = inject(CallSlots);

  findCrm(address: string): Observable<void> {
    return defer(() => this.rest.find(readCrmAddress(address)));
  }

  failedSignIns(account: Account): Observable<number> {
    return defer(() => this.turns.lost(account)).pipe(
      switchMap((lost) => this.refused.of(account).pipe(map((count) => count + lost))),
    );
  }

  signIn(request: SignInRequest): Observable<AccessKey> {
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

  /**
   * The key is the CRM's own: it is tried to see that its server lets it through. 401 without a word of
   * the CRM is told as a wrong password, too.
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
   * The look for the CRM comes before: what becomes of that is no attempt. The attempt goes alone among
   * all panes, and what counts it knows of its end whatever becomes of the answer.
   */
  private counted<T>(key: AccessKey, attempt: () => Observable<T>): Observable<T> {
    return this.rest.find(key.crmAddress).pipe(
      switchMap(() => this.turns.take(key, 'signIn')),
      switchMap((turn) => {
        let verdict: KeyVerdict = 'neutral';
        return attempt().pipe(
          tap(() => (verdict = 'accepted')),
          this.refused.watching(key),
          finalize(() => {
            if (typeof turn !== 'string') turn.end(verdict);
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
