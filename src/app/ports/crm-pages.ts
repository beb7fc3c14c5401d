import type { CrmRecord } from '../domain/crm';

/** Addresses of the CRM's own pages, for the browser. */
export abstract class CrmPages {
  /** Where a person opens the CRM in the browser. */
  abstract startPage(crmAddress: string): string;

  /** Where a person opens the record in the CRM (REST API 4). */
  abstract recordAddress(record: CrmRecord): string;
}
