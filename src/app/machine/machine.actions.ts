import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { Discarded } from '../domain/archive';
import type { Settings } from '../domain/settings';
import type { Configuration } from '../domain/configuration';
import type { CrmModule, CrmRecord, CrmUser, ModuleAnswer } from '../domain/crm';
import type { LinkProgress } from '../domain/link-progress';
import type { Mail, OpenItem } from '../domain/mail';
import type { OtherSide } from '../domain/other-side';
import type { Problem } from '../domain/problem';
import type { Account } from '../domain/account';
import type { JournalEntry } from '../ports/link-journal';
import type { LinkId } from './link-plan';
import type { EarlierLinks, LinkState, UndoImpact, SearchQuery } from './machine.state';

/** What Outlook did. */
export const HostActions = createActionGroup({
  source: 'Host',
  events: {
    /**
     * `configuration`: what the pane's host decided; `settings` and `account`: what was chosen on
     * this device, and who is remembered on it, if anybody.
     */
    'Host Ready': props<{
      item: OpenItem;
      configuration: Configuration;
      settings: Settings;
      account?: Account;
    }>(),
    'Host Absent': props<{ problem: Problem }>(),
    'Item Opened': props<{ item: OpenItem }>(),
    'Mail Read': props<{ mail: Mail }>(),
    'Mail Unreadable': props<{ problem: Problem }>(),
    /** Whom the open mail is with, once its headers were read or cannot be. */
    'People Known': props<{ side: OtherSide }>(),
  },
});

/** What the CRM answered. */
export const CrmActions = createActionGroup({
  source: 'CRM',
  events: {
    'Modules Loaded': props<{ modules: readonly CrmModule[] }>(),
    /** Asked for anew, while those that are remembered are in use. */
    'Modules Refreshed': props<{ modules: readonly CrmModule[] }>(),
    'Modules Not Refreshed': emptyProps(),
    'Modules Failed': props<{ problem: Problem }>(),
    'Records Suggested': props<{ answer: ModuleAnswer }>(),
    'Suggestions Completed': emptyProps(),
    'Suggestions Failed': props<{ problem: Problem }>(),
    'Records Found': props<{ answer: ModuleAnswer }>(),
    /** The page that begins at the module's row `start`, or more of the records in it. */
    'More Found': props<{ answer: ModuleAnswer; start: number }>(),
    'Search Completed': emptyProps(),
    'Search Failed': props<{ problem: Problem }>(),
    'Preview Failed': props<{ problem: Problem }>(),
    /** What the CRM and this device know of earlier links of the open mail. */
    'Earlier Links Found': props<{ earlier: EarlierLinks }>(),
    'Earlier Links Failed': props<{ problem: Problem }>(),
    /** Who is signed in. */
    'User Known': props<{ user: CrmUser }>(),
    'User Not Known': emptyProps(),
    /** Somewhere else than in a part of the page. */
    'Key Refused': props<{ problem: Problem }>(),
  },
});

/** What a person did in the pane. */
export const PaneActions = createActionGroup({
  source: 'Pane',
  events: {
    'Refresh Requested': emptyProps(),
    'Retry Requested': emptyProps(),
    'Query Changed': props<{ query: SearchQuery }>(),
    /** The next page of one module's search results. */
    'More Requested': props<{ module: string }>(),
    /** None of the records is the right one. */
    'New Record Requested': emptyProps(),
    'Record Starred': props<{ record: CrmRecord }>(),
    'Record Unstarred': props<{ record: CrmRecord }>(),
    /** Ticked or unticked. */
    'Record Toggled': props<{ record: CrmRecord }>(),
    /** A record came of the form: it was created, or was there and is taken instead. */
    'Record Taken From Form': props<{ record: CrmRecord }>(),
    'Record Form Left': emptyProps(),
    'Note Changed': props<{ note: string }>(),
    'Link Requested': emptyProps(),
    'Link Retry Requested': props<{ id: LinkId }>(),
    'Cancel Requested': props<{ id: LinkId }>(),
    /**
     * Goes on with a link that was begun; from the list, without the mail, where nothing of it is
     * needed.
     */
    'Finish Requested': props<{ entry: JournalEntry }>(),
    /** Gives up a link that was begun; what it stored stays. */
    'Unfinished Forgotten': props<{ entry: JournalEntry }>(),
    /** Links without the record at which it failed. */
    'Record Left Out': props<{ id: LinkId }>(),
    /** Tries one file of a finished link once more. */
    'File Retry Requested': props<{ id: LinkId; attachmentId: string }>(),
    /** From now on, on this device. */
    'Settings Changed': props<{ change: Partial<Settings> }>(),
    /**
     * What a link asked that only a person can tell: whether a stored mail is this one (`judged`),
     * or what shall become of contents that are not what Outlook listed (`doubts`).
     */
    'Question Answered': props<{
      id: LinkId;
      said: Partial<Pick<LinkProgress, 'judged' | 'doubts'>>;
    }>(),
    /** Lets everybody who may see its records see the message. */
    'Show To All Requested': props<{ id: LinkId }>(),
    /** It is asked whether the link shall be undone: what hangs on it is looked up. */
    'Undo Considered': props<{ id: LinkId }>(),
    /** Deletes what this link made: after a failure, or from the receipt. */
    'Undo Requested': props<{ id: LinkId }>(),
    /** The receipt or the failure was read; the pane shows the records again. */
    'Link Closed': props<{ id: LinkId }>(),
  },
});

/** How a link under way gets on. Each names its link, whatever the pane shows meanwhile. */
export const LinkActions = createActionGroup({
  source: 'Link',
  events: {
    /** What a link became by an event of its run; see `foldLink`. */
    'Link Advanced': props<{ state: LinkState }>(),
    'Shown To All': props<{ id: LinkId }>(),
    'Show To All Failed': props<{ id: LinkId; problem: Problem }>(),
    /** What else hangs on the message. */
    'Undo Impact Known': props<{ id: LinkId; impact: UndoImpact }>(),
    Undone: props<{ id: LinkId; discarded: Discarded }>(),
    'Undo Failed': props<{ id: LinkId; problem: Problem }>(),
  },
});

/** What the journal on this device tells. */
export const JournalActions = createActionGroup({
  source: 'Journal',
  events: {
    /** The links that were begun and have not come to their end, of the account signed in. */
    'Unfinished Listed': props<{ entries: readonly JournalEntry[] }>(),
    /** The starred records of the account signed in. */
    'Favourites Listed': props<{ records: readonly CrmRecord[] }>(),
  },
});
