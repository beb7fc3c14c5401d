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
import { toProblem } from '../../domain/problem';
import { Cache } from '../../ports/cache';
import type { Account } from '../../ports/credential-vault';

/** The name under which a count is kept on the device. */
const KEPT = 'refusals';

/**
 * How often a CRM refused an account since it last let it in, as far as this device sent the attempts:
 * it locks the account after five, those made elsewhere included (API.md 3). After a refusal nothing but
 * a sign-in is sent, so that alone begins the count anew. Kept on the device where its storage works,
 * signed in or not, and in memory; under a hash, for what was typed as a name may have been a password.
 */
@Injectable({ providedIn: 'root' })
export class RefusalCount {
  private readonly cache = inject(Cache);
  /** By account, as this pane knows it. */
  private readonly counts = new Map<string, number>();
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
   * Counts what becomes of an attempt to sign in, and changes nothing about it. One whose answer did
   * not come in time may have been refused, and counts.
   */
  watching<T>(account: Account): MonoTypeOperatorFunction<T> {
    return tap<T>({
      next: () => {
        void this.changed(account, () => 0);
      },
      error: (error: unknown) => {
        const { kind } = toProblem(error);
        if (kind === 'keyRefused' || kind === 'signInRefused' || kind === 'timedOut') {
          this.refused(account);
        }
      },
    });
  }

  private changed(account: Account, change: (count: number) => number): Promise<number> {
    const changed = this.turn.then(async () => {
      const name = await hashed(account);
      // Another pane may have counted meanwhile.
      const kept = await settled(this.cache.read(name, KEPT));
      const count = isCount(kept) ? kept : (this.counts.get(name.userName) ?? 0);
      const next = change(count);
      this.counts.set(name.userName, next);
      if (next !== count) await settled(this.cache.write(name, KEPT, next));
      return next;
    });
    this.turn = changed;
    return changed;
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** Stands for an account without naming it. User names are the same in any case (API.md 3). */
async function hashed({ crmAddress, userName }: Account): Promise<Account> {
  const text = new TextEncoder().encode(JSON.stringify([crmAddress, userName.toLowerCase()]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return { crmAddress: '', userName: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

/** A count that cannot be kept is no reason for a call to fail. */
function settled(call: Observable<unknown>): Promise<unknown> {
  return firstValueFrom(call.pipe(catchError(() => of(undefined))), { defaultValue: undefined });
}
