import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import type { CrmModule, ModuleAnswer } from '../domain/crm';
import { startedOver, withLearnt } from '../domain/link-facts';
import type { Mail, OpenItem } from '../domain/mail';
import type { Problem } from '../domain/problem';
import { SessionActions } from '../session/session.actions';
import { type LinkId, isBeforeFirstWrite, knownMessageId } from './link-plan';
import { planFinish, planLink, replanned, resumeLinks, withoutRecord } from './link-planning';
import {
  CrmActions,
  HostActions,
  JournalActions,
  LinkActions,
  LinkPageActions,
} from './linking.actions';
import {
  type In,
  type InvokingState,
  type LinkState,
  type LinkStatus,
  type LinkingState,
  type OpenMail,
  type PaneState,
  type PaneStatus,
  type Region,
  SHORTEST_QUERY,
  asksForSignIn,
  initialState,
  isUnderWay,
  madeBy,
} from './linking.state';

/** One arrow of the pane's diagram: in `status` the event leads to `next`; elsewhere it is ignored. */
function from<S extends PaneStatus, E>(
  status: S,
  next: (pane: In<S>, event: E) => PaneState,
): (state: LinkingState, event: E) => LinkingState {
  return (state, event) =>
    state.pane.status === status
      ? { ...state, pane: next(state.pane as In<S>, event) }
      : state;
}

/** One arrow of a link's diagram, from any of the states named. */
function fromLink<S extends LinkStatus, E extends { id: LinkId }>(
  statuses: readonly S[],
  next: (link: Extract<LinkState, { status: S }>, event: E) => LinkState,
): (state: LinkingState, event: E) => LinkingState {
  return (state, event) => {
    const link = state.links[event.id];
    return link && statuses.some((status) => status === link.status)
      ? {
          ...state,
          links: {
            ...state.links,
            [event.id]: next(link as Extract<LinkState, { status: S }>, event),
          },
        }
      : state;
  };
}

/** Where an item that is on the screen leads somebody who is signed in. */
function opened(item: OpenItem): PaneState {
  return item.kind === 'mail' ? { status: 'readingMail', item } : { status: 'noMail', item };
}

/** The item on the screen, where there is one to be known. */
function itemOf(pane: PaneState): OpenItem | undefined {
  return 'item' in pane ? pane.item : undefined;
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
    chosen: [],
    earlier: { status: 'asking', round: 0 },
    attempt: 0,
  };
}

function failed(retry: InvokingState, { problem }: { problem: Problem }): In<'failed'> {
  return { status: 'failed', item: retry.item, problem, retry };
}

/** A region that answers once more; the answers of a module replace those it gave before. */
function withAnswer(region: Region, answer: ModuleAnswer): Region {
  return region.status === 'streaming'
    ? { ...region, answers: [...region.answers, answer] }
    : region;
}

const completed = (region: Region): Region =>
  region.status === 'streaming' ? { ...region, status: 'done' } : region;

function retried(pane: In<'choosing'>): In<'choosing'> {
  return {
    ...pane,
    attempt: pane.attempt + 1,
    earlier: { status: 'asking', round: pane.earlier.round + 1 },
    query: { ...pane.query },
    suggestions: { status: 'streaming', answers: [] },
    search: pane.search.status === 'idle' ? pane.search : { status: 'streaming', answers: [] },
  };
}

/** A part of the choosing page failed: only a refused key takes the page away. */
function regionFailed(
  part: 'suggestions' | 'search',
): (pane: In<'choosing'>, event: { problem: Problem }) => PaneState {
  return (pane, { problem }) =>
    asksForSignIn(problem)
      ? failed(retried(pane), { problem })
      : { ...pane, [part]: { status: 'failed', problem } };
}

