import type { Kind } from './post.ts';

/** Where the right record stood: 1 is the first; 0 where it was not shown. */
export interface Outcome {
  readonly kind: Kind;
  readonly rank: number;
}

/** How well records were ranked; each from 0 to 1. */
export interface Figures {
  /** Share of mails whose record came first. */
  readonly hit1: number;
  /** Share of mails whose record was among the first three. */
  readonly hit3: number;
  /** Mean reciprocal rank. */
  readonly mrr: number;
}

/** Rank of what was expected; where that is nothing, showing nothing is right. */
export function rankOf(expected: string | null, shown: readonly string[]): number {
  if (expected === null) return shown.length === 0 ? 1 : 0;
  return shown.indexOf(expected) + 1;
}

/** Figures of one outcome or more. */
export function figuresOf(outcomes: readonly Pick<Outcome, 'rank'>[]): Figures {
  const mean = (value: (rank: number) => number): number =>
    outcomes.reduce((sum, { rank }) => sum + value(rank), 0) / outcomes.length;
  return {
    hit1: mean((rank) => (rank === 1 ? 1 : 0)),
    hit3: mean((rank) => (rank >= 1 && rank <= 3 ? 1 : 0)),
    mrr: mean((rank) => (rank === 0 ? 0 : 1 / rank)),
  };
}

/** `hit@1 0.91 hit@3 0.98 MRR 0.94`. */
export function figuresText({ hit1, hit3, mrr }: Figures): string {
  return `hit@1 ${hit1.toFixed(2)} hit@3 ${hit3.toFixed(2)} MRR ${mrr.toFixed(2)}`;
}

const goal = { hit1: 0.85, hit3: 0.97, lead: 0.2 } as const;

/** What falls short of the goal, in words; empty where nothing does. */
export function shortcomings(ours: Figures, baseline: Figures): readonly string[] {
  return [
    ...(ours.hit1 < goal.hit1 ? [`hit@1 is below ${String(goal.hit1)}`] : []),
    ...(ours.hit3 < goal.hit3 ? [`hit@3 is below ${String(goal.hit3)}`] : []),
    ...(baseline.hit1 > ours.hit1 - goal.lead
      ? [`hit@1 is not ${String(goal.lead)} above the baseline's`]
      : []),
  ];
}
