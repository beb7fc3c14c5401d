import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { CrmModule, CrmRecord, ModuleAnswer } from '../domain/crm';
import type { Problem } from '../domain/problem';
import type { CreatedRecord, RecordForm, SimilarRecords } from '../domain/record-form';
import type { Origin } from './creating.state';
import type { Prefilled } from './prefill';

/** What a person did in the form. */
export const FormActions = createActionGroup({
  source: 'Record Form',
  events: {
    Opened: props<{ origin: Origin }>(),
    'All Modules Wanted': emptyProps(),
    'Module Chosen': props<{ module: CrmModule }>(),
    /** Back to the choice of the module. */
    'Other Module Wanted': emptyProps(),
    'Value Changed': props<{ field: string; value: string }>(),
    /** A field was left: what is typed of name and address holds for now. */
    'Field Left': emptyProps(),
    'Reference Sought': props<{ field: string; text: string }>(),
    /** Without a record: cleared. */
    'Reference Chosen': props<{ field: string; record?: CrmRecord }>(),
    'Save Requested': emptyProps(),
    /** A record that the CRM has already is taken instead of a new one. */
    'Similar Record Chosen': props<{ record: CrmRecord }>(),
    'Retry Requested': emptyProps(),
  },
});

/** What the CRM answered. */
export const RecordActions = createActionGroup({
  source: 'Record Creation',
  events: {
    'Module Offered': props<{ module: CrmModule }>(),
    'Modules Completed': emptyProps(),
    'Modules Failed': props<{ problem: Problem }>(),
    'Form Loaded': props<{ form: RecordForm; prefilled: Prefilled }>(),
    'Form Failed': props<{ problem: Problem }>(),
    'Similar Found': props<{ found: SimilarRecords }>(),
    'Similar Failed': props<{ problem: Problem }>(),
    'References Found': props<{ answer: ModuleAnswer }>(),
    'References Completed': emptyProps(),
    'References Failed': props<{ problem: Problem }>(),
    /** `mailId` is that of the mail the form was for. */
    'Record Created': props<{ mailId: string; created: CreatedRecord }>(),
    'Creation Failed': props<{ mailId: string; problem: Problem }>(),
  },
});
