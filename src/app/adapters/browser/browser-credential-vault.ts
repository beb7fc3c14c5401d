import { Injectable, inject } from '@angular/core';
import { BehaviorSubject, type Observable, Subject, defer } from 'rxjs';
import { ProblemError } from '../../domain/problem';
import { type Account, isSameAccount } from '../../domain/account';
import {
  type AccessKey,
  CredentialVault,
  type Keyring,
  type ProfileLook,
} from '../../ports/credential-vault';
import { type HeldKey, firstLook, isOfNewerPane, readHeldKey, writeHeldKey } from './held-key';
import { Panes } from './panes';
import { SealedStore } from './sealed-store';
import { SignedOut } from './signed-out';
import { NewerPane } from './storage';

/** A key in memory; `id` is what it is stored under, where it is. */
interface Held extends HeldKey {
  readonly id: string;
  readonly isRemembered: boolean;
}

/**
 * Access keys in memory and, where the person wished so, on the device: encrypted in IndexedDB with
 * WebCrypto keys that cannot be taken out. That keeps them from whoever copies the profile's files
 * or reads the storage, not from code that runs in this page.
 */
@Injectable()
export class BrowserCredentialVault extends CredentialVault {
  private readonly store = new SealedStore('vtenext-mail-connector.vault');
  private readonly panes = inject(Panes);
  private readonly signedOut = inject(SignedOut);
  private readonly newer = inject(NewerPane);
  private readonly forgottenHere = new Subject<Account>();
  private readonly keyring = new BehaviorSubject<Keyring>({ profiles: [], isBlocked: false });
  private held: readonly Held[] = [];
  private inUse: AccessKey | undefined;
  /** Whether it is known which key is in use, so that none is to be taken from the device. */
  private isSettled = false;
  private isRestored = false;
  /** One thing at a time, so that a forgetting is never overtaken by a keeping. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    this.panes.told.subscribe((message) => {
      const { signedOut } = (message ?? {}) as { readonly signedOut?: Account };
      if (signedOut) this.leave(signedOut);
    });
    this.newer.wroteHere.subscribe((isSo) => {
      if (isSo) this.tell(true);
    });
  }

  override restore(): Observable<Account | undefined> {
    return this.inTurn(async () => {
      this.panes.listen();
      if (!this.isRestored) await this.takeStored();
      this.isRestored = true;
      return this.inUse && accountOf(this.inUse);
    });
  }

  override watch(): Observable<Keyring> {
    return this.keyring;
  }

  override forgotten(): Observable<Account> {
    return this.forgottenHere;
  }

  override keep(key: AccessKey, remember: boolean): Observable<boolean> {
    return defer(() => {
      const known = this.heldOf(key);
      const look = known ?? firstLook(key, this.held);
      const id = known?.id ?? newId();
      const { name, colour } = look;
      const kept = {
        id,
        key,
        name,
        colour,
        usedAt: this.now(),
        isRefused: false,
        isRemembered: false,
      };
      this.take(kept);
      return this.inTurn(async () => {
        try {
          await (remember ? this.store.put(id, writeHeldKey(kept)) : this.removeStored(key));
          if (remember) this.change(id, { isRemembered: true });
          this.tell(false);
          return remember;
        } catch {
          this.tell(true);
          return false;
        }
      });
    });
  }

  override use(account: Account): boolean {
    const known = this.heldOf(account);
    if (!known) return false;
    const usedAt = this.now();
    this.take({ ...known, usedAt });
    this.rewrite(known.id, () => ({ usedAt })).subscribe();
    return true;
  }

  override updateProfile(account: Account, { name, colour }: ProfileLook): Observable<void> {
    return defer(() => {
      const known = this.heldOf(account);
      if (!known) return [undefined];
      this.change(known.id, { name, colour });
      this.tell();
      return this.rewrite(known.id, () => ({ name, colour }));
    });
  }

  /**
   * Forgets in memory at once. Fails with `unexpected` where the device did not say it forgot, too.
   */
  override forget(): Observable<void> {
    return defer(() => {
      const gone = this.inUse;
      this.inUse = undefined;
      this.isSettled = true;
      this.held = this.held
        .filter(({ key }) => key !== gone)
        .map((other) => ({ ...other, usedAt: 0 }));
      if (gone) {
        const account = accountOf(gone);
        this.signedOut.add(account);
        this.panes.tell({ signedOut: account });
      }
      this.tell();
      return this.inTurn(() => this.forgetStored(gone));
    });
  }

  override refuse(key: AccessKey): void {
    const known = this.held.find((one) => one.key === key);
    if (!known || known.isRefused) return;
    this.change(known.id, { isRefused: true });
    // Another pane may have kept a newer one meanwhile.
    const isIt = (stored: Held): boolean => stored.key.accessKey === key.accessKey;
    this.rewrite(known.id, (stored) => (isIt(stored) ? { isRefused: true } : {})).subscribe();
  }

