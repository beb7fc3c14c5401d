import { Injectable, inject } from '@angular/core';
import {
  type MonoTypeOperatorFunction,
  type Observable,
  catchError,
  defer,
  firstValueFrom,
  of,
  tap,
} from 'rxjs';
import { type Problem, toProblem } from '../../../domain/problem';
import { policyOf } from '../../../domain/problem-policy';
import { Cache } from '../../../ports/cache';
import { type Account, accountId } from '../../../domain/account';

/** Whether the CRM counted an attempt that ended so, or may have counted it. */
function mayCount(problem: Problem): boolean {
  const { refusesSignIn, outcomeUnknown, wrongAddress } = policyOf(problem);
  return (refusesSignIn ?? outcomeUnknown ?? wrongAddress) === true;
}

/** The name under which a count is kept on the device. */
const KEPT = 'refusals';

/**
 * How often a CRM refused an account since it last let it in, as far as this device sent the
 * attempts: it locks the account after five, those made elsewhere included (REST API 3). After a
 * refusal nothing but a sign-in is sent, so that alone begins the count anew. Kept on the device
 * where its storage works, signed in or not, else in memory; under a hash, for what was typed as a
 * name may have been a password.
 */
@Injectable({ providedIn: 'root' })
export class FailedSignInCounter {
  private readonly cache = inject(Cache);
  /** By account, what the device did not keep. */
  private readonly unkept = new Map<string, number>();
  /** Each change waits for the one before. */
  private turn: Promise<unknown> = Promise.resolve();

  of(account: Account): Observable<number> {
    return defer(() => this.changed(account, (count) => count));
  }

  /** Counts one more. */
  refused(account: Account): void {
    void this.changed(account, (count) => count + 1);
  }

  /**
   * Counts what becomes of an attempt to sign in, and changes nothing about it. One whose answer
   * was lost, late or could not be read may have been refused, and counts.
   */
  watching<T>(account: Account): MonoTypeOperatorFunction<T> {
    return tap<T>({
      next: () => {
        void this.changed(account, () => 0);
      },
      error: (error: unknown) => {
        if (mayCount(toProblem(error))) this.refused(account);
      },
    });
  }

  private changed(account: Account, change: (count: number) => number): Promise<number> {
    const changed = this.turn.then(() => alone(() => this.change(account, change)));
    this.turn = changed.catch(() => undefined);
    return changed;
  }

  private async change(account: Account, change: (count: number) => number): Promise<number> {
    const id = accountId(account);
    const name = { crmAddress: '', userName: await hashed(id) };
    const kept = async (): Promise<number> => {
      const value = await settled(this.cache.read(name, KEPT));
      return isCount(value) ? value : 0;
    };
    const count = this.unkept.get(id) ?? (await kept());
    const next = change(count);
    if (next === count) return next;
    await settled(this.cache.write(name, KEPT, next));
    if ((await kept()) === next) this.unkept.delete(id);
    else this.unkept.set(id, next);
    return next;
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** Stands for a text without saying it. */
async function hashed(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** No other pane of this browser changes a count meanwhile, where there are Web Locks. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  let done: Promise<T> | undefined;
  const begin = (): Promise<T> => (done ??= work());
  try {
    return await navigator.locks.request('vtenext-mail-connector.refusals', begin);
  } catch {
    return begin();
  }
}

/** A count that cannot be kept is no reason for a call to fail. */
function settled(call: Observable<unknown>): Promise<unknown> {
  return firstValueFrom(call.pipe(catchError(() => of(undefined))), { defaultValue: undefined });
}
