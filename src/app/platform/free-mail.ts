import { type Observable, catchError, defer, map, of } from 'rxjs';
import { partOfPane } from './part-of-pane';

/**
 * All domains that give addresses to everybody, as far as they are known; 39 KB, loaded when asked
 * for. None where that part of the pane cannot be loaded.
 */
export function freeMailDomains(): Observable<ReadonlySet<string>> {
  return defer(() => partOfPane(import('email-providers/all.json'))).pipe(
    map(({ default: domains }): ReadonlySet<string> => new Set(domains)),
    catchError(() => of(new Set<string>())),
  );
}
