import type { Problem } from './problem';

/** A module of the CRM that mail can be linked to, as far as the user may see it. */
export interface CrmModule {
  /** The CRM's own word, e.g. `HelpDesk`. */
  readonly name: string;
  /** What its records are called, e.g. `Trouble Tickets`. */
  readonly label: string;
  /** What one record is called, e.g. `Ticket`. */
  readonly singular: string;
  /** Whether its records have an e-mail field. */
  readonly hasEmail: boolean;
  /**
   * Whether the user may be let comment on its records: the CRM tells it of all modules at once.
   */
  readonly takesComments?: boolean;
}

/** A user of the CRM. */
export interface CrmUser {
  /** What the user signs in with. */
  readonly userName: string;
  /** First and last name; the user name where the CRM tells none. */
  readonly name: string;
  /** `19x<number>`, where the CRM tells it. */
  readonly id?: string;
  /** The user's e-mail address, where the CRM tells it (REST API 14.13). */
  readonly address?: string;
}

/** The part that somebody has in a mail. */
export type Role = 'from' | 'replyTo' | 'to' | 'cc' | 'bcc';

/** Why a record was suggested. Times are ISO 8601 in UTC. */
export type MatchReason =
  /**
   * A person of the mail has an address of the record; `position` counts from 0 within the role.
   */
  | {
      readonly kind: 'address';
      readonly role: Role;
      readonly position: number;
      readonly address: string;
      /** Whether the record also bears the name that the mail gives the person. */
      readonly named: boolean;
      /**
       * Why it says less: the record's address, which `address` then is, is only spelled alike
       * (`otherSpellings`), or the person only passes on what others write.
       */
      readonly weakness?: 'spelling' | 'messenger';
    }
  /** The company has the domain of a person's address. */
  | { readonly kind: 'domain'; readonly role: Role; readonly domain: string }
  /**
   * Something that hangs on another record which was found: its company, or an open ticket of it.
   */
  | { readonly kind: 'related'; readonly to: string; readonly as: 'company' | 'open' }
  /** A mail of the same conversation was linked to it. */
  | { readonly kind: 'conversation'; readonly at?: string }
  /** So many of the last mails of the same person were linked to it. */
  | { readonly kind: 'habit'; readonly times: number }
  /** The subject names its number. */
  | { readonly kind: 'number'; readonly number: string }
  /** The user linked something to it not long ago. */
  | { readonly kind: 'recent'; readonly at: string }
  /** The user starred it. */
  | { readonly kind: 'favourite' };

/**
 * A record of the CRM, with what a person needs to tell it from others. All texts are plain text.
 */
export interface CrmRecord {
  /** Web service id, `<module prefix>x<record number>` (REST API 4). */
  readonly id: string;
  readonly module: string;
  /** What one such record is called, e.g. `Contact`. */
  readonly moduleLabel: string;
  readonly label: string;
  /** Its number in the CRM, such as `TT12`; missing where its module has none (REST API 14.3). */
  readonly number?: string;
  /** A second line: company, e-mail address, phone, status; empty where there is none. */
  readonly detail: string;
  /** Empty for records found by hand. */
  readonly reasons: readonly MatchReason[];
}

/** One field of a record as a person reads it: plain text. */
export interface RecordField {
  readonly label: string;
  readonly value: string;
}

/** What one module answered to a suggestion or a search. */
export type ModuleAnswer =
  | {
      readonly status: 'found';
      readonly module: CrmModule;
      readonly records: readonly CrmRecord[];
      /** Where the next page begins, as the CRM counts; missing where all was given. */
      readonly next?: number;
      /**
       * Whether these hang on what others gave: then they take the
       * place of the module's ones before.
       */
      readonly isRelated?: true;
    }
  | { readonly status: 'failed'; readonly module: CrmModule; readonly problem: Problem };
