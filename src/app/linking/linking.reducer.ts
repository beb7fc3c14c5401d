import { createFeature, createReducer, createSelector, on } from '@ngrx/store';
import type { CrmModule, ModuleAnswer } from '../domain/crm';
import type { Mail, OpenItem } from '../domain/mail';
import type { Problem } from '../domain/problem';
import { SessionActions } from '../session/session.actions';
import { type Link, type LinkId, isBeforeFirstWrite, noFacts, planSteps, resumeAt } from './link-plan';
import { CrmActions, HostActions, LinkActions, LinkPageActions } from './linking.actions';
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

function planLink(state: LinkingState): LinkingState {
  const { pane, account } = state;
  if (pane.status !== 'choosing' || !pane.chosen || !account) return state;
  const { mail, chosen: record } = pane;
  const earlier = Object.values(state.links).filter(({ link }) => link.mail.itemId === mail.itemId);
  if (earlier.some(isUnderWay)) return state;
  const id = `link-${String(state.planned + 1)}`;
  const link: Link = { id, account, mail, record, steps: planSteps(mail) };
  const others = Object.entries(state.links).filter(([, { link }]) => link.mail.itemId !== mail.itemId);
  return {
    ...state,
    planned: state.planned + 1,
    links: {
      ...Object.fromEntries(others),
      [id]: { link, facts: noFacts, status: 'planned', next: 0 },
    },
    pane: { ...pane, chosen: undefined },
  };
}

function replanned({ link, facts, step }: Extract<LinkState, { status: 'failed' }>): LinkState {
  return { link, facts, status: 'planned', next: resumeAt(link.steps, step) };
}

/** Links that stopped at a refused key go on, if it is the same account that signed in again. */
function resumeLinks(state: LinkingState): LinkingState['links'] {
  return Object.fromEntries(
    Object.entries(state.links).map(([id, link]) => [
      id,
      link.status === 'failed' &&
      asksForSignIn(link.problem) &&
      link.link.account.crmAddress === state.account?.crmAddress &&
      link.link.account.userName === state.account.userName
        ? replanned(link)
        : link,
    ]),
  );
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
      LinkPageActions.recordChosen,
      from('choosing', (pane, { record }) => ({ ...pane, chosen: record })),
    ),
    on(LinkPageActions.retryRequested, (state) => {
      const { pane } = state;
      if (pane.status === 'failed') return { ...state, pane: pane.retry };
      return pane.status === 'choosing' ? { ...state, pane: retried(pane) } : state;
    }),

    on(LinkPageActions.linkRequested, planLink),
    on(
      LinkPageActions.linkRetryRequested,
      fromLink(['failed'], (link) => replanned(link)),
    ),
    on(
      LinkPageActions.cancelRequested,
      fromLink(['planned', 'running'], (state) =>
        isBeforeFirstWrite(state.link.steps, state.status === 'planned' ? state.next : state.step)
          ? { link: state.link, facts: state.facts, status: 'cancelled' }
          : state,
      ),
    ),
    on(
      LinkPageActions.discardRequested,
      fromLink(['failed'], (state) =>
        state.facts.message && !state.facts.messageWasThere
          ? { ...state, status: 'discarding' }
          : state,
      ),
    ),
    on(LinkPageActions.linkClosed, (state, { id }) => {
      const link = state.links[id];
      if (!link || isUnderWay(link)) return state;
      const { [id]: _closed, ...links } = state.links;
      return { ...state, links };
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
        facts: {
          ...state.facts,
          ...facts,
          files: { ...state.facts.files, ...facts.files },
        },
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
      LinkActions.messageDiscarded,
      fromLink(['discarding'], ({ link, facts }) => ({ link, facts, status: 'discarded' })),
    ),
    on(
      LinkActions.discardFailed,
      fromLink(['discarding'], (state, { problem }) => ({ ...state, status: 'failed', problem })),
    ),
  ),
  extraSelectors: ({ selectPane, selectLinks }) => {
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
    const selectIsLinking = createSelector(selectLinks, (links) =>
      Object.values(links).some(isUnderWay),
    );
    return { selectLinkOfOpenMail, selectOtherLinks, selectIsLinking };
  },
});
