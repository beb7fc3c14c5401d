import type { MatchReason, Role } from './crm';
import type { Correspondent } from './other-side';

/** What of a mail and of earlier work may point to records of the CRM. */
export interface MatchSignals {
  readonly people: readonly Correspondent[];
  /** Addresses of those of them of whom earlier mails say something, see `OtherSide`. */
  readonly habitual: readonly string[];
  /** Domains that are neither free-mail nor one's own. */
  readonly domains: readonly { readonly role: Role; readonly domain: string }[];
  /** The Message-IDs of the conversation, this mail's own included, with angle brackets. */
  readonly conversation: readonly string[];
  /** What looks like a record number in the subject, as written: `TT12`, `#12`. */
  readonly numbers: readonly string[];
  /** Records that are known by id, and why. */
  readonly known: readonly KnownRecord[];
  /** What the status of a ticket or an opportunity says once it is done (REST API 14.6). */
  readonly closed: readonly string[];
}

export const noSignals: MatchSignals = {
  people: [],
  habitual: [],
  domains: [],
  conversation: [],
  numbers: [],
  known: [],
  closed: [],
};

export interface KnownRecord {
  /** Web service id (REST API 4). */
  readonly id: string;
  /** Missing where only the id's prefix tells. */
  readonly module?: string;
  readonly reasons: readonly MatchReason[];
}