  override current(): AccessKey | undefined {
    const known = this.held.find(({ key }) => key === this.inUse);
    return known?.isRefused ? { ...known.key, isRefused: true } : known?.key;
  }

  /** What lies on the device. What no version writes is removed; a newer one's is left alone. */
  private async takeStored(): Promise<void> {
    try {
      const stored = await this.stored();
      const newestFirst = stored.toSorted((one, other) => other.usedAt - one.usedAt);
      // One for each account: what is held already, else what was used last.
      const valid = [...this.held, ...newestFirst];
      const isSpare = (one: Held): boolean =>
        valid.find(({ key }) => isSameAccount(key, one.key))?.id !== one.id;
      for (const { id } of stored.filter(isSpare)) await this.store.remove(id);
      const [newest] = newestFirst;
      if (!this.isSettled && newest && newest.usedAt > 0) this.inUse = newest.key;
      const isNew = (one: Held): boolean => !this.held.some(({ id }) => id === one.id);
      this.held = [...stored.filter((one) => !isSpare(one) && isNew(one)), ...this.held];
      this.tell(false);
    } catch {
      this.tell(true);
    }
  }

  private async stored(): Promise<readonly Held[]> {
    let texts: ReadonlyMap<string, string | undefined>;
    try {
      texts = await this.store.readAll();
    } catch (error) {
      if (!isDamaged(error)) throw error;
      // It is removed, and whether one can be made is tried.
      await this.store.clear();
      texts = await this.store.readAll();
    }
    const held: Held[] = [];
    for (const [id, text] of texts) {
      const read = text === undefined ? undefined : readHeldKey(text);
      if (read) held.push({ ...read, id, isRemembered: true });
      else if (text !== undefined && isOfNewerPane(text)) this.newer.wroteHere.next(true);
      else await this.store.remove(id);
    }
    return held;
  }

  /** Whatever another pane has stored meanwhile is looked at, too. */
  private async forgetStored(gone: AccessKey | undefined): Promise<void> {
    if (gone) await this.removeStored(gone);
    for (const one of await this.stored()) {
      if (one.usedAt > 0) await this.store.replace(one.id, writeHeldKey({ ...one, usedAt: 0 }));
    }
  }

  private async removeStored(account: Account): Promise<void> {
    for (const one of await this.stored()) {
      if (isSameAccount(one.key, account)) await this.store.remove(one.id);
    }
  }

  /** Somebody signed out in another pane, which has the device forget. */
  private leave(account: Account): void {
    const known = this.heldOf(account);
    this.signedOut.add(account);
    if (!known) return;
    const isInUse = known.key === this.inUse;
    this.held = this.held.filter((one) => one !== known);
    if (isInUse) this.inUse = undefined;
    this.tell();
    if (isInUse) this.forgottenHere.next(account);
  }

  private heldOf(account: Account): Held | undefined {
    return this.held.find(({ key }) => isSameAccount(key, account));
  }

  private take(held: Held): void {
    this.inUse = held.key;
    this.isSettled = true;
    this.signedOut.remove(held.key);
    if (this.held.some(({ id }) => id === held.id)) this.change(held.id, held);
    else this.held = [...this.held, held];
    this.tell();
  }

  private change(id: string, change: Partial<Held>): void {
    this.held = this.held.map((one) => (one.id === id ? { ...one, ...change } : one));
  }

  private tell(isBlocked = this.keyring.value.isBlocked): void {
    this.keyring.next({
      profiles: this.held.map(({ key, name, colour }) => ({
        account: accountOf(key),
        name,
        colour,
      })),
      isBlocked: isBlocked || this.newer.wroteHere.value,
    });
  }

  /** Changes what lies on the device, whoever wrote it there; it may come to nothing. */
  private rewrite(id: string, change: (stored: Held) => Partial<HeldKey>): Observable<void> {
    return this.inTurn(async () => {
      try {
        const stored = (await this.stored()).find((one) => one.id === id);
        if (stored) await this.store.replace(id, writeHeldKey({ ...stored, ...change(stored) }));
      } catch {
        // It lasts as long as the pane.
      }
    });
  }

  /** Later than any use before it. */
  private now(): number {
    return Math.max(Date.now(), ...this.held.map(({ usedAt }) => usedAt + 1));
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

/**
 * Whether the database has no stores of ours; any other error may pass, and a later version is no
 * damage.
 */
const isDamaged = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';

/** Ids are in the order they are made in, and tell nothing else. */
const newId = (): string => `key ${new Date().toISOString()} ${crypto.randomUUID()}`;

const accountOf = ({ crmAddress, userName }: AccessKey): Account => ({ crmAddress, userName });
