interface Report {
  readonly error?: { readonly code?: string; readonly summary?: string };
  readonly message?: string;
  readonly metadata?: { readonly vulnerabilities?: { readonly total?: number } };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity?: string }>>;
}

/** Codes of errors that are not the registry's. */
const OURS = ['ENOLOCK', 'EAUDITNOLOCK', 'EUSAGE', 'EJSONPARSE'];

/**
 * What `npm audit --json` came to. Without an answer of the registry nothing is known, which is
 * said and is no failure: a machine without a network must be able to test.
 */
export function auditVerdict(output: string): { readonly isClean: boolean; readonly text: string } {
  const report = parsed(output);
  const { code, summary } = report?.error ?? {};
  if (code && OURS.includes(code)) return { isClean: false, text: `${code}: ${summary ?? ''}` };
  const total = report?.metadata?.vulnerabilities?.total;
  if (total === undefined) {
    return {
      isClean: true,
      text: `offline: not asked${report?.message ? ` (${report.message})` : ''}`,
    };
  }
  const found = Object.entries(report?.vulnerabilities ?? {}).map(
    ([name, { severity = 'unknown' }]) => `${name} (${severity})`,
  );
  return total === 0
    ? { isClean: true, text: 'clean' }
    : { isClean: false, text: `${String(total)} known vulnerabilities: ${found.join(', ')}` };
}

function parsed(output: string): Report | undefined {
  try {
    return JSON.parse(output) as Report;
  } catch {
    return undefined;
  }
}
