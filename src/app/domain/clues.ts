import type { Evidence, Role } from './crm';
import type { Mail, Person } from './mail';

/** Somebody of a mail who may have a record. */
export interface Correspondent {
  readonly role: Role;
  /** Place within the role, from 0. */
  readonly position: number;
  readonly name: string;
  /** In lower case. */
  readonly address: string;
}

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

/** Where a mail stands among others, by its headers (RFC 5322, 3.6.2 and 3.6.4). */
export interface Thread {
  /** Message-IDs of In-Reply-To and References, with angle brackets. */
  readonly ancestors: readonly string[];
  readonly replyTo: readonly Person[];
}

/**
 * Everybody in the mail but the mailbox's own user: the sender first, the recipients first for mail
 * that the user sent. Colleagues, who have one of the user's own domains, count only where there is
 * nobody else.
 */
export function correspondents(
  mail: Mail,
  thread: Thread,
  ownDomains: readonly string[],
): readonly Correspondent[] {
  const senders = mail.sentByUser ? [] : [mail.from, mail.sender];
  const everybody = [
    ...inRole('from', senders),
    ...inRole('replyTo', mail.sentByUser ? [] : thread.replyTo),
    ...inRole('to', mail.to),
    ...inRole('cc', mail.cc),
  ];
  // Oneself, and then who was seen before.
  const own = new Set(mail.own.map((address) => address.toLowerCase()));
  const others = everybody.filter(({ address }) => {
    const isNew = address.includes('@') && !own.has(address);
    own.add(address);
    return isNew;
  });
  const outside = others.filter(({ address }) => !ownDomains.includes(domainOf(address)));
  return outside.length > 0 ? outside : others;
}

function inRole(role: Role, people: readonly Person[]): readonly Correspondent[] {
  return people.map(({ name, address }, position) => ({
    role,
    position,
    name: name.trim(),
    address: address.trim().toLowerCase(),
  }));
}

/** What stands behind the `@` of an e-mail address, in lower case; empty where there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1).trim().toLowerCase();
}

/**
 * The domains of the people, each in its best role. `isExcluded` tells those that say nothing of a
 * company: free-mail and one's own.
 */
export function companyDomains(
  people: readonly Correspondent[],
  isExcluded: (domain: string) => boolean,
): Clues['domains'] {
  const roles = new Map<string, Role>();
  for (const { role, address } of people) {
    const domain = domainOf(address);
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
