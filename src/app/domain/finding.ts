/** How it is with one thing between the pane and the CRM. */
export type Outcome = 'fine' | 'warning' | 'failed' | 'unknown';

/**
 * Everything that the connection diagnostics can find: by topic, in the order of its list, each
 * finding under its code with its outcome. A run finds one of each topic.
 */
export const FINDINGS = {
  /** The program that shows the mails, and how much of Office.js it speaks. */
  outlook: { known: 'fine', old: 'warning', absent: 'failed' },
  /** The browser's storage. */
  storage: { works: 'fine', slow: 'warning', blocked: 'warning' },
  /** What the browser says of the network. */
  online: { yes: 'fine', no: 'failed' },
  /** The server that the pane itself comes from. */
  pane: { answers: 'fine', silent: 'failed' },
  /** This device's clock, against that of the pane's server. */
  clock: { right: 'fine', wrong: 'warning', unknown: 'unknown' },
  /** Whether anything answers at the CRM's address. */
  server: {
    answers: 'fine',
    silent: 'failed',
    slow: 'failed',
    badAddress: 'failed',
    noAddress: 'unknown',
  },
  /** A page of the internet that asks a server of a private network. */
  localNetwork: {
    notConcerned: 'fine',
    blocked: 'failed',
    possible: 'warning',
    unknown: 'unknown',
  },
  redirect: { none: 'fine', redirected: 'failed', unknown: 'unknown' },
  /** Where the REST API is (REST API 1). */
  restPath: { rewritten: 'fine', plain: 'fine', notVtenext: 'failed', unknown: 'unknown' },
  /** Whether answers carry the CORS headers that let a page read them (REST API 1.1). */
  cors: { readable: 'fine', unreadable: 'failed', unknown: 'unknown' },
  /** Whether the browser's question before a call is answered as it should be. */
  preflight: { permitted: 'fine', refused: 'failed', unknown: 'unknown' },
  /** What the CRM says to a call with the access key. */
  key: {
    accepted: 'fine',
    lost: 'failed',
    refused: 'failed',
    locked: 'failed',
    failed: 'failed',
    signedOut: 'unknown',
    unknown: 'unknown',
  },
  /** Whether the user may store messages. */
  messages: { permitted: 'fine', denied: 'failed', unknown: 'unknown' },
  /** Whether the user may store documents. */
  documents: { permitted: 'fine', denied: 'failed', unknown: 'unknown' },
  uploads: { untold: 'unknown' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Outcome>>>>;

export type Topic = keyof typeof FINDINGS;
export type CodeOf<T extends Topic> = keyof (typeof FINDINGS)[T] & string;

/** What was found of one topic. `progress`: what its sentence names; never a secret. */
export type Finding = {
  readonly [T in Topic]: {
    readonly topic: T;
    readonly code: CodeOf<T>;
    readonly facts?: Readonly<Record<string, string>>;
  };
}[Topic];

export const TOPICS = Object.keys(FINDINGS) as readonly Topic[];

export function outcomeOf({ topic, code }: Finding): Outcome {
  return (FINDINGS[topic] as Readonly<Record<string, Outcome>>)[code] ?? 'unknown';
}
