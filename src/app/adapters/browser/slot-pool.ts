import { type Account, accountId } from '../../domain/account';
import type { AccessKey } from '../../ports/credential-vault';
import type { CallSlot, KeyVerdict, NoSlot, SlotRequest } from '../../ports/call-slots';
import type { Panes } from './panes';
import { SlotLedger, slots } from './slot-ledger';

/**
 * Milliseconds that a call waits to be alone, and keeps others waiting: one may last for minutes.
 */
const ALONE = 2_000;
/** Milliseconds until what one pane wrote is surely read in another process. */
const SETTLING = 50;
/**
 * Slots of calls that go beside others. The last one is kept free for a call that goes alone: a
 * pane that is closed amid its calls leaves them without an answer, and the next one begins all the
 * same.
 */
const ordinary = slots.slice(0, -1);

/** A slot that this pane holds. */
interface Held {
  readonly slot: number;
  release(): void;
}

/**
 * The slots of `CallSlots`: Web Locks, which end with their pane, and notes that outlive it. Where
 * the browser has no locks every pane has slots of its own, and takes what others have under way
 * for lost; where it keeps no notes either, panes know of each other only what they say while they
 * are open.
 */
export class SlotPool {
  private readonly held = new Set<Held>();
  /** Where there are no Web Locks: the last holder of each slot of this pane. */
  private readonly ownLocks = new Map<string, Promise<unknown>>();

  constructor(
    private readonly panes: Panes,
    private readonly partition: () => string,
    /** Is told of each answer that could not be read. */
    private readonly noteUnreadable: () => void,
  ) {}

  /** See `CallSlots`. */
  async take(key: AccessKey, kind: SlotRequest): Promise<CallSlot | NoSlot> {
    const isPersons = kind === 'wanted' || kind === 'signIn';
    const [account, hash] = await Promise.all([hashed(key), hashed(key, key.accessKey)]);
    this.panes.listen();
    const ledger = new SlotLedger(this.panes, account);
    const barrier = (): NoSlot | undefined => {
      const reason = kind === 'signIn' ? undefined : ledger.barrier(hash);
      return isPersons && reason === 'unanswered' ? undefined : reason;
    };
    for (let mayWait = true; ;) {
      const reason = barrier();
      if (reason) return reason;
      const isTroubled = ledger.lost.length > 0;
      const isAlone = mayWait && (isPersons || isTroubled || kind === 'first');
      let held: readonly Held[] = [];
      if (isAlone) held = await this.alone(account, AbortSignal.timeout(ALONE));
      else if (ledger.isStale()) held = await this.alone(account);
      if (held.length === 0 && kind !== 'signIn') {
        const wanted = kind === 'next' && !isTroubled ? ordinary : ledger.usable;
        held = await this.any(account, wanted);
      }
      for (const { slot } of held) ledger.noteGone(slot);
      const own =
        held.find(({ slot }) => ledger.usable.includes(slot)) ?? (isPersons ? held[0] : undefined);
      const isOvertaken = !isTroubled && ledger.lost.length > 0 && held.length < slots.length;
      if (kind === 'signIn' || (own && !isOvertaken && !barrier())) {
        return this.granted(ledger, hash, own, held, kind === 'signIn');
      }
      for (const each of held) each.release();
      mayWait = isOvertaken;
    }
  }

  /** See `CallSlots`. */
  async lost(account: Account): Promise<number> {
    return new SlotLedger(this.panes, await hashed(account)).count;
  }

  /** The pane is closed: what it has under way, nobody will hear of. */
  leave(): void {
    for (const each of this.held) each.release();
  }

  private granted(
    ledger: SlotLedger,
    hash: string,
    own: Held | undefined,
    held: readonly Held[],
    isSignIn: boolean,
  ): CallSlot {
    const sent = ledger.send(own?.slot);
    const letOthers = (): void => {
      for (const each of held) if (each !== own) each.release();
    };
    const alarm = held.length > 1 ? setTimeout(letOthers, ALONE) : undefined;
    return {
      end: (verdict: KeyVerdict) => {
        clearTimeout(alarm);
        if (verdict === 'unknown') this.noteUnreadable();
        ledger.end(verdict, sent, hash, own?.slot);
        // Other calls may have been sent before the key was refused.
        if (verdict === 'accepted' && isSignIn) ledger.noteTaken(hash);
        const release = (): void => {
          letOthers();
          own?.release();
        };
        if (verdict === 'unknown' || verdict === 'refused') setTimeout(release, SETTLING);
        else release();
      },
    };
  }

  /** All slots, as far as they are free until the signal; without one, all or none at once. */
  private async alone(account: string, signal?: AbortSignal): Promise<readonly Held[]> {
    const held: Held[] = [];
    for (const slot of slots) {
      const one = await this.lock(account, slot, signal ? { signal } : { ifAvailable: true });
      if (one) held.push(one);
    }
    if (held.length === slots.length || signal) return held;
    for (const each of held) each.release();
    return [];
  }

  /** The first of these slots that is free. */
  private async any(account: string, wanted: readonly number[]): Promise<readonly Held[]> {
    if (wanted.length === 0) return [];
    for (const slot of wanted) {
      const free = await this.lock(account, slot, { ifAvailable: true });
      if (free) return [free];
    }
    const waiting = new AbortController();
    const asked = wanted.map((slot) => this.lock(account, slot, { signal: waiting.signal }));
    const first = await Promise.race(asked);
    waiting.abort();
    for (const one of asked) {
      void one.then((late) => {
        if (late !== first) late?.release();
      });
    }
    return first ? [first] : [];
  }

  private lock(account: string, slot: number, options: LockOptions): Promise<Held | undefined> {
    const name = `${this.partition()}vtenext-mail-connector.calls ${account} ${String(slot)}`;
    return new Promise((resolve) => {
      const begin = (lock: unknown): Promise<void> | undefined => {
        if (!lock || options.signal?.aborted) {
          resolve(undefined);
          return undefined;
        }
        return new Promise((done) => {
          const one: Held = {
            slot,
            release: () => {
              this.held.delete(one);
              done();
            },
          };
          this.held.add(one);
          resolve(one);
        });
      };
      const locks = (navigator as Partial<Navigator>).locks;
      if (locks) {
        locks.request(name, options, begin).catch(() => {
          resolve(undefined);
        });
        return;
      }
      const before = this.ownLocks.get(name);
      if (before && options.ifAvailable) {
        resolve(undefined);
        return;
      }
      const holding = Promise.resolve(before).then(() => begin(true));
      this.ownLocks.set(name, holding);
      void holding.then(() => {
        if (this.ownLocks.get(name) === holding) this.ownLocks.delete(name);
      });
    });
  }
}

/** Stands for an account, or for a key of it, without saying it. */
async function hashed(account: Account, ...more: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(accountId(account, ...more));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return btoa(String.fromCharCode(...new Uint8Array(digest).subarray(0, 12)));
}
