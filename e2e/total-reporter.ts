import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { caseIds } from '../sandbox/mail/cases.ts';

/**
 * Prints the plain total that `npm test` adds up, which tests needed a second attempt, what became
 * of the corpus and of the cases, and how many mails held the pane longer than they may.
 */
export default class TotalReporter implements Reporter {
  private suite: Suite | undefined;
  /** What went wrong outside of any test. */
  private errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onError(): void {
    this.errors += 1;
  }

  onEnd(): void {
    const tests = this.suite?.allTests() ?? [];
    const of = (outcome: ReturnType<TestCase['outcome']>): readonly TestCase[] =>
      tests.filter((test) => test.outcome() === outcome);
    for (const test of of('flaky')) {
      process.stdout.write(
        `Passed only at the second attempt: ${test.titlePath().slice(2).join(' › ')}\n`,
      );
    }
    const annotations = tests.flatMap(({ results }) => results.at(-1)?.annotations ?? []);
    /** The sums of what tests noted under this word, column by column; nothing where none did. */
    const sums = (word: string): ((column: number) => string) | undefined => {
      const rows = annotations
        .filter(({ type }) => type === word)
        .map(({ description = '' }) => description.split(' ').map(Number));
      return rows.length === 0
        ? undefined
        : (column) => String(rows.reduce((total, row) => total + (row[column] ?? 0), 0));
    };
    const corpus = sums('corpus');
    if (corpus) {
      process.stdout.write(
        `linked ${corpus(0)} of ${corpus(1)}, files identical ${corpus(2)} of ${corpus(3)}\n`,
      );
    }
    const responsive = sums('responsive');
    if (responsive) {
      process.stdout.write(`mails over the time budget: ${responsive(0)} of ${responsive(1)}\n`);
    }
    const idsOf = (some: readonly TestCase[]): readonly string[] =>
      some.flatMap(({ annotations }) =>
        annotations
          .filter(({ type }) => type === 'case')
          .flatMap(({ description = '' }) => description.split(' ')),
      );
    if (idsOf(tests).length > 0) {
      const right = new Set(idsOf([...of('expected'), ...of('flaky')]));
      process.stdout.write(`cases ${String(right.size)} of ${String(caseIds.length)}\n`);
    }
    const passed = of('expected').length + of('flaky').length;
    const failed = of('unexpected').length + this.errors;
    process.stdout.write(`End to end: ${String(passed)} passed, ${String(failed)} failed\n`);
  }
}
