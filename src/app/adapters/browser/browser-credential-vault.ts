import { Injectable } from '@angular/core';
import { type Observable, defer } from 'rxjs';
import { ProblemError } from '../../domain/problem';
import { type AccessKey, type Account, CredentialVault } from '../../ports/credential-vault';
import { SealedStore } from './sealed-store';
import { StorageSilent } from './storage';

/**
 * The access key in memory and, where the person wished so, on the device: encrypted in IndexedDB
 * with a WebCrypto key that cannot be taken out. That keeps it from whoever copies the profile's
 * files or reads the storage, not from code that runs in this page.
 */
@Injectable()
export class BrowserCredentialVault extends CredentialVault {
  private readonly store = new SealedStore('vtenext-mail-connector.vault');
  private key: AccessKey | undefined;
  /** Whether it is known which key is in use, so that nothing is to be restored any more. */
  private settled = false;
  /** One thing at a time, so that a forgetting is never overtaken by a keeping. */
  private turn: Promise<unknown> = Promise.resolve();

  override restore(): Observable<Account | undefined> {
    return this.inTurn(async () => {
      const stored = this.settled ? undefined : await this.stored();
      if (!this.settled) this.settle(stored);
      return this.key && { crmAddress: this.key.crmAddress, userName: this.key.userName };
    });
  }

  override keep(key: AccessKey, remember: boolean): Observable<boolean> {
    return defer(() => {
      this.settle(key);
      const { crmAddress, userName, accessKey } = key;
      const text = JSON.stringify({ crmAddress, userName, accessKey });
      return this.inTurn(async () => {
        try {
          await (remember ? this.store.write(text) : this.store.clear());
          return remember;
        } catch {
          return false;
        }
      });
    });
  }

  /**
   * Forgets in memory at once. Fails with `unexpected` where the device did not say it forgot,
   * too.
   */
  override forget(): Observable<void> {
    return defer(() => {
      this.settle(undefined);
      return this.inTurn(() => this.store.clear());
    });
  }

  override current(): AccessKey | undefined {
    return this.key;
  }

  private settle(key: AccessKey | undefined): void {
    this.key = key;
    this.settled = true;
  }

  /** What lies on the device, if it is what this version writes; anything else is removed. */
  private async stored(): Promise<AccessKey | undefined> {
    try {
      const text = await this.store.read();
      const key = text === undefined ? undefined : accessKeyIn(text);
      if (key) return key;
    } catch (error) {
      if (error instanceof StorageSilent) return undefined;
    }
    await this.store
      .clear()
      .catch(() => undefined);
    return undefined;
  }

  private inTurn<T>(work: () => Promise<T>): Observable<T> {
    return defer(() => {
      const done = this.turn.then(work).catch(() => {
        throw new ProblemError({ kind: 'unexpected' });
      });
      this.turn = done.catch(() => undefined);
      return done;
    });
  }
}

function accessKeyIn(text: string): AccessKey | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { crmAddress, userName, accessKey } = (parsed ?? {}) as Record<keyof AccessKey, unknown>;
  return typeof crmAddress === 'string' &&
    typeof userName === 'string' &&
    typeof accessKey === 'string'
    ? { crmAddress, userName, accessKey }
    : undefined;
}
