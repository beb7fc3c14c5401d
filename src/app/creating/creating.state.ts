import type { CrmModule, CrmRecord } from '../domain/crm';
import type { Mail } from '../domain/mail';
import type { OtherSide } from '../domain/other-side';
import type { Problem, RefusalReason } from '../domain/problem';
import type {
  CreatedRecord,
  FormValues,
  Likeness,
  RecordForm,
  SimilarRecords,
} from '../domain/record-form';
import type { AnswersState } from '../machine/machine.state';
import type { Account } from '../domain/account';

/** Modules that are created most, by the CRM's own words, in the order they are offered. */
export const USUAL_MODULES = ['Contacts', 'Leads', 'Accounts', 'HelpDesk'];

/** What a form is opened over. */
export interface Origin {
  readonly mail: Mail;
  /** Whom the mail is with. */
  readonly side: OtherSide;
  /** Who fills it in. */
  readonly account: Account;
  /** Those the user may see. */
  readonly modules: readonly CrmModule[];
  /** Records of this mail that are on the screen, the best first. */
  readonly known: readonly CrmRecord[];
}

/** A field that cannot be stored as it is. */
export interface Refusal {
  readonly field: string;
  readonly reason: RefusalReason;
}

/** What the CRM holds that is like the record being typed; `likeness` is what was asked for. */
export type Similar =
  | { readonly status: 'idle' }
  | { readonly status: 'asking'; readonly likeness: Likeness }
  | { readonly status: 'known'; readonly likeness: Likeness; readonly found: SimilarRecords }
  | { readonly status: 'failed'; readonly likeness: Likeness; readonly problem: Problem };

/** A record being sought for a reference. */
export interface Lookup {
  readonly field: string;
  readonly text: string;
  /** Counts how often the same was asked anew, after signing in again. */
  readonly round?: number;
  readonly answers: Exclude<AnswersState, { status: 'idle' }>;
}

/** The form with what is typed. */
export interface Draft {
  readonly origin: Origin;
  readonly form: RecordForm;
  readonly values: FormValues;
  /** The records that references lead to, by field. */
  readonly linked: Readonly<Record<string, CrmRecord>>;
  readonly refused: readonly Refusal[];
  readonly similar: Similar;
  readonly lookup?: Lookup | undefined;
  /** Why it was not created, where no field of the form is to blame. */
  readonly problem?: Problem | undefined;
  /**
   * Whether an answer was lost: the CRM may hold the record, and is asked before another attempt.
   */
  readonly mayBeStored: boolean;
}

/** The form for a new record, from the choice of its module to the record. */
export type CreatingState =
  | { readonly status: 'closed' }
  | {
      readonly status: 'choosingModule';
      readonly origin: Origin;
      /** Modules that the user may create records in, as far as it is known. */
      readonly offered: readonly CrmModule[];
      readonly scope: 'usual' | 'all';
      readonly isAsking: boolean;
    }
  | { readonly status: 'loadingForm'; readonly origin: Origin; readonly module: CrmModule }
  | {
      readonly status: 'failed';
      readonly origin: Origin;
      readonly problem: Problem;
      readonly retry: Creating<'choosingModule'> | Creating<'loadingForm'>;
    }
  | { readonly status: 'filling'; readonly draft: Draft }
  /** Saving was asked for; the CRM is asked first whether it holds the record already. */
  | { readonly status: 'checking'; readonly draft: Draft }
  | { readonly status: 'saving'; readonly draft: Draft }
  /**
   * Only where something was stored in another way than typed: that is said before the form closes.
   */
  | { readonly status: 'stored'; readonly origin: Origin; readonly created: CreatedRecord };

export type CreatingStatus = CreatingState['status'];
export type Creating<S extends CreatingStatus> = Extract<CreatingState, { status: S }>;

/** The mail that a form is for. */
export function originOf(state: CreatingState): Origin | undefined {
  if (state.status === 'closed') return undefined;
  return 'draft' in state ? state.draft.origin : state.origin;
}
