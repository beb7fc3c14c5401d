import { type Action, createFeature, createReducer, createSelector, on } from '@ngrx/store';
import type { CrmModule, CrmRecord, CrmUser, ModuleAnswer } from '../domain/crm';
import type { Mail } from '../domain/mail';
import type { Problem } from '../domain/problem';
import { withAnswer } from '../domain/suggested-answers';
import { accountReducer, opened } from './account.reducer';
import { givenUpEntry } from './journal-reading';
import { knownKey } from './link-plan';
import { CrmActions, HostActions, PaneActions } from './machine.actions';
import { linksReducer } from './links.reducer';
import {
  type In,
  type RetryableState,
  type MachineState,
  type OpenMail,
  type PaneState,
  type PaneStatus,
  MAX_RECENT_MODULES,
  type AnswersState,
  MIN_QUERY_LENGTH,
  asksForSignIn,
  initialState,
  isUnderWay,
} from './machine.state';
import { askingForMore, withFirstPage, withNextPage } from './search-pages';

/** One arrow of the pane's diagram: in `status` the event leads to `next`; elsewhere it is ignored. */
function from<S extends PaneStatus, E>(
  status: S,
  next: (pane: In<S>, event: E) => PaneState,
): (state: MachineState, event: E) => MachineState {
  return (state, event) =>
    state.pane.status === status ? { ...state, pane: next(state.pane as In<S>, event) } : state;
}

function choosing(item: OpenMail, mail: Mail, modules: readonly CrmModule[]): In<'choosing'> {
  return {
    status: 'choosing',
    item,
    mail,
    modules,
    suggestions: { status: 'streaming', answers: [] },
    query: { text: '' },
    search: { status: 'idle' },
    paging: {},
    chosen: [],
    note: '',
    earlier: { status: 'asking', round: 0 },
    attempt: 0,
  };
}

function failed(retry: RetryableState, { problem }: { problem: Problem }): In<'failed'> {
  return { status: 'failed', item: retry.item, problem, retry };
}

function suggested(region: AnswersState, answer: ModuleAnswer): AnswersState {
  return region.status === 'streaming'
    ? { ...region, answers: withAnswer(region.answers, answer) }
    : region;
}

const hasRecords = (region: AnswersState): boolean =>
  'answers' in region &&
  region.answers.some((answer) => answer.status === 'found' && answer.records.length > 0);

const completed = (region: AnswersState): AnswersState =>
  region.status === 'streaming' ? { ...region, status: 'done' } : region;

/** Whether a mail that was taken for somebody else's is the user's own, through another address. */
function isSentBy({ address }: CrmUser, { from, sender, sentByUser }: Mail): boolean {
  return !sentByUser && [from, sender].some((one) => one.address.toLowerCase() === address);
}

function retried(pane: In<'choosing'>): In<'choosing'> {
  return {
    ...pane,
    attempt: pane.attempt + 1,
    earlier: { status: 'asking', round: pane.earlier.round + 1 },
    query: { ...pane.query },
    paging: {},
    suggestions: { status: 'streaming', answers: [] },
    search: pane.search.status === 'idle' ? pane.search : { status: 'streaming', answers: [] },
  };
}

/** Modules that the user may not see any more take their records along. */
function withModules(
  pane: In<'choosing'>,
  { modules }: { modules: readonly CrmModule[] },
): In<'choosing'> {
  const names = modules.map(({ name }) => name);
  if (names.join() === pane.modules.map(({ name }) => name).join()) return pane;
  const isSeen = ({ module: { name } }: ModuleAnswer): boolean => names.includes(name);
  const seen = (region: AnswersState): AnswersState =>
    'answers' in region ? { ...region, answers: region.answers.filter(isSeen) } : region;
  const { module, ...query } = pane.query;
  return {
    ...pane,
    modules,
    query: module !== undefined && names.includes(module) ? pane.query : query,
    suggestions: seen(pane.suggestions),
    search: seen(pane.search),
    chosen: pane.chosen.filter((record) => names.includes(record.module)),
  };
}

/** As `from('choosing', …)`, also while the page waits behind a sign-in. */
function choosingOrKept<E>(
  next: (pane: In<'choosing'>, event: E) => PaneState,
): (state: MachineState, event: E) => MachineState {
  return (state, event) => {
    const { pane } = state;
    if (pane.status !== 'failed' || pane.retry.status !== 'choosing') {
      return from('choosing', next)(state, event);
    }
    const retry = next(pane.retry, event);
    return retry.status === 'choosing' ? { ...state, pane: { ...pane, retry } } : state;
  };
}

/** A part of the choosing page failed: only a refused key takes the page away. */
function regionFailed(
  part: 'suggestions' | 'search',
): (pane: In<'choosing'>, event: { problem: Problem }) => PaneState {
  return (pane, { problem }) =>
    asksForSignIn(problem)
      ? failed(retried(pane), { problem })
      : { ...pane, [part]: { status: 'failed', problem, answers: answersOf(pane[part]) } };
}

