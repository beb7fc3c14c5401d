import type { CrmModule } from '../domain/crm';
import { MAX_RECENT_MODULES } from '../machine/machine.state';

/**
 * The modules that are likely to be wanted, those used last before the generally useful ones, and
 * all others by label. `modules` are in the order of usefulness; `recent` names the last one first.
 */
export function modulesByUse(
  modules: readonly CrmModule[],
  recent: readonly string[],
): { readonly mostUsed: readonly CrmModule[]; readonly others: readonly CrmModule[] } {
  const used = recent
    .map((name) => modules.find((module) => module.name === name))
    .filter((module) => module !== undefined);
  const mostUsed = [...new Set([...used, ...modules])].slice(0, MAX_RECENT_MODULES);
  const others = modules
    .filter((module) => !mostUsed.includes(module))
    .sort((one, other) => one.label.localeCompare(other.label, undefined, { numeric: true }));
  return { mostUsed, others };
}
