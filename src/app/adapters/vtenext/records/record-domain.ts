import type { ModuleDescription, RecordAnswer } from '../../../../contract/rest';
import { fieldsOf } from './record-row';
import type { Condition } from '../rest/vtql';

/** Alternatives for a record with an e-mail or web address of this domain. */
export function companyCondition(description: ModuleDescription, domain: string): Condition[][] {
  return [
    ...fieldsOf(description, 'email').map((field) => [{ field, contains: `@${domain}` }]),
    ...fieldsOf(description, 'url').map((field) => [{ field, contains: domain }]),
  ];
}

/**
 * Whether an e-mail or web address of the record has just this domain: the CRM's `LIKE` also finds
 * `notacme.example` for `acme.example` (REST API 14.4).
 */
export function hasDomain(
  description: ModuleDescription,
  row: RecordAnswer,
  domain: string,
): boolean {
  const wanted = domain.toLowerCase();
  return (
    fieldsOf(description, 'email').some((field) =>
      (row[field] ?? '').toLowerCase().trim().endsWith(`@${wanted}`),
    ) || fieldsOf(description, 'url').some((field) => hostOf(row[field] ?? '') === wanted)
  );
}

/** The host of a web address, with or without a scheme (REST API 14.4), without `www.`. */
export function hostOf(address: string): string {
  const [, host = ''] = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?([^/?#:]+)/i.exec(address.trim()) ?? [];
  return host.toLowerCase().replace(/^www\./, '');
}
