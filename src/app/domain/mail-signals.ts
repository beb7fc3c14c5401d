import { domainOf } from './address';
import type { MatchSignals } from './match-signals';
import type { Role } from './crm';
import type { Correspondent } from './other-side';

/**
 * The domains of the people, each in its best role; of messengers none. `isExcluded` tells those
 * that say nothing of a company: free-mail and one's own.
 */
export function companyDomains(
  people: readonly Correspondent[],
  isExcluded: (domain: string) => boolean,
): MatchSignals['domains'] {
  const roles = new Map<string, Role>();
  for (const { role, address, isMessenger } of people) {
    const domain = isMessenger ? '' : domainOf(address);
    if (domain !== '' && !isExcluded(domain) && !roles.has(domain)) roles.set(domain, role);
  }
  return [...roles].map(([domain, role]) => ({ role, domain }));
}

/** More numbers than this stand in no subject that means one. */
const MOST_NUMBERS = 6;

/** What looks like a record number: letters and digits in one word, or digits behind a `#`. */
export function subjectNumbers(subject: string): readonly string[] {
  const words = subject.matchAll(
    /#\s?(\d{1,10})(?![\w-])|(?<![\w-])([\p{L}_]{1,10}-?\d{1,10})(?![\w-])/gu,
  );
  const found = [...words].map(([, bare, word]) =>
    bare === undefined ? (word ?? '') : `#${bare}`,
  );
  return [...new Set(found)].slice(0, MOST_NUMBERS);
}
