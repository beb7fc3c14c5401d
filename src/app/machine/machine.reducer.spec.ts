import type { Action } from '@ngrx/store';
import { defaultSettings } from '../domain/settings';
import { stockConfiguration } from '../domain/configuration';
import { aMail, aModule, aRecord, aSide, anAccount, anOpenMail } from '../testing/samples';
import { SessionActions } from './session.actions';
import { CrmActions, HostActions, JournalActions, PaneActions } from './machine.actions';
import { machineFeature } from './machine.reducer';
import {
  type In,
  type MachineState,
  type PaneState,
  type PaneStatus,
  initialState,
} from './machine.state';

const item = anOpenMail();
const mail = aMail();
const offline = { kind: 'offline' } as const;
const answer = {
  status: 'found',
  module: aModule(),
  records: [aRecord()],
} as const;

const choosing: In<'choosing'> = {
  status: 'choosing',
  item,
  mail,
  modules: [aModule()],
  suggestions: { status: 'streaming', answers: [] },
  query: { text: 'ro' },
  search: { status: 'streaming', answers: [] },
  paging: {},
  chosen: [aRecord()],
  note: '',
  earlier: { status: 'asking', round: 0 },
  attempt: 0,
};

const panes: { readonly [S in PaneStatus]: In<S> } = {
  starting: { status: 'starting' },
  outsideOutlook: { status: 'outsideOutlook', problem: offline },
  signedOut: { status: 'signedOut', item },
  noMail: { status: 'noMail', item: { kind: 'nothing' } },
  readingMail: { status: 'readingMail', item },
  loadingModules: { status: 'loadingModules', item, mail },
  choosing,
  failed: {
    status: 'failed',
    item,
    problem: { kind: 'keyRefused' },
    retry: { status: 'loadingModules', item, mail },
  },
};

/**
 * Every event, and where it leads from each state it means something in; it is ignored elsewhere.
 */
