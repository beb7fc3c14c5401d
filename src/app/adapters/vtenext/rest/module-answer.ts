import {
  EMPTY,
  type MonoTypeOperatorFunction,
  type Observable,
  catchError,
  of,
  throwError,
} from 'rxjs';
import type { CrmModule, ModuleAnswer } from '../../../domain/crm';
import { toProblem } from '../../../domain/problem';
import { policyOf } from '../../../domain/problem-policy';

/** Whether nothing more is answered with this key. */
export function endsTheKey(error: unknown): boolean {
  return policyOf(toProblem(error)).endsSession === true;
}

/**
 * A module that fails says so and holds no other up; a refused key ends them all. One that is
 * denied meanwhile is none that the person may see: it says nothing.
 */
export function orFailed(module: CrmModule): MonoTypeOperatorFunction<ModuleAnswer> {
  return catchError((error: unknown) => {
    if (endsTheKey(error)) return throwError(() => error);
    const problem = toProblem(error);
    return problem.kind === 'forbidden'
      ? EMPTY
      : of<ModuleAnswer>({ status: 'failed', module, problem });
  });
}

/** What only adds to an answer is left out where it fails; a refused key ends all. */
export function orNothing(error: unknown): Observable<readonly never[]> {
  return endsTheKey(error) ? throwError(() => error) : of([]);
}
