import type { ModuleDescription, RecordAnswer } from '../../../../contract/rest';
import { domainOf } from '../../../domain/address';
import type { MatchSignals } from '../../../domain/match-signals';
import type { MatchReason } from '../../../domain/crm';
import { fold } from '../../../domain/fold';
import type { Correspondent } from '../../../domain/other-side';
import { companyCondition, hostOf } from './record-domain';
import { fieldsOf, labelFields, numberFields, plainText } from './record-row';
import type { Condition } from '../rest/vtql';

/** More addresses of one mail are not asked for. */
const MOST_ADDRESSES = 100;
/** Modules whose records a bare `#12` never means: people and companies are not spoken of so. */
const NEVER_BARE = new Set(['Contacts', 'Accounts', 'Leads', 'Vendors']);

/**
 * Everything that may point to records of one module: alternatives for one query. Records with the
 * addresses `askedBefore` are known.
 */
export function ownQuestion(
  description: ModuleDescription,
  signals: MatchSignals,
  numbers: readonly string[],
  askedBefore: readonly string[] = [],
): readonly (readonly Condition[])[] {
  const { emails, sites } = addressFields(description);
  const exact = signals.people.map(({ address }) => address);
  const alike = signals.people.flatMap(({ spellings = [] }) => spellings);
  const addresses = [...new Set([...exact, ...alike])]
    .filter((address) => !askedBefore.includes(address))
    .slice(0, MOST_ADDRESSES);
  const ids = knownIds(description, signals);
  // Only companies have a web address, and only theirs are looked for by a domain.
  const domains = sites.length > 0 ? signals.domains.map(({ domain }) => domain) : [];
  return [
    ...(addresses.length > 0 ? emails.map((field) => [{ field, isOneOf: addresses }]) : []),
    ...domains.flatMap((domain) => companyCondition(description, domain)),
    ...(numbers.length > 0
      ? numberFields(description).map((field) => [{ field, isOneOf: numbers }])
      : []),
    ...(ids.length > 0 ? [[{ field: 'id', isOneOf: ids }]] : []),
  ];
}

/** What of the clues a row answers to. */
export function ownReasons(
  description: ModuleDescription,
  signals: MatchSignals,
  numbers: readonly string[],
  row: RecordAnswer,
): readonly MatchReason[] {
  const { emails, sites } = addressFields(description);
  const addresses = emails.map((field) => plainText(row[field]).toLowerCase());
  const person =
    signals.people.find(({ address }) => addresses.includes(address)) ??
    signals.people.find(({ spellings }) => spellings?.some((one) => addresses.includes(one)));
  const hosts = sites.map((field) => hostOf(plainText(row[field]))).filter((host) => host !== '');
  const domain =
    sites.length > 0
      ? signals.domains.find((one) =>
          [...addresses.map(domainOf), ...hosts].some((host) => isSameCompany(host, one.domain)),
        )
      : undefined;
  const number = numberFields(description)
    .map((field) => plainText(row[field]))
    .find((text) => numbers.some((one) => one.toLowerCase() === text.toLowerCase()));
  return [
    ...(person ? [addressEvidence(person, description, row, addresses)] : []),
    ...(domain ? [{ kind: 'domain' as const, ...domain }] : []),
    ...(number ? [{ kind: 'number' as const, number }] : []),
    ...signals.known.filter(({ id }) => id === row.id).flatMap(({ reasons }) => reasons),
  ];
}

/**
 * The numbers of a subject as this module would write them: a word as it stands where it begins
 * with the module's prefix, and `#12` behind that prefix.
 */
export function numbersOf(
  module: string,
  prefix: string,
  { numbers }: Pick<MatchSignals, 'numbers'>,
): readonly string[] {
  if (prefix === '') return [];
  return numbers.flatMap((number) => {
    if (number.startsWith('#')) {
      return NEVER_BARE.has(module) ? [] : [`${prefix}${number.slice(1)}`];
    }
    const isOurs =
      number.toLowerCase().startsWith(prefix.toLowerCase()) &&
      /^\d+$/.test(number.slice(prefix.length));
    return isOurs ? [number] : [];
  });
}

/** The ids among the known records that are of this module. */
export function knownIds(
  { name, idPrefix }: ModuleDescription,
  { known }: Pick<MatchSignals, 'known'>,
): readonly string[] {
  return known
    .filter(({ id, module }) => (module ?? name) === name && id.startsWith(`${idPrefix}x`))
    .map(({ id }) => id);
}

function addressFields(description: ModuleDescription): {
  readonly emails: readonly string[];
  readonly sites: readonly string[];
} {
  return { emails: fieldsOf(description, 'email'), sites: fieldsOf(description, 'url') };
}

/**
 * Whether the mail calls the person as the record is called is part of it: addresses are shared.
 */
function addressEvidence(
  { role, position, address, name, isMessenger, spellings }: Correspondent,
  description: ModuleDescription,
  row: RecordAnswer,
  addresses: readonly string[],
): MatchReason {
  const called = new Set(words(name));
  const names = words(
    labelFields(description)
      .map((field) => plainText(row[field]))
      .join(' '),
  );
  const named = names.length > 0 && names.every((word) => called.has(word));
  const alike = addresses.includes(address)
    ? undefined
    : spellings?.find((one) => addresses.includes(one));
  return {
    kind: 'address',
    role,
    position,
    address: alike ?? address,
    named,
    ...(isMessenger && { weakness: 'messenger' }),
    ...(alike !== undefined && { weakness: 'spelling' }),
  };
}

const words = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether two hosts are of one company: the same, or one is a part of the other. */
function isSameCompany(host: string, domain: string): boolean {
  return (
    host === domain ||
    host.endsWith(`.${domain}`) ||
    (host.includes('.') && domain.endsWith(`.${host}`))
  );
}