const table: Record<string, { event: Action; leads: Partial<Record<PaneStatus, PaneStatus>> }> = {
  'New Record Requested': {
    event: PaneActions.newRecordRequested(),
    leads: { choosing: 'choosing' },
  },
  'Record Taken From Form': {
    event: PaneActions.recordTakenFromForm({ record: aRecord() }),
    leads: { choosing: 'choosing' },
  },
  'Record Form Left': {
    event: PaneActions.recordFormLeft(),
    leads: { choosing: 'choosing' },
  },
  'People Known': {
    event: HostActions.peopleKnown({ side: aSide() }),
    leads: { choosing: 'choosing' },
  },
  'Key Refused': {
    event: CrmActions.keyRefused({ problem: { kind: 'keyRefused' } }),
    leads: { choosing: 'failed' },
  },
  'Host Ready, remembered': {
    event: HostActions.hostReady({
      item,
      configuration: stockConfiguration,
      settings: defaultSettings,
      account: anAccount,
    }),
    leads: { starting: 'readingMail' },
  },
  'Host Ready, unknown': {
    event: HostActions.hostReady({
      item,
      configuration: stockConfiguration,
      settings: defaultSettings,
    }),
    leads: { starting: 'signedOut' },
  },
  'Host Ready, nothing open': {
    event: HostActions.hostReady({
      item: { kind: 'nothing' },
      configuration: stockConfiguration,
      settings: defaultSettings,
      account: anAccount,
    }),
    leads: { starting: 'noMail' },
  },
  'Host Absent': {
    event: HostActions.hostAbsent({ problem: offline }),
    leads: { starting: 'outsideOutlook' },
  },
  'Item Opened, a mail': {
    event: HostActions.itemOpened({ item: anOpenMail({ itemId: 'item-2' }) }),
    leads: {
      signedOut: 'signedOut',
      noMail: 'readingMail',
      readingMail: 'readingMail',
      loadingModules: 'readingMail',
      choosing: 'readingMail',
      failed: 'readingMail',
    },
  },
  'Item Opened, a draft': {
    event: HostActions.itemOpened({ item: { kind: 'draft' } }),
    leads: {
      signedOut: 'signedOut',
      noMail: 'noMail',
      readingMail: 'noMail',
      loadingModules: 'noMail',
      choosing: 'noMail',
      failed: 'noMail',
    },
  },
  'Mail Read': { event: HostActions.mailRead({ mail }), leads: { readingMail: 'loadingModules' } },
  'Mail Unreadable': {
    event: HostActions.mailUnreadable({ problem: { kind: 'mailProtected' } }),
    leads: { readingMail: 'failed' },
  },
  'Signed In': {
    event: SessionActions.signedIn({ account: anAccount }),
    leads: { signedOut: 'readingMail', failed: 'loadingModules' },
  },
  'Signed Out': {
    event: SessionActions.signedOut(),
    leads: {
      noMail: 'signedOut',
      readingMail: 'signedOut',
      loadingModules: 'signedOut',
      choosing: 'signedOut',
      failed: 'signedOut',
      signedOut: 'signedOut',
    },
  },
  'Modules Loaded': {
    event: CrmActions.modulesLoaded({ modules: [aModule()] }),
    leads: { loadingModules: 'choosing' },
  },
  'Modules Failed': {
    event: CrmActions.modulesFailed({ problem: offline }),
    leads: { loadingModules: 'failed' },
  },
  'Records Suggested': {
    event: CrmActions.recordsSuggested({ answer }),
    leads: { choosing: 'choosing' },
  },
  'Suggestions Completed': {
    event: CrmActions.suggestionsCompleted(),
    leads: { choosing: 'choosing' },
  },
  'Suggestions Failed': {
    event: CrmActions.suggestionsFailed({ problem: offline }),
    leads: { choosing: 'choosing' },
  },
  'Suggestions Failed, key refused': {
    event: CrmActions.suggestionsFailed({ problem: { kind: 'keyRefused' } }),
    leads: { choosing: 'failed' },
  },
  'Query Changed': {
    event: PaneActions.queryChanged({ query: { text: 'ross' } }),
    leads: { choosing: 'choosing' },
  },
  'Records Found': { event: CrmActions.recordsFound({ answer }), leads: { choosing: 'choosing' } },
  'Search Completed': { event: CrmActions.searchCompleted(), leads: { choosing: 'choosing' } },
  'Search Failed': {
    event: CrmActions.searchFailed({ problem: offline }),
    leads: { choosing: 'choosing' },
  },
  // These two mean something only where a module said that it has more: see search-pages.spec.ts.
  'More Requested': {
    event: PaneActions.moreRequested({ module: 'Contacts' }),
    leads: {},
  },
  'More Found': {
    event: CrmActions.moreFound({ answer, start: 10 }),
    leads: {},
  },
  'Preview Failed': {
    event: CrmActions.previewFailed({ problem: offline }),
    leads: {},
  },
  'Preview Failed, key refused': {
    event: CrmActions.previewFailed({ problem: { kind: 'keyRefused' } }),
    leads: { choosing: 'failed' },
  },
  'Search Failed, locked': {
    event: CrmActions.searchFailed({ problem: { kind: 'locked' } }),
    leads: { choosing: 'failed' },
  },
  'Record Toggled': {
    event: PaneActions.recordToggled({ record: aRecord({ id: '4x51' }) }),
    leads: { choosing: 'choosing' },
  },
  'Note Changed': {
    event: PaneActions.noteChanged({ note: 'Call back' }),
    leads: { choosing: 'choosing' },
  },
  'Earlier Links Found': {
    event: CrmActions.earlierLinksFound({ earlier: { records: [] } }),
    leads: { choosing: 'choosing' },
  },
  'Earlier Links Failed': {
    event: CrmActions.earlierLinksFailed({ problem: offline }),
    leads: { choosing: 'choosing' },
  },
  'Earlier Links Failed, key refused': {
    event: CrmActions.earlierLinksFailed({ problem: { kind: 'keyRefused' } }),
    leads: { choosing: 'failed' },
  },
  'Retry Requested': {
    event: PaneActions.retryRequested(),
    leads: { choosing: 'choosing', failed: 'loadingModules', outsideOutlook: 'starting' },
  },
  'Link Requested': { event: PaneActions.linkRequested(), leads: { choosing: 'choosing' } },
  'Refresh Requested': { event: PaneActions.refreshRequested(), leads: {} },
};

function reduce(pane: PaneState, event: Action): PaneState {
  return machineFeature.reducer({ ...initialState, account: anAccount, pane }, event).pane;
}

