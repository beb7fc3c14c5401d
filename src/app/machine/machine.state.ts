import type { Discarded, StoredMessage, UploadProgress } from '../domain/archive';
import { type Settings, defaultSettings } from '../domain/settings';
import { type Configuration, stockConfiguration } from '../domain/configuration';
import type { CrmModule, CrmRecord, CrmUser, ModuleAnswer } from '../domain/crm';
import type { LinkProgress } from '../domain/link-progress';
import type { Mail, OpenItem } from '../domain/mail';
import type { OtherSide } from '../domain/other-side';
import type { Problem } from '../domain/problem';
import { policyOf } from '../domain/problem-policy';
import type { Account } from '../domain/account';
import type { JournalEntry } from '../ports/link-journal';
import type { Discardable } from '../ports/message-archive';
import { soughtFiles } from './link-files';
import type { Link, LinkId } from './link-plan';

/** What is typed into the search box, and the module it is limited to. */
export interface SearchQuery {
  readonly text: string;
  /** A module's name; `undefined` for all. */
  readonly module?: string | undefined;
}

/** The shortest text that is searched for. */
export const MIN_QUERY_LENGTH = 2;

/** How many modules are offered before all others. */
export const MAX_RECENT_MODULES = 6;

/** How long the typing must rest before the CRM is asked, in milliseconds. */
export const TYPING_PAUSE = 250;

/** How long after the suggestions the rest of the pane is loaded, in milliseconds. */
export const PREPARE_PAUSE = 2_000;

/**
 * How long after the first suggestion earlier links are looked for at the latest, in milliseconds.
 */
export const EARLIER_PAUSE = 300;

/** Answers that arrive module by module. */
export type AnswersState =
  | { readonly status: 'idle' }
  | { readonly status: 'streaming'; readonly answers: readonly ModuleAnswer[] }
  | { readonly status: 'done'; readonly answers: readonly ModuleAnswer[] }
  /** With what had arrived before. */
  | {
      readonly status: 'failed';
      readonly problem: Problem;
      readonly answers: readonly ModuleAnswer[];
    };

/** A further page of one module's search results, while it is asked for or after it failed. */
export type Paging =
  | { readonly status: 'asking'; readonly start: number }
  | { readonly status: 'failed'; readonly problem: Problem };

/** What is known of links of a mail made before. */
export interface EarlierLinks {
  /** The copy that the CRM holds. */
  readonly message?: StoredMessage;
  /** What this device wrote down. */
  readonly entry?: JournalEntry;
  /** The records it is linked to, as far as can be known (REST API 9). */
  readonly records: readonly CrmRecord[];
}

/** Whether the open mail was linked before; `round` counts the askings. */
export type EarlierLinksState = { readonly round: number } & (
  | { readonly status: 'asking' }
  | { readonly status: 'known'; readonly links: EarlierLinks }
  | { readonly status: 'failed' }
);

export type OpenMail = Extract<OpenItem, { kind: 'mail' }>;

/** What the pane shows of the item that is open. `docs/architecture.md` has the diagram. */
export type PaneState =
  | { readonly status: 'starting' }
  | { readonly status: 'outsideOutlook'; readonly problem: Problem }
  /** `back`: what is gone back to when a sign-in to another CRM is given up. */
  | { readonly status: 'signedOut'; readonly item: OpenItem; readonly back?: PaneState }
  | { readonly status: 'noMail'; readonly item: Exclude<OpenItem, OpenMail> }
  | { readonly status: 'readingMail'; readonly item: OpenMail }
  | { readonly status: 'loadingModules'; readonly item: OpenMail; readonly mail: Mail }
  | {
      readonly status: 'choosing';
      readonly item: OpenMail;
      readonly mail: Mail;
      /** Whom the mail is with, once its headers were read. */
      readonly side?: OtherSide;
      readonly modules: readonly CrmModule[];
      readonly suggestions: AnswersState;
      readonly query: SearchQuery;
      readonly search: AnswersState;
      /** By module name. */
      readonly paging: Readonly<Record<string, Paging>>;
      readonly chosen: readonly CrmRecord[];
      /** What shall be noted on the records, as typed. */
      readonly note: string;
      readonly earlier: EarlierLinksState;
      /** The form for a new record: shown, or just left. */
      readonly creating?: 'open' | 'left';
      /**
       * Records that the form gave: created by it, or found there. They are listed beside the
       * others.
       */
      readonly fromForm?: readonly CrmRecord[];
      /** Counts retries, so that a part that failed is asked again. */
      readonly attempt: number;
    }
  | {
      readonly status: 'failed';
      readonly item: OpenMail;
      readonly problem: Problem;
      readonly retry: RetryableState;
    };

export type PaneStatus = PaneState['status'];
export type In<S extends PaneStatus> = Extract<PaneState, { status: S }>;
/** A state whose entry invokes a call that can fail as a whole. */
export type RetryableState = In<'readingMail'> | In<'loadingModules'> | In<'choosing'>;

