import { Observable } from 'rxjs';
import { type Problem, ProblemError } from '../../domain/problem';

/**
 * How many calls are under way at once. Five failures lock an account, so a key that is changed while
 * calls are under way still leaves a person two attempts to sign in.
 */
export const MOST_AT_ONCE = 3;

interface Waiting {
  start(): void;
  refuse(problem: Problem): void;
}

/**
 * Lets calls with one access key through without ever locking its account (API.md 3).
 *
 * Five failures in a row lock the account for good, parallel ones included. So whenever nothing is
 * under way the next call goes alone, and the others wait until it has been answered; and once the
 * key was refused nothing more is sent with it.
 */
export class KeyGate {
  private readonly waiting: Waiting[] = [];
  private underWay = 0;
  private isProven = false;
  /** What the CRM said when it refused the key; all later calls end with the same. */
  private refusal: Problem | undefined;

  /**
   * The call, once it is let through. Fails as the call did that was refused, where it may not go any more.
   *
   * A call that nobody waits for any more keeps its place until it is answered: the CRM counts it
   * all the same.
   */
  pass<T>(call: Observable<T>): Observable<T> {
    return new Observable<T>((subscriber) => {
      const entry: Waiting = {
        start: () => {
          this.underWay += 1;
          call.subscribe({
            next: (value) => {
              subscriber.next(value);
            },
            error: (error: unknown) => {
              this.leave(error);
              subscriber.error(error);
            },
            complete: () => {
              this.leave();
              subscriber.complete();
            },
          });
        },
        refuse: (problem) => {
          subscriber.error(new ProblemError(problem));
        },
      };
      this.waiting.push(entry);
      this.admit();
      return () => {
        const index = this.waiting.indexOf(entry);
        if (index >= 0) this.waiting.splice(index, 1);
      };
    });
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

  /** A call is over: only an answer other than 401 proves the key for the rest of this wave. */
  private leave(error?: unknown): void {
    this.underWay -= 1;
    const problem = error instanceof ProblemError ? error.problem : undefined;
    if (problem?.kind === 'keyRefused' || problem?.kind === 'locked') this.refusal = problem;
    else if (error === undefined || isAnswer(problem?.kind)) this.isProven = true;
    if (this.underWay === 0 && this.waiting.length === 0) this.isProven = false;
    this.admit();
  }
}

/** Whether the CRM itself said no, and so had taken the key. */
function isAnswer(problem: string | undefined): boolean {
  return (
    problem === 'forbidden' ||
    problem === 'crmRefused' ||
    problem === 'fieldRefused' ||
    problem === 'noMessagesRelation' ||
    problem === 'recordGone'
  );
}
