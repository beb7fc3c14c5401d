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
 * a sign-in is sent, so that alone begins the count anew. Kept on the device where
 * its storage works, and in memory.
 */
@Injectable({ providedIn: 'root' })
export class RefusalCount {
  private readonly cache = inject(Cache);
  /** By account; each change waits for the one before. */
  private readonly counts = new Map<string, Promise<number>>();

  of(account: Account): Observable<number> {
    return defer(() => this.changed(account, (count) => count));
  }

  /** Counts one more. */
  refused(account: Account): void {
    void this.changed(account, (count) => count + 1);
  }

  /** Counts what becomes of an attempt to sign in, and changes nothing about it. */
  watching<T>(account: Account): MonoTypeOperatorFunction<T> {
    return tap<T>({
      next: () => {
        void this.changed(account, () => 0);
      },
      error: (error: unknown) => {
        const { kind } = toProblem(error);
        if (kind === 'keyRefused' || kind === 'signInRefused') this.refused(account);
      },
    });
  }

  private changed(account: Account, change: (count: number) => number): Promise<number> {
    const name = nameOf(account);
    const changed = (this.counts.get(name) ?? this.kept(account)).then(async (count) => {
      const next = change(count);
      if (next !== count) await this.keep(account, next);
      return next;
    });
    this.counts.set(name, changed);
    return changed;
  }

  private async kept(account: Account): Promise<number> {
    const kept = await settled(this.cache.read(account, KEPT));
    return typeof kept === 'number' && Number.isInteger(kept) && kept > 0 ? kept : 0;
  }

  private async keep(account: Account, count: number): Promise<void> {
    await settled(this.cache.write(account, KEPT, count));
  }
}

/** User names are the same in any case (API.md 3). */
function nameOf({ crmAddress, userName }: Account): string {
  return JSON.stringify([crmAddress, userName.toLowerCase()]);
}

/** A count that cannot be kept is no reason for a call to fail. */
function settled(call: Observable<unknown>): Promise<unknown> {
  return firstValueFrom(call.pipe(catchError(() => of(undefined))), { defaultValue: undefined });
}
