import { type MonoTypeOperatorFunction, catchError, of, throwError } from 'rxjs';
import type { CrmModule, ModuleAnswer } from '../../domain/crm';
import { toProblem } from '../../domain/problem';

/** Whether nothing more is answered with this key. */
export function endsTheKey(error: unknown): boolean {
  const { kind } = toProblem(error);
  return kind === 'keyRefused' || kind === 'locked';
}

/** A module that fails says so and holds no other up; a refused key ends them all. */
export function orFailed(module: CrmModule): MonoTypeOperatorFunction<ModuleAnswer> {
  return catchError((error: unknown) =>
    endsTheKey(error)
      ? throwError(() => error)
      : of<ModuleAnswer>({ status: 'failed', module, problem: toProblem(error) }),
  );
}
