import type { ModuleDescription, RecordAnswer } from '../../../../contract/rest';
import type { KnownRecord } from '../../../domain/match-signals';
import type { CrmModule, CrmRecord, ModuleAnswer } from '../../../domain/crm';

/** A record that was found, and what it was made of. */
export interface Found {
  readonly module: CrmModule;
  readonly description: ModuleDescription;
  readonly row: RecordAnswer;
  readonly record: CrmRecord;
}

/** What a module answered, with what its records were made of. */
export interface FindingAnswer {
  readonly kind: 'answer';
  readonly answer: ModuleAnswer;
  readonly found: readonly Found[];
}

/** What a call found: records, or what our notes at stored messages name. */
export type Finding =
  FindingAnswer | { readonly kind: 'known'; readonly known: readonly KnownRecord[] };