export const linkingFeature = createFeature({
  name: 'linking',
  reducer: createReducer(
    initialState,

    on(HostActions.hostReady, (state, { item, account }) =>
      state.pane.status === 'starting'
        ? { ...state, account: account ?? null, pane: account ? opened(item) : { status: 'signedOut', item } }
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
          return { ...state, pane: { status: 'signedOut', item } };
        default:
          return { ...state, pane: opened(item) };
      }
    }),

    on(SessionActions.signedIn, (state, { account }) => {
      const next = { ...state, account };
      const links = resumeLinks(next);
      if (state.pane.status === 'signedOut') return { ...next, links, pane: opened(state.pane.item) };
      if (state.pane.status === 'failed' && asksForSignIn(state.pane.problem)) {
        return { ...next, links, pane: state.pane.retry };
      }
      return { ...next, links };
    }),
    on(SessionActions.signedOut, (state) => {
      const item = itemOf(state.pane);
      return {
        ...state,
        account: null,
        withoutMessages: [],
        unfinished: [],
        links: {},
        pane: item ? { status: 'signedOut', item } : state.pane,
      };
    }),

    on(
      HostActions.mailRead,
      from('readingMail', ({ item }, { mail }) => ({ status: 'loadingModules', item, mail })),
    ),
    on(HostActions.mailUnreadable, from('readingMail', failed)),
    on(
      CrmActions.modulesLoaded,
      from('loadingModules', ({ item, mail }, { modules }) => choosing(item, mail, modules)),
    ),
    on(CrmActions.modulesFailed, from('loadingModules', failed)),

    on(
      CrmActions.recordsSuggested,
      from('choosing', (pane, { answer }) => ({
        ...pane,
        suggestions: withAnswer(pane.suggestions, answer),
      })),
    ),
    on(
      CrmActions.suggestionsCompleted,
      from('choosing', (pane) => ({ ...pane, suggestions: completed(pane.suggestions) })),
    ),
    on(CrmActions.suggestionsFailed, from('choosing', regionFailed('suggestions'))),
    on(
      LinkPageActions.queryChanged,
      from('choosing', (pane, { query }) => ({
        ...pane,
        query,
        search:
          query.text.trim().length < SHORTEST_QUERY
            ? { status: 'idle' }
            : { status: 'streaming', answers: [] },
      })),
    ),
    on(
      CrmActions.recordsFound,
      from('choosing', (pane, { answer }) => ({
        ...pane,
        search: withAnswer(pane.search, answer),
      })),
    ),
    on(
      CrmActions.searchCompleted,
      from('choosing', (pane) => ({ ...pane, search: completed(pane.search) })),
    ),
    on(CrmActions.searchFailed, from('choosing', regionFailed('search'))),
    on(
      LinkPageActions.recordToggled,
      from('choosing', (pane, { record }) => ({
        ...pane,
        chosen: pane.chosen.some(({ id }) => id === record.id)
          ? pane.chosen.filter(({ id }) => id !== record.id)
          : [...pane.chosen, record],
      })),
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
    on(JournalActions.unfinishedListed, (state, { entries }) => ({
      ...state,
      unfinished: entries,
    })),
    on(LinkPageActions.retryRequested, (state) => {
      const { pane } = state;
      if (pane.status === 'failed') return { ...state, pane: pane.retry };
      return pane.status === 'choosing' ? { ...state, pane: retried(pane) } : state;
    }),

    on(LinkPageActions.linkRequested, planLink),
    on(LinkPageActions.finishRequested, planFinish),
    on(
      LinkPageActions.recordLeftOut,
      fromLink(['failed'], (link) => withoutRecord(link) ?? link),
    ),
    on(
      LinkPageActions.linkRetryRequested,
      fromLink(['failed'], (link) => replanned(link)),
    ),
    on(
      LinkPageActions.cancelRequested,
      fromLink(['planned', 'running'], (state) =>
        isBeforeFirstWrite(
          state.link,
          state.facts,
          state.status === 'planned' ? state.next : state.step,
        )
          ? { link: state.link, facts: state.facts, status: 'cancelled' }
          : state,
      ),
    ),
    on(
      LinkPageActions.undoRequested,
      fromLink(['failed', 'linked'], (before) => {
        const { message, documents } = madeBy(before);
        return message || documents.length > 0
          ? { link: before.link, facts: before.facts, status: 'undoing', before }
          : before;
      }),
    ),
    on(LinkPageActions.linkClosed, (state, { id }) => {
      const link = state.links[id];
      if (!link || isUnderWay(link)) return state;
      const { [id]: _closed, ...links } = state.links;
      const { pane } = state;
      const round = pane.status === 'choosing' ? pane.earlier.round + 1 : 0;
      return pane.status === 'choosing'
        ? { ...state, links, pane: { ...pane, earlier: { status: 'asking', round } } }
        : { ...state, links };
    }),

    on(
      LinkActions.stepStarted,
      fromLink(['planned', 'running'], ({ link, facts }, { step }) => ({
        link,
        facts,
        status: 'running',
        step,
      })),
    ),
    on(
      LinkActions.uploadProgressed,
      fromLink(['running'], (state, { sent, total }) => ({ ...state, upload: { sent, total } })),
    ),
    on(
      LinkActions.stepDone,
      fromLink(['running'], (state, { facts }) => ({
        ...state,
        facts: withLearnt(state.facts, facts),
      })),
    ),
    on(
      LinkActions.startedOver,
      fromLink(['running'], (state) => ({ ...state, facts: startedOver(state.facts) })),
    ),
    on(
      LinkActions.turnAwaited,
      fromLink(['planned', 'running'], ({ link, facts, ...state }) => ({
        link,
        facts,
        status: 'running',
        step: state.status === 'running' ? state.step : state.next,
        isWaiting: true,
      })),
    ),
    on(
      LinkActions.mailLinked,
      fromLink(['running'], ({ link, facts }) => ({ link, facts, status: 'linked' })),
    ),
    on(LinkActions.linkFailed, (state, event) => {
      const { problem } = event;
      const next = fromLink(['running'], ({ link, facts }, { step }: typeof event) => ({
        link,
        facts,
        status: 'failed',
        step,
        problem,
      }))(state, event);
      return problem.kind === 'noMessagesRelation' && !state.withoutMessages.includes(problem.module)
        ? { ...next, withoutMessages: [...state.withoutMessages, problem.module] }
        : next;
    }),
    on(
      LinkActions.undone,
      fromLink(['undoing'], ({ link, facts }) => ({ link, facts, status: 'undone' })),
    ),
    on(
      LinkActions.undoFailed,
      fromLink(['undoing'], ({ link, facts, before }, { problem }) =>
        before.status === 'failed'
          ? { ...before, link, facts, problem }
          : { link, facts, status: 'linked', undoProblem: problem },
      ),
    ),
  ),
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
            ? [pane.earlier.links.entry?.messageId]
            : [];
        const underWay = Object.values(links).map(({ link, facts }) => knownMessageId(link, facts));
        return entries.filter(({ messageId }) => ![...shown, ...underWay].includes(messageId));
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
