import type { Account } from '../domain/account';
import type { AccessKey } from './credential-vault';

/**
 * How many calls with the keys of one account may be without a known answer, in all panes together.
 * Five failures lock an account, so a key that is changed while calls are under way still leaves a
 * person two attempts to sign in.
 */
export const MOST_AT_ONCE = 3;

/**
 * What an answer says of the key: taken, refused, nothing that could be read (the CRM may have
 * counted a failure), or something that has nothing to do with it.
 */
export type KeyVerdict = 'accepted' | 'refused' | 'unknown' | 'neutral';

/** The right to make one call. It must be ended once. */
export interface CallSlot {
  end(verdict: KeyVerdict): void;
}

/**
 * Why no call may be made: the key was refused, here or in another pane, or so many calls were not
 * answered readably that all of them may have been refused.
 */
export type NoSlot = 'refused' | 'unanswered';

/**
 * How a call is let through: the first of a pane or a key alone; the next beside others; one that a
 * person wants alone, and also after answers that could not be read; an attempt to sign in alone,
 * after a refusal, too.
 */
export type SlotRequest = 'first' | 'next' | 'wanted' | 'signIn';

/**
 * Lets the panes of one browser call a CRM with the keys of one account without ever locking it
 * (REST API 3). Each call that may have failed takes a slot, of which there are `MOST_AT_ONCE`:
 * while it is under way, after an answer that could not be read, and after its pane was closed. A
 * later call that is accepted frees them all.
 */
export abstract class CallSlots {
  /** Waits for a slot to make a call in. Fails with `paneIncomplete`. */
  abstract take(key: AccessKey, kind: SlotRequest): Promise<CallSlot | NoSlot>;

  /** Whether a person did something in this pane just now, and after the last unreadable answer. */
  abstract isWanted(): boolean;

  /**
   * How many calls of the account may have been refused without anybody being told. Fails with
   * `paneIncomplete`.
   */
  abstract lost(account: Account): Promise<number>;
}
