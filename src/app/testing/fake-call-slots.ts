import {
  type CallSlot,
  CallSlots,
  type KeyVerdict,
  type NoSlot,
  type SlotRequest,
} from '../ports/call-slots';

/** Turns where there is no other pane: everybody has one at once, unless the test says why not. */
export class FakeCallSlots extends CallSlots {
  /** How turns were asked for, in order. */
  readonly kinds: SlotRequest[] = [];
  /** What became of calls, in the order they were answered. */
  readonly verdicts: KeyVerdict[] = [];
  /** What is said in place of a turn; a person gets one after calls that were not answered. */
  barrier: NoSlot | undefined;
  isActing = false;
  lostCalls = 0;

  override take(_key: unknown, kind: SlotRequest): Promise<CallSlot | NoSlot> {
    this.kinds.push(kind);
    const isPersons = kind === 'signIn' || (kind === 'wanted' && this.barrier === 'unanswered');
    if (this.barrier && !isPersons) return Promise.resolve(this.barrier);
    return Promise.resolve({ end: (verdict: KeyVerdict) => void this.verdicts.push(verdict) });
  }

  override isWanted(): boolean {
    return this.isActing;
  }

  override lost(): Promise<number> {
    return Promise.resolve(this.lostCalls);
  }
}
