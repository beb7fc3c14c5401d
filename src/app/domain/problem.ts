import type { ConfigurationRule } from './configuration';
import type { DoubtedFile } from './file-doubt';
import type { OtherMail } from './mail-identity';

/**
 * Everything that can go wrong, in our own words: never a text of a server, never a secret.
 * The sentences for people are chosen in `ui/problem-text.ts`.
 */
export type Problem =
  /** The browser says it has no network. */
  | { readonly kind: 'offline' }
  /**
   * No answer at all, or one without CORS headers, which a page cannot tell apart (REST API 1.1).
   */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'timedOut' }
  /** The address leads elsewhere; nothing was sent on (a redirect could carry a password on). */
  | { readonly kind: 'redirected' }
  /** The access key is refused: changed on the server, or the user was switched off. */
  | { readonly kind: 'keyRefused' }
  /** Locked after five failures; only an administrator can unlock it (REST API 3). */
  | { readonly kind: 'locked' }
  /** `loginpwd` said no: wrong password or name, inactive or locked, all the same to it. */
  | { readonly kind: 'signInRefused' }
  /** The access key that was pasted is not this user's. */
  | { readonly kind: 'accessKeyWrong' }
  /** So many attempts were refused from here that the account may be locked: none was sent. */
  | { readonly kind: 'mayBeLocked' }
  /** The CRM saw no user name although one was sent: its server drops the header (REST API 1.1). */
  | { readonly kind: 'authorizationLost' }
  /** The address cannot be that of a CRM. */
  | {
      readonly kind: 'badAddress';
      readonly reason: 'unreadable' | 'notWeb' | 'notHttps' | 'hasSecret';
    }
  /** `config.json` beside the pane is wrong: at `entry`, or as a whole where that is empty. */
  | {
      readonly kind: 'badConfiguration';
      readonly entry: string;
      readonly rule: ConfigurationRule;
    }
  /** Something answered, and it was not vtenext's REST API. */
  | { readonly kind: 'notVtenext' }
  /** The CRM does not permit it. */
  | { readonly kind: 'forbidden' }
  /** The module lacks the Messages relation; an administrator can add it (REST API 9). */
  | { readonly kind: 'noMessagesRelation'; readonly module: string }
  /** The record was deleted, or is hidden by now. */
  | { readonly kind: 'recordGone' }
  /** Documents, by id, that were deleted or are hidden by now. */
  | { readonly kind: 'documentsGone'; readonly ids: readonly string[] }
  /** A stored mail may be this one, and only a person can tell. */
  | { readonly kind: 'mailUndecided'; readonly other: OtherMail }
  /**
   * Contents that Outlook gave are not what it listed: the person
   * decides before anything is stored.
   */
  | { readonly kind: 'filesDoubted'; readonly files: readonly DoubtedFile[] }
  /** The CRM refused one field of a new record; `field` is its own word for it (REST API 14.5). */
  | { readonly kind: 'fieldRefused'; readonly field: string; readonly reason: RefusalReason }
  /** The CRM refused for a reason we have no word for; `status` is the one inside its answer. */
  | { readonly kind: 'crmRefused'; readonly status: number }
  /** The CRM answered that it is done, and what it stored is not what was sent. */
  | { readonly kind: 'storedWrongly'; readonly what: 'body' | 'subject' | 'message' | 'comment' }
  /** The file was dropped behind a success: the server's upload limit (REST API 8.1). */
  | { readonly kind: 'fileRefused' }
  /** Outlook refused a call; `code` is that of its AsyncResult. */
  | { readonly kind: 'host'; readonly code: number }
  /** Outlook lists a file without an id, or no more: there is nothing to ask it by. */
  | { readonly kind: 'fileNotListed' }
  /** Outlook did not call back in time. */
  | { readonly kind: 'hostSilent' }
  /** Outlook's client threw at once. */
  | { readonly kind: 'hostThrew' }
  /** office.js never became ready; `address` is the script it could not load. */
  | { readonly kind: 'officeBlocked'; readonly address: string }
  /** The pane runs outside Outlook. */
  | { readonly kind: 'outsideOutlook' }
  /** This Outlook's Mailbox level lacks the call. */
  | { readonly kind: 'outlookTooOld' }
  /** Another item was opened while this one was being read. */
  | { readonly kind: 'mailChanged' }
  /** The mail is protected and does not give its body to add-ins. */
  | { readonly kind: 'mailProtected' }
  /** A part of the pane that is loaded when first needed could not be loaded. */
  | { readonly kind: 'paneIncomplete' }
  | { readonly kind: 'unexpected' };

/** Why a field was refused, by the CRM or before it was asked. */
export type RefusalReason =
  | 'missing'
  /** The record that it leads to cannot stand there. */
  | 'reference'
  /** The user may not use this field. */
  | 'hidden'
  | 'owner'
  /** It is no number, or it could be read in two ways. */
  | 'number';

export type ProblemKind = Problem['kind'];

/** The one error that ports fail with. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.kind);
    this.name = 'ProblemError';
  }
}

/** The problem behind anything thrown; what no port foresaw is `unexpected`. */
export function toProblem(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : { kind: 'unexpected' };
}
