import type { CrmRecord, MatchReason, Role } from './crm';

/**
 * How much each kind of evidence counts. It adds up: an address in a linked conversation outweighs
 * the address alone, and the conversation alone outweighs the address, for a mail that answers a
 * linked one belongs with it, whoever wrote it. A number in the subject was put there to be found.
 */
const WEIGHTS = {
  number: 150,
  conversation: 120,
  address: { from: 100, replyTo: 80, to: 60, cc: 30, bcc: 55 },
  domain: { from: 70, replyTo: 50, to: 40, cc: 15, bcc: 35 },
  /** Beside an address: the record also bears the person's name. */
  named: 10,
  /**
   * What an address is less that is the same only in another spelling: more than a name is worth.
   */
  inexact: 12,
  /** For one linked mail of the person, and more for each further one. */
  habit: 30,
  habitAgain: 4,
  company: 25,
  open: 20,
  favourite: 8,
  recent: 4,
} as const;

/**
 * What is less by one's place in a list of recipients, up to so many
 * places: never less than a domain.
 */
const PLACE = 3;
const MOST_PLACES = 4;
/** Above this a habit grows no further. */
const MOST_HABIT = 6;

/**
 * Modules of people and companies: in all others an address only says whom a record is about. That
 * is less than being the person, and more than being the company.
 */
const PARTIES = new Set(['Contacts', 'Accounts', 'Leads', 'Vendors']);
const ABOUT = 0.6;
/** What is left of the address of somebody who only passes on what others write. */
const MESSENGER = 0.5;

/** Whether the module's records are people or companies. */
export const isParty = (module: string): boolean => PARTIES.has(module);

/**
 * Below this there is no more than a hint: a record that was used or starred, whatever the mail.
 */
const SUGGESTION = 15;

/** Records in the order of what speaks for them. */
export interface Ranking {
  /** Those that the mail itself points to. */
  readonly suggested: readonly CrmRecord[];
  /** Those that are only at hand: used not long ago, or starred. */
  readonly atHand: readonly CrmRecord[];
}

/**
 * The order in which records are suggested: by the sum of what speaks for each; where sums are
 * equal by the order of `modules`, by name and by number, so that the same records always stand in
 * the same order. A record that is told several times gathers the evidence of all; of one kind
 * about the same thing only the weightiest counts.
 */
export function rankRecords(records: readonly CrmRecord[], modules: readonly string[]): Ranking {
  const scored = merged(records)
    .filter(({ reasons }) => reasons.length > 0)
    .map((record) => ({ record, score: scoreOf(record) }));
  const place = new Map(modules.map((name, index) => [name, index]));
  const placeOf = ({ module }: CrmRecord): number => place.get(module) ?? modules.length;
  scored.sort(
    (one, other) =>
      other.score - one.score ||
      placeOf(one.record) - placeOf(other.record) ||
      compareText(one.record.label, other.record.label) ||
      numberOf(one.record) - numberOf(other.record) ||
      compareText(one.record.id, other.record.id),
  );
  const [suggested, atHand] = [true, false].map((isSuggested) =>
    scored.filter(({ score }) => score >= SUGGESTION === isSuggested).map(({ record }) => record),
  ) as [CrmRecord[], CrmRecord[]];
  return { suggested, atHand };
}

/** The sum of what speaks for a record. */
export function scoreOf({ module, reasons }: Pick<CrmRecord, 'module' | 'reasons'>): number {
  const best = new Map<string, number>();
  for (const one of reasons) {
    const weight = isParty(module) ? weigh(one) : weighAbout(one);
    const key = one.kind === 'domain' ? 'address' : one.kind;
    best.set(key, Math.max(best.get(key) ?? 0, weight));
  }
  return [...best.values()].reduce((sum, weight) => sum + weight, 0);
}

/** As `weigh`, in a record that is neither a person nor a company. */
function weighAbout(reasons: MatchReason): number {
  const weight = weigh(reasons);
  switch (reasons.kind) {
    case 'address':
      return (weight + WEIGHTS.domain[reasons.role]) / 2;
    case 'domain':
      return ABOUT * weight;
    default:
      return weight;
  }
}

function weigh(reasons: MatchReason): number {
  switch (reasons.kind) {
    case 'address':
      return weakened(
        inPlace(WEIGHTS.address, reasons.role, reasons.position) +
          (reasons.named ? WEIGHTS.named : 0),
        reasons.weakness,
      );
    case 'domain':
      return WEIGHTS.domain[reasons.role];
    case 'related':
      return reasons.as === 'company' ? WEIGHTS.company : WEIGHTS.open;
    case 'habit':
      return WEIGHTS.habit + WEIGHTS.habitAgain * (Math.min(reasons.times, MOST_HABIT) - 1);
    case 'conversation':
    case 'number':
    case 'recent':
    case 'favourite':
      return WEIGHTS[reasons.kind];
  }
}

/** Below the very address, and suggested all the same. */
function weakened(weight: number, weakness?: 'spelling' | 'messenger'): number {
  switch (weakness) {
    case undefined:
      return weight;
    case 'spelling':
      return Math.max(weight - WEIGHTS.inexact, SUGGESTION);
    case 'messenger':
      return Math.max(MESSENGER * weight, SUGGESTION);
  }
}

function inPlace(weights: Readonly<Record<Role, number>>, role: Role, position: number): number {
  return weights[role] - PLACE * Math.min(position, MOST_PLACES);
}

/** Each record once, with all its evidence, the weightiest first, and its fullest second line. */
function merged(records: readonly CrmRecord[]): readonly CrmRecord[] {
  const byId = new Map<string, CrmRecord>();
  for (const record of records) {
    const known = byId.get(record.id) ?? record;
    byId.set(record.id, {
      ...known,
      detail: record.detail.length > known.detail.length ? record.detail : known.detail,
      reasons: known === record ? record.reasons : [...known.reasons, ...record.reasons],
    });
  }
  return [...byId.values()].map((record) => ({ ...record, reasons: distinct(record.reasons) }));
}

/**
 * The weightiest first, whichever was told first; of what is said
 * twice in the same words only that.
 */
function distinct(reasons: readonly MatchReason[]): readonly MatchReason[] {
  const kept = new Map<string, MatchReason>();
  for (const one of reasons.toSorted(byWeight)) {
    const key = [
      one.kind,
      'role' in one ? one.role : '',
      one.kind === 'related' ? `${one.as} ${one.to}` : '',
    ].join(' ');
    if (!kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()];
}

/** Of what weighs the same the newer first, and the rest in any order that is always the same. */
function byWeight(one: MatchReason, other: MatchReason): number {
  return weigh(other) - weigh(one) || compareText(textOf(other), textOf(one));
}

const textOf = (reasons: MatchReason): string => Object.values(reasons).join(' ');
const collator = new Intl.Collator('en', { numeric: true });
const compareText = (one: string, other: string): number => collator.compare(one, other);
const numberOf = ({ id }: CrmRecord): number => Number(id.split('x').at(-1));