/** A link under way: it belongs to its own mail and outlives the pane's turning to another. */
export type LinkState = { readonly link: Link; readonly progress: LinkProgress } & (
  | { readonly status: 'planned'; readonly next: number }
  | {
      readonly status: 'running';
      readonly step: number;
      readonly upload?: UploadProgress;
      /** Whether another pane that links the same mail goes first. */
      readonly isWaiting?: boolean;
    }
  | ({ readonly status: 'linked' } & Linked)
  | ({ readonly status: 'failed' } & Failed)
  | { readonly status: 'cancelled' }
  /** What this link made is being deleted; `before` is where a failure leads back to. */
  | {
      readonly status: 'undoing';
      readonly before: ({ status: 'linked' } & Linked) | ({ status: 'failed' } & Failed);
    }
  | ({ readonly status: 'undone'; readonly discarded: Discarded } & WithUndoImpact)
);
interface WithUndoImpact {
  /** What else hangs on the message, once somebody considers to undo the link. */
  readonly impact?: UndoImpact;
}
/**
 * Records beside the link's own that the message is linked to by this account, in whatever window.
 */
export interface UndoImpact {
  readonly records: readonly CrmRecord[];
  /** Whether there may be more: not all could be read. */
  readonly andOthers: boolean;
}
interface Linked extends WithUndoImpact {
  /** Why it could not be undone. */
  readonly undoProblem?: Problem;
  /** Whether the message was just shown to all, or why not. */
  readonly shown?: 'asking' | 'done' | Problem;
}
interface Failed extends WithUndoImpact {
  readonly step: number;
  readonly problem: Problem;
  /** Whether it was the deleting of what the link made that failed. */
  readonly isUndo?: boolean;
}

export type LinkStatus = LinkState['status'];

export interface MachineState {
  readonly pane: PaneState;
  readonly links: Readonly<Record<LinkId, LinkState>>;
  /** How many links were planned so far; gives each its id. */
  readonly planned: number;
  /** Who is signed in. */
  readonly account: Account | null;
  /** Who that is, once the CRM has told. */
  readonly user: CrmUser | null;
  /** Modules that turned out to lack the Messages relation. */
  readonly withoutMessages: readonly string[];
  /** What whoever hosts the pane decided. */
  readonly configuration: Configuration;
  /** What the person chose on this device. */
  readonly settings: Settings;
  /**
   * Links of the account that were begun and have not come to their end, as the journal has them.
   */
  readonly unfinished: readonly JournalEntry[];
  /** Records that the account starred, the newest first. */
  readonly favourites: readonly CrmRecord[];
}

export const initialState: MachineState = {
  pane: { status: 'starting' },
  links: {},
  planned: 0,
  account: null,
  user: null,
  withoutMessages: [],
  configuration: stockConfiguration,
  settings: defaultSettings,
  unfinished: [],
  favourites: [],
};

/** Whether the CRM holds no more what a link had stored: the message, or files of it. */
export function isLost(problem: Problem): boolean {
  return problem.kind === 'storedWrongly' && problem.what === 'message';
}

/** Whether signing in anew is the way on. */
export function asksForSignIn(problem: Problem): boolean {
  return policyOf(problem).endsSession === true;
}

/** Whether a link goes on once the person has signed in anew, or said what only they can tell. */
export function waitsForPerson(problem: Problem): boolean {
  return asksForSignIn(problem) || policyOf(problem).asksPerson === true;
}

/** Why a link needs a new sign-in before it can go on, where that is so. */
export function signInProblem(link: LinkState): Problem | undefined {
  const problem =
    link.status === 'failed'
      ? link.problem
      : link.status === 'linked'
        ? link.undoProblem
        : undefined;
  return problem && asksForSignIn(problem) ? problem : undefined;
}

/** Whether a link still works on its mail. */
export function isUnderWay({ status }: LinkState): boolean {
  return status === 'planned' || status === 'running' || status === 'undoing';
}

/** What `undo` would delete: only what this very link made; nothing where it made nothing. */
export function ownOf({ link, progress }: LinkState): Discardable | undefined {
  const { attempt, message, messageWasThere, created, unmarked } = progress;
  if (attempt === undefined) return undefined;
  const comments = Object.entries(progress.note.at).flatMap(([recordId, comment]) =>
    comment.fate === 'added' ? [{ id: comment.commentId, recordId, text: link.note ?? '' }] : [],
  );
  const own = messageWasThere ? undefined : message;
  const hasFiles = created.length + unmarked.length > 0;
  if (!own && !hasFiles && comments.length === 0) return undefined;
  return {
    attempt,
    ...(own && { message: own }),
    owner: message?.owner ?? '',
    files: soughtFiles(link, progress),
    unmarked,
    comments,
  };
}
