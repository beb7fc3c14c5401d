import type { CrmModule } from '../domain/crm';
import type { Problem } from '../domain/problem';
import { problemText } from '../ui/problem-text';

/** That one module did not answer, and why. */
export function failureText({ label }: CrmModule, problem: Problem): string {
  return $localize`:@@choose.moduleFailed:${label}:module: could not be asked. ${problemText(problem).what}:problem:`;
}