/** What has arrived so far. */
function answersOf(region: AnswersState): readonly ModuleAnswer[] {
  return region.status === 'idle' ? [] : region.answers;
}

function lastUsed(used: readonly string[], before: readonly string[]): readonly string[] {
  return [...new Set([...used, ...before])].slice(0, MAX_RECENT_MODULES);
}

/** The same state where nothing changes, for it is kept whenever it does. */
function withRecentModules(state: MachineState, used: readonly string[]): MachineState {
  const { settings } = state;
  const recentModules = lastUsed(used, settings.recentModules);
  return recentModules.join() === settings.recentModules.join()
    ? state
    : { ...state, settings: { ...settings, recentModules } };
}

const paneReducer = createReducer(
  initialState,

  on(HostActions.hostReady, (state, { item, configuration, settings, account }) =>
    state.pane.status === 'starting'
      ? {
          ...state,
          configuration,
          settings,
          account: account ?? null,
          pane: account ? opened(item) : { status: 'signedOut', item },
        }
      : state,
  ),
  on(
    HostActions.hostAbsent,
    from('starting', (_, { problem }) => ({ status: 'outsideOutlook', problem })),
  ),
  on(HostActions.itemOpened, (state, { item }) => {
    switch (state.pane.status) {
      case 'starting':
      case 'outsideOutlook':
        return state;
      case 'signedOut':
        return {
          ...state,
          pane: { status: 'signedOut', item, ...(state.pane.back && { back: opened(item) }) },
        };
      default:
        return { ...state, pane: opened(item) };
    }
  }),

  on(
    HostActions.mailRead,
    from('readingMail', ({ item }, { mail }) => ({ status: 'loadingModules', item, mail })),
  ),
  on(
    HostActions.peopleKnown,
    from('choosing', (pane, { side }) => ({
      ...pane,
      side,
      mail: { ...pane.mail, sentByUser: side.sentByUser },
    })),
  ),
  on(
    CrmActions.userKnown,
    from('choosing', (pane, { user }) => (isSentBy(user, pane.mail) ? retried(pane) : pane)),
  ),
  on(HostActions.mailUnreadable, from('readingMail', failed)),
  on(
    CrmActions.modulesLoaded,
    from('loadingModules', ({ item, mail }, { modules }) => choosing(item, mail, modules)),
  ),
  on(CrmActions.modulesRefreshed, from('choosing', withModules)),
  on(CrmActions.modulesFailed, from('loadingModules', failed)),

  on(
    CrmActions.recordsSuggested,
    from('choosing', (pane, { answer }) => ({
      ...pane,
      suggestions: suggested(pane.suggestions, answer),
    })),
  ),
  on(
    CrmActions.suggestionsCompleted,
    from('choosing', (pane) => ({ ...pane, suggestions: completed(pane.suggestions) })),
  ),
  on(CrmActions.suggestionsFailed, from('choosing', regionFailed('suggestions'))),
  on(
    PaneActions.queryChanged,
    from('choosing', (pane, { query }) => ({
      ...pane,
      query,
      paging: {},
      search:
        query.text.trim().length < MIN_QUERY_LENGTH
          ? { status: 'idle' }
          : { status: 'streaming', answers: [] },
    })),
  ),
  on(CrmActions.recordsFound, from('choosing', withFirstPage)),
  on(PaneActions.moreRequested, from('choosing', askingForMore)),
  on(CrmActions.moreFound, from('choosing', withNextPage)),
  on(
    CrmActions.previewFailed,
    from('choosing', (pane, { problem }) =>
      asksForSignIn(problem) ? failed(retried(pane), { problem }) : pane,
    ),
  ),
  on(
    CrmActions.searchCompleted,
    from('choosing', (pane) => ({ ...pane, search: completed(pane.search) })),
  ),
  on(CrmActions.searchFailed, from('choosing', regionFailed('search'))),
  on(
    PaneActions.recordToggled,
    from('choosing', (pane, { record }) => ({
      ...pane,
      chosen: pane.chosen.some(({ id }) => id === record.id)
        ? pane.chosen.filter(({ id }) => id !== record.id)
        : [...pane.chosen, record],
    })),
  ),
  on(
    PaneActions.newRecordRequested,
    from('choosing', (pane) => ({ ...pane, creating: 'open' })),
  ),
  on(
    PaneActions.recordTakenFromForm,
    choosingOrKept((pane, { record }) => {
      const others = (records: readonly CrmRecord[] = []): readonly CrmRecord[] =>
        records.filter(({ id }) => id !== record.id);
      return {
        ...pane,
        // A search that found nothing has its answer.
        ...(!hasRecords(pane.search) && { query: { text: '' }, search: { status: 'idle' } }),
        chosen: [...others(pane.chosen), record],
        fromForm: [...others(pane.fromForm), record],
      };
    }),
  ),
  on(
    PaneActions.recordFormLeft,
    choosingOrKept((pane) => ({ ...pane, creating: 'left' })),
  ),
  on(
    PaneActions.noteChanged,
    from('choosing', (pane, { note }) => ({ ...pane, note })),
  ),
  on(
    CrmActions.earlierLinksFound,
    from('choosing', (pane, { earlier: links }) => ({
      ...pane,
      earlier: { round: pane.earlier.round, status: 'known', links },
    })),
  ),
  on(
    CrmActions.earlierLinksFailed,
    from('choosing', (pane, { problem }) =>
      asksForSignIn(problem)
        ? failed(retried(pane), { problem })
        : { ...pane, earlier: { round: pane.earlier.round, status: 'failed' } },
    ),
  ),
  on(
    CrmActions.keyRefused,
    from('choosing', (pane, { problem }) => failed(retried(pane), { problem })),
  ),
  on(PaneActions.retryRequested, (state) => {
    const { pane } = state;
    if (pane.status === 'failed') return { ...state, pane: pane.retry };
    if (pane.status === 'outsideOutlook') return { ...state, pane: { status: 'starting' } };
    return pane.status === 'choosing' ? { ...state, pane: retried(pane) } : state;
  }),

  on(PaneActions.queryChanged, (state, { query: { module } }) =>
    module === undefined ? state : withRecentModules(state, [module]),
  ),
  on(PaneActions.linkRequested, (state) =>
    state.pane.status === 'choosing'
      ? withRecentModules(
          state,
          state.pane.chosen.map(({ module }) => module),
        )
      : state,
  ),

  on(PaneActions.settingsChanged, (state, { change }) => ({
    ...state,
    settings: { ...state.settings, ...change },
  })),
  on(
    PaneActions.unfinishedForgotten,
    from('choosing', (pane, { entry }) => {
      const { earlier } = pane;
      if (earlier.status !== 'known') return pane;
      const { entry: shown, ...links } = earlier.links;
      if (shown?.mailKey !== entry.mailKey) return pane;
      const kept = givenUpEntry(entry);
      return {
        ...pane,
        earlier: { ...earlier, links: { ...links, ...(kept && { entry: kept }) } },
      };
    }),
  ),
  on(PaneActions.linkClosed, (state, { id }) => {
    const link = state.links[id];
    if (!link || isUnderWay(link)) return state;
    const { [id]: _closed, ...links } = state.links;
    const { pane } = state;
    const round = pane.status === 'choosing' ? pane.earlier.round + 1 : 0;
    return pane.status === 'choosing'
      ? { ...state, links, pane: { ...pane, earlier: { status: 'asking', round } } }
      : { ...state, links };
  }),
);

