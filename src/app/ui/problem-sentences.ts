import { Injectable, PendingTasks, inject, signal } from '@angular/core';
import type { Problem } from '../domain/problem';
import { type ProblemText, paneIncompleteText } from './pane-incomplete-text';

/** The sentences for problems, for views of the first screen: it is loaded without them. */
@Injectable({ providedIn: 'root' })
export class ProblemSentences {
  private readonly tasks = inject(PendingTasks);
  private readonly all = signal<((problem: Problem) => ProblemText) | undefined>(undefined);
  private loading: Promise<void> | undefined;

  /**
   * Nothing until they are loaded, which the first asking begins; where they cannot be, says that.
   */
  of(problem: Problem): ProblemText | undefined {
    if (problem.kind === 'paneIncomplete') return paneIncompleteText();
    this.loading ??= this.load();
    return this.all()?.(problem);
  }

  private async load(): Promise<void> {
    const done = this.tasks.add();
    try {
      const { problemText } = await import('./problem-text');
      this.all.set(problemText);
    } catch {
      // Tried again with the next problem that is shown.
      this.all.set(paneIncompleteText);
      this.loading = undefined;
    }
    done();
  }
}
