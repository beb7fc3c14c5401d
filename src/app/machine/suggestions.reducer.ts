import { createReducer, on } from '@ngrx/store';
import type { CrmModule, CrmUser, ModuleAnswer } from '../domain/crm';
import type { Mail } from '../domain/mail';
import { withAnswer } from '../domain/suggested-answers';
import { answersFailed, answersOf, completed } from './answers-state';
import { CrmActions, HostActions } from './machine.actions';
import { type AnswersState, type In, initialState } from './machine.state';
import { partFailed, retried, transition } from './pane-transitions';

function suggested(state: AnswersState, answer: ModuleAnswer): AnswersState {
  return state.status === 'streaming'
    ? { ...state, answers: withAnswer(state.answers, answer) }
    : state;
}

/** Whether a mail that was taken for somebody else's is the user's own, through another address. */
function isSentBy({ address }: CrmUser, { from, sender, sentByUser }: Mail): boolean {
  return !sentByUser && [from, sender].some((one) => one.address.toLowerCase() === address);
}

/** Modules that the user may not see any more take their records along. */
function withModules(
  pane: In<'choosing'>,
  { modules }: { modules: readonly CrmModule[] },
): In<'choosing'> {
  const names = modules.map(({ name }) => name);
  if (names.join() === pane.modules.map(({ name }) => name).join()) return pane;
  const isPermitted = (answer: ModuleAnswer): boolean => names.includes(answer.module.name);
  const { module, ...query } = pane.query;
  return {
    ...pane,
    modules,
    query: module !== undefined && names.includes(module) ? pane.query : query,
    suggestions: answersOf(pane.suggestions, isPermitted),
    search: answersOf(pane.search, isPermitted),
    chosen: pane.chosen.filter((record) => names.includes(record.module)),
  };
}

/** The records that are suggested for the mail, and what they depend on: people and modules. */
export const suggestionsReducer = createReducer(
  initialState,
  on(
    HostActions.peopleKnown,
    transition('choosing', (pane, { side }) => ({
      ...pane,
      side,
      mail: { ...pane.mail, sentByUser: side.sentByUser },
    })),
  ),
  on(
    CrmActions.userKnown,
    transition('choosing', (pane, { user }) => (isSentBy(user, pane.mail) ? retried(pane) : pane)),
  ),
  on(CrmActions.modulesRefreshed, transition('choosing', withModules)),
  on(
    CrmActions.recordsSuggested,
    transition('choosing', (pane, { answer }) => ({
      ...pane,
      suggestions: suggested(pane.suggestions, answer),
    })),
  ),
  on(
    CrmActions.suggestionsCompleted,
    transition('choosing', (pane) => ({ ...pane, suggestions: completed(pane.suggestions) })),
  ),
  on(
    CrmActions.suggestionsFailed,
    transition(
      'choosing',
      partFailed((pane, problem) => ({
        ...pane,
        suggestions: answersFailed(pane.suggestions, problem),
      })),
    ),
  ),
);