export const machineFeature = createFeature({
  name: 'machine',
  reducer: (state: MachineState | undefined, action: Action) =>
    linksReducer(accountReducer(paneReducer(state, action), action), action),
  extraSelectors: ({ selectPane, selectLinks, selectUnfinished: selectUnfinishedEntries }) => {
    /** The newest link of the mail on the screen; none where it was closed or cancelled. */
    const selectLinkOfOpenMail = createSelector(selectPane, selectLinks, (pane, links) => {
      const itemId = 'item' in pane && pane.item.kind === 'mail' ? pane.item.itemId : undefined;
      return Object.values(links).findLast(
        ({ link, status }) => link.mail.itemId === itemId && status !== 'cancelled',
      );
    });
    /** Links of other mails that still want attention: under way or failed. */
    const selectOtherLinks = createSelector(selectPane, selectLinks, (pane, links) => {
      const itemId = 'item' in pane && pane.item.kind === 'mail' ? pane.item.itemId : undefined;
      return Object.values(links).filter(
        (state) =>
          state.link.mail.itemId !== itemId && (isUnderWay(state) || state.status === 'failed'),
      );
    });
    /** What was begun and is not on the screen in another way. */
    const selectListedUnfinished = createSelector(
      selectPane,
      selectLinks,
      selectUnfinishedEntries,
      (pane, links, entries) => {
        const shown =
          pane.status === 'choosing' && pane.earlier.status === 'known'
            ? [pane.earlier.links.entry?.mailKey]
            : [];
        const underWay = Object.values(links).map(({ link, progress }) => knownKey(link, progress));
        return entries.filter(({ mailKey }) => ![...shown, ...underWay].includes(mailKey));
      },
    );
    const selectIsLinking = createSelector(selectLinks, (links) =>
      Object.values(links).some(isUnderWay),
    );
    return {
      selectLinkOfOpenMail,
      selectOtherLinks,
      selectIsLinking,
      selectListedUnfinished,
    };
  },
});
