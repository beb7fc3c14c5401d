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
 * it locks the account after five, those made elsewhere included (API.md 3). Kept on the device where
 * its storage works, and in memory.
 */
@Injectable({ providedIn: 'root' })
export class RefusalCount {
  private readonly cache = inject(Cache);
  /** By account; each change waits for the one before. */
  private readonly counts = new Map<string, Promise<number>>();
  /** Accounts that were let in and have not been refused since: the usual case costs nothing. */
  private readonly clear = new Set<string>();

  of(account: Account): Observable<number> {
    return defer(() => this.changed(account, (count) => count));
  }

  /** Counts what becomes of calls that were sent for the account, and changes nothing about them. */
  watching<T>(account: Account): MonoTypeOperatorFunction<T> {
    return tap<T>({
      next: () => {
        if (this.clear.has(nameOf(account))) return;
        this.clear.add(nameOf(account));
        void this.changed(account, () => 0);
      },
      error: (error: unknown) => {
        const { kind } = toProblem(error);
        if (kind !== 'keyRefused' && kind !== 'signInRefused') return;
        this.clear.delete(nameOf(account));
        void this.changed(account, (count) => count + 1);
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
