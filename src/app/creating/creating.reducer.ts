import { createFeature, createReducer, on } from '@ngrx/store';
import type { Problem } from '../domain/problem';
import { HostActions, PaneActions } from '../machine/machine.actions';
import { MIN_QUERY_LENGTH, asksForSignIn } from '../machine/machine.state';
import { isSameAccount } from '../domain/account';
import { SessionActions } from '../machine/session.actions';
import { FormActions, RecordActions } from './creating.actions';
import {
  type Creating,
  type CreatingState,
  type CreatingStatus,
  type Draft,
  type Origin,
  originOf,
} from './creating.state';
import { saveRequested, searched, similarKnown } from './similar-check';
import { policyOf } from '../domain/problem-policy';

const closed: CreatingState = { status: 'closed' };

/** One arrow: in `status` the event leads to `next`; elsewhere it is ignored. */
function from<S extends CreatingStatus, E>(
  status: S,
  next: (state: Creating<S>, event: E) => CreatingState,
): (state: CreatingState, event: E) => CreatingState {
  return (state, event) => (state.status === status ? next(state as Creating<S>, event) : state);
}

/** An arrow of the form while it can be typed in. */
function typing<E>(next: (draft: Draft, event: E) => Draft) {
  return from<'filling', E>('filling', ({ draft }, event) => ({
    status: 'filling',
    draft: next(draft, event),
  }));
}

const choosing = (origin: Origin): Creating<'choosingModule'> => ({
  status: 'choosingModule',
  origin,
  offered: [],
  scope: 'usual',
  isAsking: true,
});

function creationFailed(draft: Draft, problem: Problem): CreatingState {
  const isLost = policyOf(problem).outcomeUnknown === true;
  const isOfForm =
    problem.kind === 'fieldRefused' && draft.form.fields.some(({ name }) => name === problem.field);
  return {
    status: 'filling',
    draft: {
      ...draft,
      mayBeStored: draft.mayBeStored || isLost,
      ...(isLost && { similar: { status: 'idle' } }),
      ...(isOfForm ? { refused: [{ field: problem.field, reason: problem.reason }] } : { problem }),
    },
  };
}

/** What a refused key stopped is asked anew; a write is a person's to repeat. */
function resumed(state: CreatingState): CreatingState {
  if (state.status === 'failed') return asksForSignIn(state.problem) ? state.retry : state;
  if (state.status !== 'filling') return state;
  const { draft } = state;
  const { problem, similar, lookup } = draft;
  const next: Draft = {
    ...draft,
    problem: problem && asksForSignIn(problem) ? undefined : problem,
    lookup: lookup && {
      ...lookup,
      round: (lookup.round ?? 0) + 1,
      answers: { status: 'streaming', answers: [] },
    },
  };
  return {
    status: 'filling',
    draft:
      similar.status === 'failed' && asksForSignIn(similar.problem)
        ? searched({ ...next, similar: { status: 'idle' } })
        : next,
  };
}

const isFor = (state: Creating<'saving'>, mailId: string): boolean =>
  state.draft.origin.mail.itemId === mailId;

