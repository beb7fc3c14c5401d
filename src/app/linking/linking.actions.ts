import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { CrmModule, CrmRecord, ModuleAnswer } from '../domain/crm';
import type { Mail, OpenItem } from '../domain/mail';
import type { Problem } from '../domain/problem';
import type { Account } from '../ports/credential-vault';
import type { LinkFacts, LinkId } from './link-plan';
import type { SearchQuery } from './linking.state';

/** What Outlook did. */
export const HostActions = createActionGroup({
  source: 'Host',
  events: {
    /** `account` is the one remembered on this device, if any. */
    'Host Ready': props<{ item: OpenItem; account?: Account }>(),
    'Host Absent': props<{ problem: Problem }>(),
    'Item Opened': props<{ item: OpenItem }>(),
    'Mail Read': props<{ mail: Mail }>(),
    'Mail Unreadable': props<{ problem: Problem }>(),
  },
});

/** What the CRM answered. */
export const CrmActions = createActionGroup({
  source: 'CRM',
  events: {
    'Modules Loaded': props<{ modules: readonly CrmModule[] }>(),
    'Modules Failed': props<{ problem: Problem }>(),
    'Records Suggested': props<{ answer: ModuleAnswer }>(),
    'Suggestions Completed': emptyProps(),
    'Suggestions Failed': props<{ problem: Problem }>(),
    'Records Found': props<{ answer: ModuleAnswer }>(),
    'Search Completed': emptyProps(),
    'Search Failed': props<{ problem: Problem }>(),
  },
});

/** What a person did in the pane. */
export const LinkPageActions = createActionGroup({
  source: 'Link Page',
  events: {
    'Refresh Requested': emptyProps(),
    'Retry Requested': emptyProps(),
    'Query Changed': props<{ query: SearchQuery }>(),
    'Record Chosen': props<{ record: CrmRecord | undefined }>(),
    'Link Requested': emptyProps(),
    'Link Retry Requested': props<{ id: LinkId }>(),
    'Cancel Requested': props<{ id: LinkId }>(),
    /** Deletes a message that could be stored but not linked. */
    'Discard Requested': props<{ id: LinkId }>(),
    /** The receipt or the failure was read; the pane shows the records again. */
    'Link Closed': props<{ id: LinkId }>(),
  },
});

/** How a link under way gets on. Each names its link, whatever the pane shows meanwhile. */
export const LinkActions = createActionGroup({
  source: 'Link',
  events: {
    'Step Started': props<{ id: LinkId; step: number }>(),
    'Upload Progressed': props<{ id: LinkId; sent: number; total: number }>(),
    'Step Done': props<{ id: LinkId; step: number; facts: Partial<LinkFacts> }>(),
    'Mail Linked': props<{ id: LinkId }>(),
    'Link Failed': props<{ id: LinkId; step: number; problem: Problem }>(),
    'Message Discarded': props<{ id: LinkId }>(),
    'Discard Failed': props<{ id: LinkId; problem: Problem }>(),
  },
});
