import { type Observable, catchError, map, of, throwError } from 'rxjs';
import * as z from 'zod/mini';
import type { CrmModule } from '../../../domain/crm';
import { endsTheKey } from '../rest/module-answer';
import type { RestCaller } from '../rest/rest-caller';

const entry = z.object({ name: z.string() });
/**
 * `getmenulist` (REST API 4): every module that people work with, in the menu itself or behind
 * *Others*.
 */
const menuSchema = z.object({ visible: z.array(entry), others: z.array(entry) });

/** The modules as they are now. */
interface Fresh {
  readonly modules: readonly CrmModule[];
  /**
   * The names of all, where any is called otherwise than before: the
   * CRM speaks another language then.
   */
  readonly renamed: readonly string[];
}

/**
 * What `listed` comes to: modules that people work with, and whether they are called as `before`.
 */
export function fresh(
  before: readonly CrmModule[],
  listed: readonly CrmModule[],
  rest: RestCaller,
): Observable<Fresh> {
  const labels = new Map(before.map(({ name, label }) => [name, label]));
  const isRenamed = listed.some(({ name, label }) => (labels.get(name) ?? label) !== label);
  return inMenu(listed, rest).pipe(
    catchError((error: unknown) => (endsTheKey(error) ? throwError(() => error) : of(listed))),
    map((modules) => ({ modules, renamed: isRenamed ? modules.map(({ name }) => name) : [] })),
  );
}

/**
 * The modules without those that the CRM keeps for itself: rows of its own tables, such as
 * `ModLight…`, are listed as modules, have no emails (REST API 14.17), and stand in no menu. A menu
 * that knows none of them says nothing.
 */
function inMenu(modules: readonly CrmModule[], rest: RestCaller): Observable<readonly CrmModule[]> {
  return rest.call('getmenulist', {}, menuSchema).pipe(
    map(({ visible, others }) => {
      const names = new Set([...visible, ...others].map(({ name }) => name));
      const inside = modules.filter(({ name }) => names.has(name));
      return inside.length > 0 ? inside : modules;
    }),
  );
}
