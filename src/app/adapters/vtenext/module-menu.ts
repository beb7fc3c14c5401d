import { type Observable, map } from 'rxjs';
import * as z from 'zod/mini';
import type { CrmModule } from '../../domain/crm';
import type { RestCaller } from './rest-caller';

const entry = z.object({ name: z.string() });
/** `getmenulist` (API.md 4): every module that people work with, in the menu itself or behind *Others*. */
const menuSchema = z.object({ visible: z.array(entry), others: z.array(entry) });

/**
 * The modules without those that the CRM keeps for itself: rows of its own tables, such as
 * `ModLight…`, are listed as modules, have no emails (API.md 14.17), and stand in no menu. A menu
 * that knows none of them says nothing.
 */
export function inMenu(
  modules: readonly CrmModule[],
  rest: RestCaller,
): Observable<readonly CrmModule[]> {
  return rest.call('getmenulist', {}, menuSchema).pipe(
    map(({ visible, others }) => {
      const names = new Set([...visible, ...others].map(({ name }) => name));
      const listed = modules.filter(({ name }) => names.has(name));
      return listed.length > 0 ? listed : modules;
    }),
  );
}
