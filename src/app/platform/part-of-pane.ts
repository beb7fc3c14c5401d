import { ProblemError } from '../domain/problem';

/**
 * A part of the pane that is loaded when it is first needed: `partOfPane(import('./part'))`. Fails
 * with `paneIncomplete`.
 */
export async function partOfPane<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch {
    throw new ProblemError({ kind: 'paneIncomplete' });
  }
}