describe('machine reducer, the pane', () => {
  for (const [name, { event, leads }] of Object.entries(table)) {
    for (const pane of Object.values(panes)) {
      const to = leads[pane.status];
      it(`${to ? `leads to ${to}` : 'stays'} on ${name} when ${pane.status}`, () => {
        const next = reduce(pane, event);
        expect(next.status).toBe(to ?? pane.status);
        if (to === undefined) expect(next).toBe(pane);
        else expect(next).not.toBe(pane);
      });
    }
  }

  it('shows the records of a module once they arrive', () => {
    const next = reduce(choosing, CrmActions.recordsSuggested({ answer })) as In<'choosing'>;
    expect(next.suggestions).toEqual({ status: 'streaming', answers: [answer] });
  });

  it('keeps what arrived when the suggestions are complete', () => {
    const streamed = reduce(choosing, CrmActions.recordsSuggested({ answer }));
    const next = reduce(streamed, CrmActions.suggestionsCompleted()) as In<'choosing'>;
    expect(next.suggestions).toEqual({ status: 'done', answers: [answer] });
  });

  it('asks nothing for one character', () => {
    const event = PaneActions.queryChanged({ query: { text: ' r ' } });
    expect((reduce(choosing, event) as In<'choosing'>).search.status).toBe('idle');
  });

  it('begins anew, with the same query, when a part of the page is retried', () => {
    const failed = reduce(choosing, CrmActions.searchFailed({ problem: offline }));
    const next = reduce(failed, PaneActions.retryRequested()) as In<'choosing'>;
    expect(next.search).toEqual({ status: 'streaming', answers: [] });
    expect(next.query).toEqual(choosing.query);
    expect(next.query).not.toBe(choosing.query);
  });

  it('opens what Outlook shows by then when somebody signs in', () => {
    const other = anOpenMail({ itemId: 'item-9' });
    const waiting = reduce(panes.signedOut, HostActions.itemOpened({ item: other }));
    const next = reduce(
      waiting,
      SessionActions.signedIn({ account: anAccount }),
    ) as In<'readingMail'>;
    expect(next.item.itemId).toBe('item-9');
  });

  it('stays failed on Signed In when the key was not the problem', () => {
    const failed: In<'failed'> = { ...panes.failed, problem: offline };
    const event = SessionActions.signedIn({ account: anAccount });
    expect(reduce(failed, event).status).toBe('failed');
  });

  it('forgets the pages under way when something else is searched for', () => {
    const paging = { Contacts: { status: 'asking', start: 10 } } as const;
    for (const event of [
      PaneActions.queryChanged({ query: { text: 'ross' } }),
      PaneActions.retryRequested(),
    ]) {
      expect((reduce({ ...choosing, paging }, event) as In<'choosing'>).paging).toEqual({});
    }
  });
});

describe('machine reducer, what is used', () => {
  const state: MachineState = { ...initialState, account: anAccount, pane: choosing };
  const after = (...events: Action[]): MachineState => events.reduce(machineFeature.reducer, state);
  const [one, two] = [aRecord({ id: '4x1' }), aRecord({ id: '4x2', reasons: [] })];

  it('has the records that were starred, the newest first, without why they were suggested', () => {
    const starred = after(
      JournalActions.favouritesListed({ records: [two] }),
      PaneActions.recordStarred({ record: one }),
    );
    expect(starred.favourites).toEqual([{ ...one, reasons: [] }, two]);
    expect(
      after(
        JournalActions.favouritesListed({ records: [one, two] }),
        PaneActions.recordUnstarred({ record: one }),
      ).favourites,
    ).toEqual([two]);
  });

  it('shows nobody’s stars after signing out', () => {
    const listed = JournalActions.favouritesListed({ records: [one] });
    expect(after(listed, SessionActions.signedOut()).favourites).toEqual([]);
  });

  it('has the modules that were searched in or linked to, the last one first, six at most', () => {
    const used = after(
      PaneActions.settingsChanged({
        change: { recentModules: ['A', 'B', 'C', 'D', 'E', 'F'] },
      }),
      PaneActions.queryChanged({ query: { text: '', module: 'C' } }),
      PaneActions.linkRequested(),
    );
    expect(used.settings.recentModules).toEqual(['Contacts', 'C', 'A', 'B', 'D', 'E']);
    const again = machineFeature.reducer(used, PaneActions.linkRequested());
    expect(again.settings.recentModules).toBe(used.settings.recentModules);
  });
});
