/** A Jasmine reporter that names what failed and closes with the plain total. */
export default class TotalReporter implements jasmine.CustomReporter {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  specDone({ status, fullName, failedExpectations, pendingReason }: jasmine.SpecResult): void {
    if (status === 'passed') this.passed += 1;
    else if (status === 'failed') {
      this.failed += 1;
      const reasons = failedExpectations.map(({ message, stack }) => `  ${message}\n${stack}`);
      process.stdout.write(`FAILED ${fullName}\n${reasons.join('\n')}\n`);
    } else {
      this.skipped += 1;
      process.stdout.write(`skipped: ${fullName}${pendingReason ? ` (${pendingReason})` : ''}\n`);
    }
  }

  suiteDone({ failedExpectations }: jasmine.SuiteResult): void {
    this.failed += failedExpectations.length;
    for (const { message } of failedExpectations) process.stdout.write(`FAILED ${message}\n`);
  }

  jasmineDone({ order, failedExpectations }: jasmine.JasmineDoneInfo): void {
    this.failed += failedExpectations.length;
    for (const { message } of failedExpectations) process.stdout.write(`FAILED ${message}\n`);
    process.stdout.write(`Random seed ${order.seed}; ${String(this.skipped)} skipped\n`);
    process.stdout.write(
      `Node specs: ${String(this.passed)} passed, ${String(this.failed)} failed\n`,
    );
  }
}
