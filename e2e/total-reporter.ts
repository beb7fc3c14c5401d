import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { caseIds } from '../sandbox/mail/cases.ts';

/**
 * Prints the plain total that `npm test` adds up, and which tests needed a second attempt, and
 * what became of the corpus and of the cases.
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
      process.stdout.write(`Passed only at the second attempt: ${test.titlePath().slice(2).join(' › ')}\n`);
    }
    const corpus = tests
      .flatMap(({ results }) => results.at(-1)?.annotations ?? [])
      .filter(({ type }) => type === 'corpus')
      .map(({ description = '' }) => description.split(' ').map(Number));
    if (corpus.length > 0) {
      const sum = (column: number): string =>
        String(corpus.reduce((total, row) => total + (row[column] ?? 0), 0));
      process.stdout.write(`linked ${sum(0)} of ${sum(1)}, files identical ${sum(2)} of ${sum(3)}\n`);
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
