import { type Observable, defer, isObservable, of, switchMap, throwError } from 'rxjs';
import { type Problem, ProblemError } from '../../domain/problem';

/** Methods that write or read what linking leaves in the CRM. */
export const archiveMethods = [
  'findMessage',
  'storeMessage',
  'checkMessage',
  'storeLinkedIds',
  'showToAll',
  'relateMessage',
  'findFiles',
  'settleFiles',
  'uploadFile',
  'attachFile',
  'fileLink',
  'relateFiles',
  'findComments',
  'addComment',
  'discard',
] as const;
export type ArchiveMethod = (typeof archiveMethods)[number];

/**
 * When a call fails: before anything is done, when the first thing is stored (what would follow is
 * not done), or after all of it. `replayed`: it does not fail, but
 * what it creates is created twice.
 */
export type TroubleTime = 'before' | 'between' | 'after' | 'replayed';

export interface Trouble {
  readonly method: ArchiveMethod;
  readonly when: TroubleTime;
  readonly problem: Problem;
}

/** What a call under way has to bear. */
export interface Call {
  /** How often something is created. */
  readonly times: 1 | 2;
  /** Called when something was created; throws where the answer is lost there. */
  readonly created: () => void;
}

/** What comes at once, or as it comes. */
export type Answer<T> = T | Observable<T>;

/** Calls of a CRM in memory, and what happens to them. */
export class TroubledCalls {
  /** Every call, in order. */
  readonly log: ArchiveMethod[] = [];
  private readonly waiting: Trouble[] = [];

  /** The next call of its method meets it. */
  add(trouble: Trouble): void {
    this.waiting.push(trouble);
  }

  clear(): void {
    this.waiting.length = 0;
  }

  perform<T>(method: ArchiveMethod, work: (call: Call) => Answer<T>): Observable<T> {
    return defer(() => {
      this.log.push(method);
      const index = this.waiting.findIndex((one) => one.method === method);
      const [trouble] = index < 0 ? [] : this.waiting.splice(index, 1);
      if (!trouble) return answerOf(work, { times: 1, created: () => undefined });
      const { when, problem } = trouble;
      if (when === 'replayed') return answerOf(work, { times: 2, created: () => undefined });
      const fail = (): Observable<never> => throwError(() => new ProblemError(problem));
      if (when === 'before') return fail();
      const created = (): void => {
        if (when === 'between') throw new ProblemError(problem);
      };
      return answerOf(work, { times: 1, created }).pipe(switchMap(fail));
    });
  }
}

function answerOf<T>(work: (call: Call) => Answer<T>, call: Call): Observable<T> {
  return defer(() => {
    const answer = work(call);
    return isObservable(answer) ? answer : of(answer);
  });
}
