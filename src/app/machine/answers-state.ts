import type { ModuleAnswer } from '../domain/crm';
import type { Problem } from '../domain/problem';
import type { AnswersState } from './machine.state';

/** All modules have answered. */
export function completed(state: AnswersState): AnswersState {
  return state.status === 'streaming' ? { ...state, status: 'done' } : state;
}

/** The call failed as a whole; what has arrived so far is kept. */
export function answersFailed(state: AnswersState, problem: Problem): AnswersState {
  const answers = state.status === 'idle' ? [] : state.answers;
  return { status: 'failed', problem, answers };
}

/** Only what was answered of modules that `isKept` names. */
export function answersOf(
  state: AnswersState,
  isKept: (answer: ModuleAnswer) => boolean,
): AnswersState {
  return 'answers' in state ? { ...state, answers: state.answers.filter(isKept) } : state;
}

/** Whether any record was found. */
export function hasRecords(state: AnswersState): boolean {
  return (
    'answers' in state &&
    state.answers.some((answer) => answer.status === 'found' && answer.records.length > 0)
  );
}
