import { Injectable, type OnDestroy, inject } from '@angular/core';
import { partOfPane } from '../../platform/part-of-pane';
import type { Account } from '../../domain/account';
import type { AccessKey } from '../../ports/credential-vault';
import { type CallSlot, CallSlots, type NoSlot, type SlotRequest } from '../../ports/call-slots';
import type { SlotPool } from './slot-pool';
import { Panes } from './panes';
import { STORAGE_PARTITION } from './storage';

/** Milliseconds that a person's doing counts for. */
const ACTING = 5_000;
const ACTS = ['pointerdown', 'keydown'] as const;

/** The call slots of all panes of this browser: see `SlotPool`, loaded with the first call. */
@Injectable()
export class BrowserCallSlots extends CallSlots implements OnDestroy {
  private readonly panes = inject(Panes);
  private readonly partition = inject(STORAGE_PARTITION);
  private pool: SlotPool | undefined;
  private actedAt = -Infinity;
  private lostAt = -Infinity;

  constructor() {
    super();
    for (const type of ACTS) addEventListener(type, this.noteAct, true);
  }

  /** Fails with `paneIncomplete`. */
  override async take(key: AccessKey, kind: SlotRequest): Promise<CallSlot | NoSlot> {
    return (await this.loaded()).take(key, kind);
  }

  override isWanted(): boolean {
    return this.actedAt > this.lostAt && performance.now() - this.actedAt < ACTING;
  }

  override async lost(account: Account): Promise<number> {
    return (await this.loaded()).lost(account);
  }

  ngOnDestroy(): void {
    for (const type of ACTS) removeEventListener(type, this.noteAct, true);
    this.pool?.leave();
  }

  private readonly noteAct = ({ isTrusted }: Event): void => {
    if (isTrusted) this.actedAt = performance.now();
  };

  private async loaded(): Promise<SlotPool> {
    const { SlotPool } = await partOfPane(import('./slot-pool'));
    return (this.pool ??= new SlotPool(this.panes, this.partition, () => {
      this.lostAt = performance.now();
    }));
  }
}
