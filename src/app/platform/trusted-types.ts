/** What a policy of trusted types decides: the text if it is trusted, nothing if it is not. */
export interface TrustRules {
  readonly createHTML?: (text: string) => string;
  readonly createScriptURL?: (address: string) => string | null;
}

/** A policy of trusted types. What it makes is typed as the text that sinks of the page take. */
export interface Trust {
  createHTML(text: string): string;
}

interface TrustedTypesWindow {
  readonly trustedTypes?: { createPolicy(name: string, rules: TrustRules): Trust };
}

/**
 * Makes a policy of trusted types; the names that may be made stand in `deploy/policy.ts`. Nothing
 * in browsers that have no trusted types. Throws where the page does not permit the name, or has
 * it.
 */
export function createTrust(name: string, rules: TrustRules): Trust | undefined {
  return (globalThis as TrustedTypesWindow).trustedTypes?.createPolicy(name, rules);
}
