import type { MessageVisibility } from './configuration';
import type { Person } from './mail';
import type { Problem } from './problem';

/** A mail as the CRM shall keep it. Texts are as in the mail; the CRM's own escaping is the adapter's. */
export interface MessageDraft {
  readonly messageId: string;
  readonly subject: string;
  readonly from: Person;
  readonly replyTo: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  /** ISO 8601 in UTC. */
  readonly sentAt: string;
  /** HTML, as `Crm.fitBody` made it. */
  readonly body: string;
  readonly inReplyTo: string;
  readonly references: string;
  /** IANA names of the zones that the CRM user may live in, the likeliest first. */
  readonly zones: readonly string[];
  readonly visibility: MessageVisibility;
}

/** A file on its way to the CRM. `attachmentId` is how the link knows it again. */
export interface OutgoingFile {
  readonly attachmentId: string;
  readonly name: string;
  readonly blob: Blob;
}

/** A file that the CRM is asked for. */
export interface SoughtFile {
  readonly attachmentId: string;
  readonly name: string;
  /** Bytes; 0 for a link. */
  readonly size: number;
}

/** An image that the body may show by a `cid:` reference. */
export interface InlineImage {
  /** Missing for an image that Outlook does not list as an attachment. */
  readonly attachmentId?: string;
  readonly name: string;
  /** Without angle brackets. */
  readonly contentId?: string;
  readonly contentType: string;
  readonly blob: Blob;
}

/** A cloud attachment, as the body names it. */
export interface CloudLink {
  readonly name: string;
  readonly url: string;
}

/** A body made to fit the CRM. */
export interface FittedBody {
  readonly html: string;
  /** Attachments that the body now carries itself; all others must be filed. */
  readonly embedded: readonly string[];
  /** Whether text had to be left out, with a note in its place. */
  readonly cut: boolean;
  /** Whether it refers to an image that is not among those given. */
  readonly lacksImages: boolean;
}

/** A message that the CRM holds. */
export interface StoredMessage {
  readonly id: string;
  /** Web service id of its owner, e.g. `19x4`. */
  readonly owner: string;
  /** When it was stored, as the CRM writes it in its own time zone. */
  readonly storedAt?: string;
  /** Records, by id, that a pane noted at the message; what others link is not known. */
  readonly noted?: readonly string[];
  /** Whether a second copy of one's own was taken away, with its documents. */
  readonly copyRemoved?: boolean;
  /** Whether the time was set by the CRM's present offset from UTC, its zone being unknown. */
  readonly timeIsGuessed?: boolean;
}

/** A document of the CRM that holds one of our files. */
export interface StoredFile {
  readonly attachmentId: string;
  readonly documentId: string;
  /** Bytes, as the CRM recorded them. */
  readonly size: number;
  /** Whether its number shows that it was stored together with the message. */
  readonly cameWithMessage?: boolean;
}

/** What became of one attachment. */
export type FileFate =
  | { readonly fate: 'archived'; readonly documentId: string }
  /** A cloud attachment, kept as a link document. */
  | { readonly fate: 'linked'; readonly documentId: string }
  /** Shown by the stored body itself. */
  | { readonly fate: 'inBody' }
  /** Zero bytes: the CRM keeps no such file. */
  | { readonly fate: 'empty' }
  /** The CRM dropped it, or Outlook did not give it. */
  | { readonly fate: 'missing'; readonly problem: Problem };

/** What became of a note at one record. */
export type CommentFate =
  | { readonly fate: 'added'; readonly commentId: string }
  /** The user wrote the very same there since the mail was stored. */
  | { readonly fate: 'there' }
  | { readonly fate: 'refused'; readonly problem: Problem }
  /** It was not there when the CRM was asked: what is found at a later look is this link's own. */
  | { readonly fate: 'missing' };

/** What became of the note that goes with a link. */
export interface NoteFates {
  /** The message that was stored when the CRM was first asked: only comments above its number count. */
  readonly after?: string;
  /** By record id. */
  readonly at: Readonly<Record<string, CommentFate>>;
}

/** Bytes sent so far, of all. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
  /** The file whose bytes are on their way. */
  readonly file?: string;
}
