import type { Observable } from 'rxjs';

/** What an effect gives, as it comes. For specs alone. */
export function collect<T>(given: Observable<T>): T[] {
  const all: T[] = [];
  given.subscribe((one) => all.push(one));
  return all;
}
