import type { CrmRecord } from '../domain/crm';
import type { PaneState } from './machine.state';

/**
 * The records as their modules are called on the pane's page: what was kept of them may be of
 * another day, when the CRM spoke another language. Records of modules that are not known stay as
 * they are.
 */
export function relabelled(records: readonly CrmRecord[], pane: PaneState): readonly CrmRecord[] {
  const modules = pane.status === 'choosing' ? pane.modules : [];
  return records.map((record) => {
    const module = modules.find(({ name }) => name === record.module);
    return module ? { ...record, moduleLabel: module.singular } : record;
  });
}
