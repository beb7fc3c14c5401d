import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Prints the plain total that `npm test` adds up. */
export default class TotalReporter implements Reporter {
  private passed = 0;
  private failed = 0;

  onTestEnd(_test: TestCase, { status }: TestResult): void {
    if (status === 'passed') this.passed += 1;
    else if (status !== 'skipped') this.failed += 1;
  }

  onError(): void {
    this.failed += 1;
  }

  onEnd(): void {
    process.stdout.write(
      `End to end: ${String(this.passed)} passed, ${String(this.failed)} failed\n`,
    );
  }
}
