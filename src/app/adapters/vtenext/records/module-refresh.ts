import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  concatMap,
  forkJoin,
  from,
  ignoreElements,
  map,
  of,
  switchMap,
  tap,
} from 'rxjs';
import type { ModuleDescription } from '../../../../contract/rest';
import type { CrmModule } from '../../../domain/crm';
import type { Account } from '../../../domain/account';
import { fresh } from './module-menu';
import type { RestCaller } from '../rest/rest-caller';

/** How long a description is used before it is asked for once more, in milliseconds. */
const FRESH = 24 * 3_600_000;
/** As many descriptions are asked for once more at a time. */
const MOST_REFRESHED = 20;

/** A description, and when the CRM gave it: milliseconds since 1970. */
export interface KeptDescription {
  readonly at: number;
  readonly description: ModuleDescription;
}

/** What is refreshed of the catalogue. */
export interface Refreshable {
  readonly rest: RestCaller;
  /** Whose all this is. */
  readonly owner: Account | undefined;
  modules: Observable<readonly CrmModule[]> | undefined;
  readonly descriptions: Map<string, Observable<KeptDescription>>;
  askModules(): Observable<readonly CrmModule[]>;
  askDescription(module: string): Observable<KeptDescription>;
  /** Keeps what `owner` was told on the device. */
  keep(owner: Account | undefined, name: string, value: unknown): void;
  isStill(owner: Account | undefined): boolean;
}

/** See `ModuleCatalogue.refreshModules`. */
export function refreshed(catalogue: Refreshable): Observable<readonly CrmModule[]> {
  const { owner, descriptions } = catalogue;
  const known = [...descriptions].map(([module, description]) =>
    description.pipe(
      map(({ at }) => (Date.now() - at > FRESH ? [module] : [])),
      catchError(() => of([])),
    ),
  );
  const old = known.length > 0 ? forkJoin(known).pipe(map((lists) => lists.flat())) : of([]);
  const described = old.pipe(
    switchMap((names) => from(names.slice(0, MOST_REFRESHED))),
    concatMap((name) =>
      catalogue.askDescription(name).pipe(
        tap((description) => descriptions.set(name, of(description))),
        catchError(() => EMPTY),
      ),
    ),
    ignoreElements(),
  );
  const modules = forkJoin([catalogue.modules ?? of([]), catalogue.askModules()]).pipe(
    switchMap(([before, listed]) => fresh(before, listed, catalogue.rest)),
    map(({ modules: now, renamed }) => {
      catalogue.keep(owner, 'modules', now);
      if (catalogue.isStill(owner)) catalogue.modules = of(now);
      // Fields have other labels then, too.
      for (const name of renamed) {
        descriptions.delete(name);
        catalogue.keep(owner, `describe ${name}`, undefined);
      }
      return now;
    }),
  );
  return concat(modules, described);
}
