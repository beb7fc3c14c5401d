import { type KeyVerdict, MOST_AT_ONCE, type NoSlot } from '../../ports/call-slots';
import type { Panes } from './panes';

/** Unreadable answers in a row after which nothing more is sent by itself. */
const MOST_UNREADABLE = 2;
/** As many calls that may have been refused leave a person one attempt to sign in. */
const MOST_LOST = 4;
/** Milliseconds after which a key that was accepted may have been changed. */
const FRESH = 10_000;
/** Refused keys that are remembered for each account. */
const MOST_REFUSED = 8;

export const slots = Array.from({ length: MOST_AT_ONCE }, (_, index) => index);

/**
 * What became of the last call in a slot. `sent`: it is under way, or its pane was closed; whoever
 * holds the slot without having sent it knows that it is `gone`. `order`: all events of an account
 * are in one.
 */
interface SlotNote {
  readonly state: 'sent' | 'lost' | 'gone';
  readonly order: number;
  /** How many calls may have been refused here. */
  readonly count: number;
}

/** What is noted of the calls of one account, in `Panes` under a hash of it. */
export class SlotLedger {
  constructor(
    private readonly panes: Panes,
    private readonly account: string,
  ) {}

  /** Hashes of keys that the CRM refused. */
  get refused(): readonly string[] {
    return this.read('refused').split(' ').filter(Boolean);
  }

  /** Slots whose last call may have been refused without anybody being told. */
  get lost(): readonly (SlotNote & { readonly slot: number })[] {
    const { order } = this.proof;
    return slots.flatMap((slot) => {
      const note = this.note(slot);
      return note && note.state !== 'sent' && note.order > order ? [{ ...note, slot }] : [];
    });
  }

  get count(): number {
    return this.lost.reduce((sum, { count }) => sum + count, 0);
  }

  get usable(): readonly number[] {
    const lost = this.lost.map(({ slot }) => slot);
    return slots.filter((slot) => !lost.includes(slot));
  }

  /** Why nothing may be sent by itself with this key, where that is so. */
  barrier(hash: string): NoSlot | undefined {
    if (this.refused.includes(hash) || this.count >= MOST_LOST) return 'refused';
    const unreadable = this.lost.filter(({ state }) => state === 'lost').length;
    return unreadable >= MOST_UNREADABLE || this.usable.length === 0 ? 'unanswered' : undefined;
  }

  /** Whether a key was not accepted for so long that it may have been changed. */
  isStale(): boolean {
    return Math.abs(Date.now() - this.proof.at) > FRESH;
  }

  /** Its call is not under way any more, for somebody else holds the slot. */
  noteGone(slot: number): void {
    const note = this.note(slot);
    if (note?.state === 'sent') this.write(slot, { ...note, state: 'gone', order: this.next() });
  }

  /**
   * Notes that a call is under way; gives its order. Without a slot it is below what comes later.
   */
  send(slot: number | undefined): number {
    const order = this.next();
    if (slot === undefined) return order - 1;
    const before = this.lost.find((note) => note.slot === slot)?.count ?? 0;
    this.write(slot, { state: 'sent', order, count: before + 1 });
    return order;
  }

  /** The CRM takes a key again that it refused before. */
  noteTaken(hash: string): void {
    this.noteRefused(this.refused.filter((one) => one !== hash));
  }

  /** What became of the call that was sent at `sent`. */
  end(verdict: KeyVerdict, sent: number, hash: string, slot: number | undefined): void {
    if (verdict === 'accepted') {
      const proof = `${String(sent)} ${String(Date.now())}`;
      if (sent > this.proof.order) this.panes.write(this.named('proof'), proof);
    } else if (verdict === 'refused') {
      this.noteRefused([hash, ...this.refused].slice(0, MOST_REFUSED));
    }
    const note = slot === undefined ? undefined : this.note(slot);
    if (slot === undefined || !note) return;
    if (verdict === 'unknown') this.write(slot, { ...note, state: 'lost', order: this.next() });
    else if (verdict === 'accepted' || note.count === 1)
      this.panes.write(this.named(String(slot)), '');
    else this.write(slot, { state: 'lost', order: this.next(), count: note.count - 1 });
  }

  /** The last call that was accepted: its order, and when it was answered in milliseconds. */
  private get proof(): { readonly order: number; readonly at: number } {
    const [order, at] = this.read('proof').split(' ');
    return { order: Number(order) || 0, at: Number(at) || 0 };
  }

  private next(): number {
    return 1 + Math.max(this.proof.order, ...slots.map((slot) => this.note(slot)?.order ?? 0));
  }

  private note(slot: number): SlotNote | undefined {
    const [state, order, count] = this.read(String(slot)).split(' ');
    if (!state) return undefined;
    return {
      state: state as SlotNote['state'],
      order: Number(order) || 0,
      count: Number(count) || 1,
    };
  }

  private write(slot: number, { state, order, count }: SlotNote): void {
    this.panes.write(this.named(String(slot)), `${state} ${String(order)} ${String(count)}`);
  }

  private noteRefused(hashes: readonly string[]): void {
    this.panes.write(this.named('refused'), hashes.join(' '));
  }

  private read(name: string): string {
    return this.panes.read(this.named(name));
  }

  private named(name: string): string {
    return `calls ${this.account} ${name}`;
  }
}
