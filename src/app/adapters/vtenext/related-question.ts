import type { ModuleDescription, RecordAnswer } from '../../../contract/rest';
import type { KnownRecord } from '../../domain/clues';
import type { Evidence } from '../../domain/crm';
import { scoreOf } from '../../domain/ranking';
import type { Finding, Found } from './finding';
import { COMPANIES, companyField } from './record-row';
import type { Condition } from './vtql';

/** So many of the records that were found are asked for what hangs on them. */
const MOST_SEEDS = 20;
/** Below this a record is only at hand, and says nothing of the mail. */
const LEAST_SCORE = 15;

/** Modules of things that are open for a while, and the field of their status (API.md 14.6). */
const STATUS_FIELDS: Readonly<Record<string, string>> = {
  HelpDesk: 'ticketstatus',
  Potentials: 'sales_stage',
};

/** What the next question starts from. */
export interface Seeds {
  /** Records found by the clues, the weightiest first. */
  readonly found: readonly Found[];
  /** Records that our notes name. */
  readonly known: readonly KnownRecord[];
  /** Ids of companies that records name, each with the record's label. */
  readonly companies: ReadonlyMap<string, string>;
  /** Whether records of the module may hang on these. */
  reaches(module: string): boolean;
}

export function seedsOf(findings: readonly Finding[]): Seeds {
  const found = findings
    .flatMap((finding) => (finding.kind === 'answer' ? finding.found : []))
    .filter(({ record }) => scoreOf(record) >= LEAST_SCORE)
    .toSorted((one, other) => scoreOf(other.record) - scoreOf(one.record))
    .slice(0, MOST_SEEDS);
  const ids = new Set(found.map(({ record }) => record.id));
  const companies = new Map<string, string>();
  for (const { description, row, record } of found) {
    const id = row[companyField(description) ?? ''] ?? '';
    if (id !== '' && !ids.has(id) && !companies.has(id)) companies.set(id, record.label);
  }
  return {
    found,
    companies,
    known: findings.flatMap((finding) => (finding.kind === 'known' ? finding.known : [])),
    reaches: (module) =>
      found.length > 0 && (module in STATUS_FIELDS || (module === COMPANIES && companies.size > 0)),
  };
}

/** The companies of the people, what is open for either, and what notes name: for one query. */
export function relatedQuestion(
  description: ModuleDescription,
  seeds: Seeds,
  closed: readonly string[],
): readonly (readonly Condition[])[] {
  const ids = [...new Set([...namedIds(description, seeds), ...companyIds(description, seeds)])];
  const parties = [...labelsOf(seeds).keys()];
  const status = statusField(description);
  const open = closed.map((value): Condition => ({ field: status ?? '', isNot: value }));
  return [
    ...(ids.length > 0 ? [[{ field: 'id', isOneOf: ids }]] : []),
    ...(status && parties.length > 0
      ? partyFields(description).map((field) => [{ field, isOneOf: parties }, ...open])
      : []),
  ];
}

export function relatedEvidence(
  description: ModuleDescription,
  seeds: Seeds,
  row: RecordAnswer,
): readonly Evidence[] {
  const labels = labelsOf(seeds);
  const named = seeds.known.filter(({ id }) => id === row.id).flatMap(({ evidence }) => evidence);
  const personOfCompany = seeds.companies.get(row.id);
  const party = statusField(description)
    ? partyFields(description).map((field) => labels.get(row[field] ?? '')).find((to) => to !== undefined)
    : undefined;
  return [
    ...named,
    ...(personOfCompany === undefined
      ? []
      : [{ kind: 'related' as const, as: 'company' as const, to: personOfCompany }]),
    ...(party === undefined ? [] : [{ kind: 'related' as const, as: 'open' as const, to: party }]),
  ];
}

/** People and companies, by id, with what they are called. */
function labelsOf({ found, companies }: Seeds): ReadonlyMap<string, string> {
  return new Map([
    ...companies,
    ...found.map(({ record }) => [record.id, record.label] as const),
  ]);
}

function namedIds({ name }: ModuleDescription, { known }: Seeds): readonly string[] {
  return known.filter(({ module }) => module === name).map(({ id }) => id);
}

/** A reference that may lead to a company may also have led to another record. */
function companyIds({ name, idPrefix }: ModuleDescription, { companies }: Seeds): readonly string[] {
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
