import type { MessageDraft } from '../../../domain/archive';
import { recordNumber } from '../records/record-number';
import { idToStoreUnder } from './message-element';
import type { JudgedRow } from './message-finder';

/** Where a message that was stored just now stands among the rows under its mail's ids. */
interface Standing {
  /** Of the copy of this attempt that stays: the oldest. */
  readonly id: string;
  /** How often the attempt was stored. */
  readonly times: number;
  /** The attempt's other copies. */
  readonly again: readonly JudgedRow[];
  /** The same mail, stored before by another device. */
  readonly elder: JudgedRow | undefined;
  /** Whether another mail came first under this id, and there is another id to store it under. */
  readonly isTaken: boolean;
}

/** `answered`: the web service id that the CRM answered with. */
export function standingOf(
  answered: string,
  rows: readonly JudgedRow[],
  draft: MessageDraft,
): Standing {
  const own = rows.filter(({ isOwn }) => isOwn);
  const [first, ...again] = own;
  const id = first?.row.id ?? answered;
  const before = rows.filter(({ row }) => recordNumber(row.id) < recordNumber(id));
  const storedUnder = idToStoreUnder(draft);
  return {
    id,
    times: Math.max(1, own.length),
    again,
    elder: before.find((one) => one.verdict === 'same' && one.isMarked && !one.isOwn),
    isTaken:
      storedUnder !== draft.identity.derivedIds[0] &&
      before.some((one) => one.verdict === 'other' && one.row['messageid'] === storedUnder),
  };
}
