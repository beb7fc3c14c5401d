import type { CrmRecord } from '../domain/crm';
import type { Ranking } from '../domain/ranking';

/** The list that somebody points at, with the pointer or the keyboard. */
export type PointedAt = 'suggested' | 'atHand' | undefined;

/**
 * The ranking as it is shown: while somebody points at a list, what is drawn keeps its place and
 * what comes late stands below it, above the lower list only when that is not pointed at.
 */
export function steadyOrder(now: Ranking, drawn: Ranking | undefined, at: PointedAt): Ranking {
  if (!drawn || !at) return now;
  const records = new Map([...now.suggested, ...now.atHand].map((record) => [record.id, record]));
  const kept = (list: readonly CrmRecord[]): readonly CrmRecord[] =>
    list.flatMap(({ id }) => records.get(id) ?? []);
  const known = new Set([...drawn.suggested, ...drawn.atHand].map(({ id }) => id));
  const late = (list: readonly CrmRecord[]): readonly CrmRecord[] =>
    list.filter(({ id }) => !known.has(id));
  return {
    suggested: [...kept(drawn.suggested), ...(at === 'atHand' ? [] : late(now.suggested))],
    atHand: [...kept(drawn.atHand), ...late(now.atHand)],
  };
}
