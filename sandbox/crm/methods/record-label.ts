import type { Crm } from '../crm.ts';
import type { Entry } from '../store/records.ts';

/** A record's name as the CRM shows it: its label fields in order. */
export function recordLabel(crm: Crm, { module, number }: Entry): string {
  const values = crm.records.read(module, number) ?? {};
  const parts = module.labelFields.map((name) => values[name] ?? '');
  return parts.filter((part) => part !== '').join(' ');
}
