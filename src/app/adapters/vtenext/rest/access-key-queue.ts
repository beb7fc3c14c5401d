import { Observable, firstValueFrom } from 'rxjs';
import { type Problem, ProblemError, toProblem } from '../../../domain/problem';
import type { AccessKey } from '../../../ports/credential-vault';
import {
  type CallSlot,
  type CallSlots,
  type KeyVerdict,
  MOST_AT_ONCE,
  type NoSlot,
  type SlotRequest,
} from '../../../ports/call-slots';

interface Waiting {
  start(): void;
  refuse(problem: Problem): void;
}

/** A call with the key. */
export interface QueuedCall<T> {
  readonly call: Observable<T>;
  /** What was last heard of the key, once the call is over. */
  verdict(): KeyVerdict;
  /** Whether it is still to be made when its turn comes. */
  isDue(): boolean;
}

/**
 * Lets calls with one access key through without ever locking its account (REST API 3).
 *
 * Five failures in a row lock the account for good, parallel ones included. So whenever nothing is
 * under way in this pane the next call goes alone, and the others wait until it has been answered;
 * once the key was refused nothing more is sent with it. What other panes do, and what calls before
 * this pane were answered, `CallSlots` knows.
 */
export class AccessKeyQueue {
  private readonly waiting: Waiting[] = [];
  private underWay = 0;
  private isProven = false;
  /**
   * Whether the key was accepted since it came, or since the last answer that could not be read.
   */
  private isKnown = false;
  /** Counts answers that could not be read: what was sent before one proves nothing after it. */
  private unreadable = 0;
  /** What calls end with that are not sent because others were not answered. */
  private trouble: Problem = { kind: 'unreachable' };
  /** What the CRM said when it refused the key; all later calls end with the same. */
  private refusal: Problem | undefined;

  constructor(
    private readonly key: AccessKey,
    private readonly turns: CallSlots,
    /** Looks whether the CRM answers, without the key. Fails where it does not. */
    private readonly look: () => Observable<unknown>,
  ) {}

  /**
   * The call, once it is let through. Fails as the call did that was refused, where it may not go
   * any more, and as the last one that was not answered, where a person must want it first.
   *
   * A call that nobody waits for any more keeps its place until it is answered: the CRM counts it
   * all the same.
   */
  pass<T>({ call, verdict, isDue }: QueuedCall<T>): Observable<T> {
    return new Observable<T>((subscriber) => {
      let isGivenUp = false;
      const begin = async (): Promise<void> => {
        const turn = await this.turn();
        const before = this.unreadable;
        const end = (said: KeyVerdict, problem?: Problem): void => {
          turn.end(said);
          this.leave(said, before, problem);
        };
        if (isGivenUp || !isDue()) {
          end('neutral');
          subscriber.error(new ProblemError({ kind: 'keyRefused' }));
          return;
        }
        call.subscribe({
          next: (value) => {
            subscriber.next(value);
          },
          error: (error: unknown) => {
            end(verdict(), toProblem(error));
            subscriber.error(error);
          },
          complete: () => {
            end(verdict());
            subscriber.complete();
          },
        });
      };
      const entry: Waiting = {
        start: () => {
          this.underWay += 1;
          begin().catch((error: unknown) => {
            this.leave('neutral', this.unreadable);
            subscriber.error(error);
          });
        },
        refuse: (problem) => {
          subscriber.error(new ProblemError(problem));
        },
      };
      this.waiting.push(entry);
      this.admit();
      return () => {
        isGivenUp = true;
        const index = this.waiting.indexOf(entry);
        if (index >= 0) this.waiting.splice(index, 1);
      };
    });
  }

  /** The turn for one call. Fails where there is none. */
  private async turn(): Promise<CallSlot> {
    const first = await this.take(this.isKnown ? 'next' : 'first');
    if (first !== 'unanswered') return first;
    if (!this.turns.isWanted()) throw new ProblemError(this.trouble);
    await firstValueFrom(this.look());
    const wanted = await this.take('wanted');
    if (wanted === 'unanswered') throw new ProblemError(this.trouble);
    return wanted;
  }

  private async take(kind: SlotRequest): Promise<CallSlot | Exclude<NoSlot, 'refused'>> {
    const turn = await this.turns.take(this.key, kind);
    if (turn !== 'refused') return turn;
    this.refusal ??= { kind: 'keyRefused' };
    throw new ProblemError(this.refusal);
  }

  private admit(): void {
    if (this.refusal) {
      for (const entry of this.waiting.splice(0)) entry.refuse(this.refusal);
      return;
    }
    const room = this.isProven ? MOST_AT_ONCE : 1;
    while (this.underWay < room) {
      const entry = this.waiting.shift();
      if (!entry) return;
      entry.start();
    }
  }

  /**
   * A call is over: only an answer of the CRM other than 401 proves
   * the key for the rest of this wave.
   */
  private leave(verdict: KeyVerdict, before: number, problem?: Problem): void {
    this.underWay -= 1;
    if (verdict === 'refused') {
      this.refusal ??= problem ?? { kind: 'keyRefused' };
    } else if (verdict === 'unknown') {
      this.unreadable += 1;
      this.isProven = this.isKnown = false;
      this.trouble = problem ?? this.trouble;
    } else if (verdict === 'accepted' && before === this.unreadable) {
      this.isProven = this.isKnown = true;
    }
    if (this.underWay === 0 && this.waiting.length === 0) this.isProven = false;
    this.admit();
  }
}
