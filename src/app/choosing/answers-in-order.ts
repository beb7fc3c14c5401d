import type { CrmModule, CrmRecord, ModuleAnswer } from '../domain/crm';
import type { AnswersState } from '../machine/machine.state';

/** A module that could not be asked, and why. */
export type FailedAnswer = Extract<ModuleAnswer, { status: 'failed' }>;

/** What modules answered, as the page shows it. */
export interface AnswersInOrder {
  readonly records: readonly CrmRecord[];
  readonly failed: readonly FailedAnswer[];
}

/** In the modules' order of usefulness, whichever answered first; each record once. */
export function answersInOrder(state: AnswersState, modules: readonly CrmModule[]): AnswersInOrder {
  if (state.status === 'idle') {
    return { records: [], failed: [] };
  }
  const order = new Map(modules.map(({ name }, index) => [name, index]));
  const answers = state.answers.toSorted(
    (one, other) => (order.get(one.module.name) ?? 0) - (order.get(other.module.name) ?? 0),
  );
  return {
    records: answers.flatMap((answer) => (answer.status === 'found' ? answer.records : [])),
    failed: answers.filter((answer) => answer.status === 'failed'),
  };
}
