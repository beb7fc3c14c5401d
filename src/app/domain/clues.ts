import type { Evidence, Role } from './crm';
import { domainOf } from './address';
import type { Correspondent } from './other-side';

/** What of a mail and of earlier work may point to records of the CRM. */
export interface Clues {
  readonly people: readonly Correspondent[];
  /** Domains that are neither free-mail nor one's own. */
  readonly domains: readonly { readonly role: Role; readonly domain: string }[];
  /** The Message-IDs of the conversation, this mail's own included, with angle brackets. */
  readonly conversation: readonly string[];
  /** What looks like a record number in the subject, as written: `TT12`, `#12`. */
  readonly numbers: readonly string[];
  /** Records that are known by id, and why. */
  readonly known: readonly KnownRecord[];
  /** What the status of a ticket or an opportunity says once it is done (API.md 14.6). */
  readonly closed: readonly string[];
}

export const noClues: Clues = {
  people: [],
  domains: [],
  conversation: [],
  numbers: [],
  known: [],
  closed: [],
};

export interface KnownRecord {
  /** Web service id (API.md 4). */
  readonly id: string;
  /** Missing where only the id's prefix tells. */
  readonly module?: string;
  readonly evidence: readonly Evidence[];
}

/**
 * The domains of the people, each in its best role; of messengers none. `isExcluded` tells those that
 * say nothing of a company: free-mail and one's own.
 */
export function companyDomains(
  people: readonly Correspondent[],
  isExcluded: (domain: string) => boolean,
): Clues['domains'] {
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
  const words = subject.matchAll(/#\s?(\d{1,10})(?![\w-])|(?<![\w-])([\p{L}_]{1,10}-?\d{1,10})(?![\w-])/gu);
  const found = [...words].map(([, bare, word]) => (bare === undefined ? (word ?? '') : `#${bare}`));
  return [...new Set(found)].slice(0, MOST_NUMBERS);
}
