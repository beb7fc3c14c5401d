import type { Problem, ProblemKind } from './problem';

/** What a kind of problem means for the rest of the pane. What is not named is not so. */
export interface ProblemPolicy {
  /** The access key is no longer accepted: only a new sign-in helps. */
  readonly endsSession?: true;
  /** The CRM refused what a person signs in with, and counted it (REST API 3). */
  readonly refusesSignIn?: true;
  /** The link goes on once the person has answered a question. */
  readonly asksPerson?: true;
  /** Nobody knows whether the CRM did what it was asked: a write may have happened. */
  readonly outcomeUnknown?: true;
  /** Something else may answer at this address: the endpoint has to be found anew. */
  readonly wrongAddress?: true;
  /** It lies between pane, CRM and Outlook, so the connection check can tell more. */
  readonly offersConnectionCheck?: true;
  /** The CRM denies the record, which for it is the same as not having it (REST API 2). */
  readonly deniesRecord?: true;
  /** The CRM does not let this user write that field. */
  readonly deniesField?: true;
  /** The link can go on only with another record. */
  readonly needsOtherRecord?: true;
  /** Comments may not be possible on records of this module. */
  readonly doubtsComments?: true;
  /** A comment that fails so is left out; the link goes on. */
  readonly skipsComment?: true;
  /** A file that the CRM refuses so is left out; the link goes on. */
  readonly skipsUpload?: true;
  /** No further file can be read: the mail is no longer open, or the pane is not whole. */
  readonly stopsReading?: true;
  /** Outlook withholds a file, which the original of the mail may still hold. */
  readonly originalMayHelp?: true;
  /** It is told again from the journal. Anything else counts as `unexpected` by then. */
  readonly keptInJournal?: true;
  /** Another attempt ends the same way. */
  readonly isFinal?: true;
  /** Starting the pane again may help where it could not start. */
  readonly mayStartAgain?: true;
}

const noAnswer = {
  outcomeUnknown: true,
  wrongAddress: true,
  offersConnectionCheck: true,
} as const;
const refused = { refusesSignIn: true } as const;
const withheld = { originalMayHelp: true } as const;
const nothing = {} as const;

const policies = {
  offline: noAnswer,
  unreachable: noAnswer,
  timedOut: { outcomeUnknown: true, offersConnectionCheck: true, keptInJournal: true },
  redirected: { wrongAddress: true, offersConnectionCheck: true },
  keyRefused: { endsSession: true, refusesSignIn: true },
  locked: { endsSession: true },
  signInRefused: refused,
  accessKeyWrong: refused,
  mayBeLocked: nothing,
  authorizationLost: { offersConnectionCheck: true },
  badAddress: nothing,
  badConfiguration: { mayStartAgain: true },
  notVtenext: noAnswer,
  forbidden: {
    deniesRecord: true,
    deniesField: true,
    skipsComment: true,
    skipsUpload: true,
    keptInJournal: true,
  },
  noMessagesRelation: { needsOtherRecord: true },
  recordGone: { deniesRecord: true, needsOtherRecord: true, skipsComment: true },
  documentsGone: nothing,
  mailUndecided: { asksPerson: true },
  filesDoubted: { asksPerson: true },
  fieldRefused: { deniesField: true, doubtsComments: true },
  crmRefused: { doubtsComments: true },
  storedWrongly: { skipsComment: true },
  fileRefused: { skipsUpload: true, keptInJournal: true },
  host: withheld,
  fileNotListed: { originalMayHelp: true, keptInJournal: true },
  hostSilent: { originalMayHelp: true, offersConnectionCheck: true, keptInJournal: true },
  hostThrew: withheld,
  officeBlocked: { offersConnectionCheck: true },
  outsideOutlook: { offersConnectionCheck: true, stopsReading: true },
  outlookTooOld: { keptInJournal: true, isFinal: true },
  mailChanged: { stopsReading: true },
  mailProtected: { isFinal: true },
  paneIncomplete: { offersConnectionCheck: true, stopsReading: true, mayStartAgain: true },
  unexpected: { outcomeUnknown: true },
} as const satisfies Readonly<Record<ProblemKind, ProblemPolicy>>;

/** What a problem means: whoever decides by its kind asks here. */
export function policyOf({ kind }: Pick<Problem, 'kind'>): ProblemPolicy {
  return policies[kind];
}

/** The policy of a kind that was stored or sent as text; nothing where it is no such kind. */
export function policyNamed(kind: unknown): ProblemPolicy | undefined {
  return Object.entries(policies).find(([name]) => name === kind)?.[1];
}
