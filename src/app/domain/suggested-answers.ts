import type { ModuleAnswer } from './crm';

/**
 * The answers with one more; what hangs on others takes the place of
 * what the module gave so before.
 */
export function withAnswer(
  answers: readonly ModuleAnswer[],
  answer: ModuleAnswer,
): readonly ModuleAnswer[] {
  const part = partOf(answer);
  return [...answers.filter((before) => part === '' || partOf(before) !== part), answer];
}

function partOf(answer: ModuleAnswer): string {
  return answer.status === 'found' && answer.isRelated ? answer.module.name : '';
}
