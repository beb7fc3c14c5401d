import { keyQueue } from './lists/key-queue.ts';
import { linkEngine } from './lists/link-engine.ts';
import { ranking } from './lists/ranking.ts';
import { session } from './lists/session.ts';

/** A fault of one line that somebody could make while moving code, and that a test must notice. */
export interface Mutant {
  /** Stays the same when files and names change. */
  readonly id: string;
  /** What goes wrong for the user, in one sentence. */
  readonly breaks: string;
  /** Below `src/app`. */
  readonly file: string;
  /** One whole expression or statement, on one line, which stands in the file once. */
  readonly find: string;
  /** What stands there instead; an empty text leaves a statement out. */
  readonly becomes: string;
  /** Spec files below `src/app`: at least one of their tests must fail. */
  readonly specs: readonly string[];
}

/** Whole features, by the name that the report gives them. */
export const areas: Readonly<Record<string, readonly Mutant[]>> = {
  'link engine': linkEngine,
  'key queue and lock-out': keyQueue,
  session,
  'ranking and suggestions': ranking,
};

export const mutants: readonly Mutant[] = Object.values(areas).flat();
