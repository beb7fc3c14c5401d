/** What one part of the tests came to. */
export interface Total {
  readonly passed: number;
  readonly failed: number;
}

/**
 * The total that a part printed, read from its closing line: `pattern` has two groups, passed and
 * failed. A part that printed none, or ended badly without naming a failure, counts as one failed.
 */
export function readTotal(output: string, pattern: RegExp, exitCode: number): Total {
  const found = output.match(pattern);
  if (!found) return { passed: 0, failed: 1 };
  const total = { passed: Number(found[1]), failed: Number(found[2]) };
  return exitCode !== 0 && total.failed === 0 ? { ...total, failed: 1 } : total;
}

/** A part that only passes or fails, as lint and the build. */
export function verdict(exitCode: number): Total {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

export function add(totals: readonly Total[]): Total {
  return totals.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  );
}
