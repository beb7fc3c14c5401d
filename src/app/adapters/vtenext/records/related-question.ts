import type { ModuleDescription, RecordAnswer } from '../../../../contract/rest';
import type { KnownRecord } from '../../../domain/match-signals';
import type { CrmModule, MatchReason } from '../../../domain/crm';
import { isParty, rankRecords } from '../../../domain/ranking';
import type { Found } from './finding';
import { COMPANIES, companyField } from './record-row';
import type { Condition } from '../rest/vtql';

/** So many of the records that were found are asked for what hangs on them. */
const MOST_SEEDS = 20;

/** Modules of things that are open for a while, and the field of their status (REST API 14.6). */
const STATUS_FIELDS: Readonly<Record<string, string>> = {
  HelpDesk: 'ticketstatus',
  Potentials: 'sales_stage',
};

/** What the next question starts from. */
export interface Seeds {
  /** Records that the clues point to, the weightiest first. */
  readonly found: readonly Found[];
  /** What they are called, by id. */
  readonly labels: ReadonlyMap<string, string>;
  /** Records that our notes name. */
  readonly known: readonly KnownRecord[];
  /**
   * The companies that were not found themselves, by id: which of
   * `found` name them, the weightiest first.
   */
  readonly companies: ReadonlyMap<string, readonly Found[]>;
  /** Whether records of the module may hang on these. */
  reaches(module: string): boolean;
}

/** The same from the same records, whichever was found first. */
export function seedsOf(
  all: readonly Found[],
  known: readonly KnownRecord[],
  modules: readonly CrmModule[],
): Seeds {
  const byId = new Map(all.map((found) => [found.record.id, found]));
  const names = modules.map(({ name }) => name);
  const found = rankRecords(
    all.map(({ record }) => record),
    names,
  )
    .suggested.slice(0, MOST_SEEDS)
    .flatMap(({ id }) => byId.get(id) ?? []);
  const labels = new Map(found.map(({ record }) => [record.id, record.label]));
  const companies = new Map<string, readonly Found[]>();
  for (const one of found) {
    const id = one.row[companyField(one.description) ?? ''] ?? '';
    if (id !== '' && !labels.has(id)) companies.set(id, [...(companies.get(id) ?? []), one]);
  }
  return {
    found,
    labels,
    companies,
    known,
    reaches: (module) =>
      known.some((record) => record.module === module) ||
      (found.length > 0 &&
        (module in STATUS_FIELDS || (module === COMPANIES && companies.size > 0))),
  };
}

/** The companies of the people, what is open for either, and what notes name: for one query. */
export function relatedQuestion(
  description: ModuleDescription,
  seeds: Seeds,
  closed: readonly string[],
): readonly (readonly Condition[])[] {
  const ids = distinct([...namedIds(description, seeds), ...companyIds(description, seeds)]);
  const parties = distinct([...seeds.companies.keys(), ...seeds.labels.keys()]);
  const status = statusField(description);
  const open = closed.map((value): Condition => ({ field: status ?? '', isNot: value }));
  return [
    ...(ids.length > 0 ? [[{ field: 'id', isOneOf: ids }]] : []),
    ...(status && parties.length > 0
      ? partyFields(description).map((field) => [{ field, isOneOf: parties }, ...open])
      : []),
  ];
}

/**
 * Why a row hangs on what was found. `names`: what records are called, as far as they were read.
 */
export function relatedReasons(
  description: ModuleDescription,
  seeds: Seeds,
  names: ReadonlyMap<string, string>,
  row: RecordAnswer,
): readonly MatchReason[] {
  const named = seeds.known.filter(({ id }) => id === row.id).flatMap(({ reasons }) => reasons);
  const [namer] = seeds.companies.get(row.id) ?? [];
  const party = statusField(description)
    ? partyFields(description)
        .map((field) => partyName(row[field] ?? '', seeds, names, row.id))
        .find((to) => to !== undefined)
    : undefined;
  return [
    ...named,
    ...(namer
      ? [{ kind: 'related' as const, as: 'company' as const, to: namer.record.label }]
      : []),
    ...(party === undefined ? [] : [{ kind: 'related' as const, as: 'open' as const, to: party }]),
  ];
}

/**
 * The person or company behind a reference of the record `of`, by its name, or while that is not
 * read by a person of the company. One that only the record itself names says nothing of it.
 */
function partyName(
  id: string,
  { labels, companies }: Seeds,
  names: ReadonlyMap<string, string>,
  of: string,
): string | undefined {
  if (labels.has(id)) return labels.get(id);
  const others = (companies.get(id) ?? []).filter(({ record }) => record.id !== of);
  const person = others.find(({ record }) => isParty(record.module));
  return others.length > 0 ? (names.get(id) ?? person?.record.label) : undefined;
}

/** In one order, so that the same question is the same text. */
const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

function namedIds({ name }: ModuleDescription, { known }: Seeds): readonly string[] {
  return known.filter(({ module }) => module === name).map(({ id }) => id);
}

/** A reference that may lead to a company may also have led to another record. */
function companyIds(
  { name, idPrefix }: ModuleDescription,
  { companies }: Seeds,
): readonly string[] {
  return name === COMPANIES
    ? [...companies.keys()].filter((id) => id.startsWith(`${idPrefix}x`))
    : [];
}

/** The references that may lead to a person or a company. */
function partyFields({ fields }: ModuleDescription): readonly string[] {
  return fields
    .filter(({ type }) =>
      type.refersTo?.some((module) => ['Accounts', 'Contacts', 'Leads'].includes(module)),
    )
    .map(({ name }) => name);
}

function statusField({ name, fields }: ModuleDescription): string | undefined {
  const field = STATUS_FIELDS[name];
  return fields.some((one) => one.name === field) ? field : undefined;
}