const reducer = createReducer<CreatingState>(
  closed,
  // What was typed for this mail is kept while the pane asks for a sign-in.
  on(FormActions.opened, (state, { origin }): CreatingState =>
    originOf(state)?.mail.itemId === origin.mail.itemId ? state : choosing(origin),
  ),
  on(
    PaneActions.recordFormLeft,
    HostActions.itemOpened,
    SessionActions.signedOut,
    SessionActions.accountSwitched,
    (): CreatingState => closed,
  ),
  on(SessionActions.signedIn, (state, { account }): CreatingState => {
    const origin = originOf(state);
    return origin && isSameAccount(origin.account, account) ? resumed(state) : closed;
  }),

  on(
    FormActions.allModulesWanted,
    from('choosingModule', (state) => ({ ...state, scope: 'all', isAsking: true })),
  ),
  on(
    RecordActions.moduleOffered,
    from('choosingModule', (state, { module }) =>
      state.offered.some(({ name }) => name === module.name)
        ? state
        : { ...state, offered: [...state.offered, module] },
    ),
  ),
  on(
    RecordActions.modulesCompleted,
    from('choosingModule', (state) => ({ ...state, isAsking: false })),
  ),
  on(
    RecordActions.modulesFailed,
    from('choosingModule', (retry, { problem }) => ({
      status: 'failed',
      origin: retry.origin,
      problem,
      retry,
    })),
  ),
  on(
    FormActions.moduleChosen,
    from('choosingModule', ({ origin }, { module }) => ({ status: 'loadingForm', origin, module })),
  ),
  on(FormActions.otherModuleWanted, (state): CreatingState => {
    const origin = originOf(state);
    return origin && state.status !== 'saving' && state.status !== 'checking'
      ? choosing(origin)
      : state;
  }),
  on(
    RecordActions.formFailed,
    from('loadingForm', (retry, { problem }) => ({
      status: 'failed',
      origin: retry.origin,
      problem,
      retry,
    })),
  ),
  on(
    FormActions.retryRequested,
    from('failed', ({ retry }) => retry),
  ),
  on(
    RecordActions.formLoaded,
    from('loadingForm', ({ origin }, { form, prefilled }) => ({
      status: 'filling',
      draft: searched({
        origin,
        form,
        ...prefilled,
        refused: [],
        similar: { status: 'idle' },
        mayBeStored: false,
      }),
    })),
  ),

  on(
    FormActions.valueChanged,
    typing((draft, { field, value }) => ({
      ...draft,
      values: { ...draft.values, [field]: value },
      refused: draft.refused.filter((refusal) => refusal.field !== field),
    })),
  ),
  on(FormActions.fieldLeft, typing(searched)),
  on(
    FormActions.referenceSought,
    typing((draft, { field, text }) => ({
      ...draft,
      lookup:
        text.trim().length < MIN_QUERY_LENGTH
          ? undefined
          : { field, text: text.trim(), answers: { status: 'streaming', answers: [] } },
    })),
  ),
  on(
    FormActions.referenceChosen,
    typing((draft, { field, record }) => {
      const { [field]: _before, ...linked } = draft.linked;
      return {
        ...draft,
        lookup: undefined,
        linked: record ? { ...linked, [field]: record } : linked,
        values: { ...draft.values, [field]: record?.id ?? '' },
        refused: draft.refused.filter((refusal) => refusal.field !== field),
      };
    }),
  ),
  on(
    RecordActions.referencesFound,
    typing((draft, { answer }) =>
      draft.lookup?.answers.status === 'streaming'
        ? {
            ...draft,
            lookup: {
              ...draft.lookup,
              answers: {
                ...draft.lookup.answers,
                answers: [...draft.lookup.answers.answers, answer],
              },
            },
          }
        : draft,
    ),
  ),
  on(
    RecordActions.referencesCompleted,
    typing((draft) =>
      draft.lookup?.answers.status === 'streaming'
        ? {
            ...draft,
            lookup: { ...draft.lookup, answers: { ...draft.lookup.answers, status: 'done' } },
          }
        : draft,
    ),
  ),
  on(
    RecordActions.referencesFailed,
    typing((draft, { problem }) =>
      draft.lookup
        ? {
            ...draft,
            lookup: { ...draft.lookup, answers: { status: 'failed', problem, answers: [] } },
          }
        : draft,
    ),
  ),

  on(FormActions.saveRequested, from('filling', saveRequested)),
  on(RecordActions.similarFound, (state, { found }): CreatingState =>
    'draft' in state && state.draft.similar.status === 'asking'
      ? similarKnown(state, { ...state.draft.similar, status: 'known', found })
      : state,
  ),
  on(RecordActions.similarFailed, (state, { problem }): CreatingState =>
    'draft' in state && state.draft.similar.status === 'asking'
      ? similarKnown(state, { ...state.draft.similar, status: 'failed', problem })
      : state,
  ),
  on(
    RecordActions.recordCreated,
    from('saving', (state, { mailId, created }) =>
      isFor(state, mailId) ? { status: 'stored', origin: state.draft.origin, created } : state,
    ),
  ),
  on(
    RecordActions.creationFailed,
    from('saving', (state, { mailId, problem }) =>
      isFor(state, mailId) ? creationFailed(state.draft, problem) : state,
    ),
  ),
);

/** The form's slice: added to the store when the form is first opened. */
export const creatingFeature = createFeature({ name: 'creating', reducer });
