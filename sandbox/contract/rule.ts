import type { Server } from './server.ts';

/** One rule of the REST API, and how to see whether a server keeps it. */
export interface Rule {
  /** Section of `docs/reference/vtenext-rest-api.md`. */
  readonly section: string;
  readonly rule: string;
  /** Recorded exchanges with a real vtenext that show it, by name; empty where there is none. */
  readonly cites: readonly string[];
  /** What a server must show; of several, any one: vtenext versions differ there. */
  readonly expected: string | readonly string[];
  /** What the server shows; an error is shown as what it says. */
  see(server: Server): Promise<string>;
  /** Rules that are seen only when asked for. */
  readonly only?: 'heavy' | 'admin' | 'password';
}

/** What came of one rule. */
export interface Seen {
  readonly rule: Rule;
  readonly seen: string;
  readonly verdict: 'kept' | 'differs' | 'not seen';
}

export function isExpected({ expected }: Rule, seen: string): boolean {
  return (typeof expected === 'string' ? [expected] : expected).includes(seen);
}
