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
}

/** Why a record was suggested. */
export interface Evidence {
  readonly kind: 'address';
  readonly role: 'sender' | 'recipient';
  readonly address: string;
}

/** A record of the CRM, with what a person needs to tell it from others. All texts are plain text. */
export interface CrmRecord {
  /** Web service id, `<module prefix>x<record number>` (API.md section 4). */
  readonly id: string;
  readonly module: string;
  /** What one such record is called, e.g. `Contact`. */
  readonly moduleLabel: string;
  readonly label: string;
  /** A second line: e-mail address, phone; empty where there is none. */
  readonly detail: string;
  /** Empty for records found by hand. */
  readonly evidence: readonly Evidence[];
}

/** What one module answered to a suggestion or a search. */
export type ModuleAnswer =
  | {
      readonly status: 'found';
      readonly module: CrmModule;
      readonly records: readonly CrmRecord[];
      /** Whether the module may have more than it gave. */
      readonly more: boolean;
    }
  | { readonly status: 'failed'; readonly module: CrmModule; readonly problem: Problem };
