import {
  type Observable,
  catchError,
  concatMap,
  from,
  map,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import { recordSchema } from '../../../../contract/rest';
import type { CrmModule, CrmRecord } from '../../../domain/crm';
import { toProblem } from '../../../domain/problem';
import { policyOf } from '../../../domain/problem-policy';
import type { ModuleCatalogue } from './module-catalogue';
import { toRecord } from './record-row';
import type { RestCaller } from '../rest/rest-caller';

/** Records by id, their modules known by the ids' prefixes; those the CRM denies are left out. */
export function recordsOf(
  ids: readonly string[],
  modules: readonly CrmModule[],
  rest: RestCaller,
  catalogue: ModuleCatalogue,
): Observable<readonly CrmRecord[]> {
  const record = (id: string, module: CrmModule): Observable<readonly CrmRecord[]> =>
    catalogue.describe(module.name).pipe(
      switchMap((description) =>
        rest
          .call('retrieve', { id }, recordSchema)
          .pipe(map((row) => [toRecord(module, description, row, [])])),
      ),
      catchError((error: unknown) => unlessDenied(error)),
    );
  return from(ids).pipe(
    concatMap((id) =>
      catalogue
        .moduleOf(id, modules)
        .pipe(switchMap((module) => (module ? record(id, module) : of([])))),
    ),
    toArray(),
    map((lists) => lists.flat()),
  );
}

/** A record that is gone or may not be seen is none; anything else is a failure. */
function unlessDenied(error: unknown): Observable<readonly CrmRecord[]> {
  return policyOf(toProblem(error)).deniesRecord ? of([]) : throwError(() => error);
}
