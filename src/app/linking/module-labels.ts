import type { CrmModule, CrmRecord } from '../domain/crm';

/**
 * The records as their modules are called now: what was kept of them may be of another day, when the
 * CRM spoke another language. Records of modules that are not known stay as they are.
 */
export function relabelled(
  records: readonly CrmRecord[],
  modules: readonly CrmModule[],
): readonly CrmRecord[] {
  return records.map((record) => {
    const module = modules.find(({ name }) => name === record.module);
    return module ? { ...record, moduleLabel: module.singular } : record;
  });
}
