import type { MessageVisibility } from './configuration';
import type { Person } from './mail';
import type { MailIdentity, OtherMail } from './mail-identity';
import type { Problem } from './problem';

/**
 * A mail as the CRM shall keep it. Texts are as in the mail; the CRM's own escaping is the
 * adapter's.
 */
export interface MessageDraft {
  readonly identity: MailIdentity;
  /** What all that this link makes is marked with, in the journal before anything is sent. */
  readonly attempt: string;
  /** Whether another mail is stored under this one's Message-ID. */
  readonly idIsTaken: boolean;
  /** Records that the message will be related to, noted at it from the beginning. */
  readonly recordIds: readonly string[];
  readonly subject: string;
  readonly from: Person;
  readonly replyTo: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  /** ISO 8601 in UTC. */
  readonly sentAt: string;
  /** HTML, as `MessageArchive.fitBody` made it. */
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
  /** Of its content: see `digestOf`. */
  readonly digest: string;
}

/** A file that the CRM is asked for. */
export interface SoughtFile {
  readonly attachmentId: string;
  readonly name: string;
  /** Bytes; 0 for a link. */
  readonly size: number;
  /** Of its content, or of a link's address: see `digestOf`. */
  readonly digest: string;
  /**
   * A document that was this file once and may bear no mark: one of an older pane, or made where
   * notes are hidden. It counts if title and size still agree.
   */
  readonly documentId?: string;
}

/** What a document is marked with: what made it, and which mail it came from. */
export interface DocumentOrigin {
  readonly attempt: string;
  /** The sender's address, as a person reads it in the document's note. */
  readonly sender: string;
  /** ISO 8601 in UTC. */
  readonly sentAt: string;
}

/** What the CRM has of a mail, and what stands in its place. */
export interface MessageLook {
  /** The mail itself: this link's own copy, else the oldest. */
  readonly message?: StoredMessage;
  /** Whether another mail is stored under this one's Message-ID. */
  readonly idIsTaken: boolean;
  /** Where there is no `message`: those that may be it, which only a person can tell. */
  readonly undecided: readonly OtherMail[];
}

/** What is known when the CRM is asked for a mail. */
export interface LookHints {
  /** The link's own: a copy that bears it is its own. */
  readonly attempt?: string;
  /** What a person said of stored mails, by their web service ids: whether it is this one. */
  readonly judged?: Readonly<Record<string, boolean>>;
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
  /** Pictures that were pasted into the body and had no room there, by id: see `liftPictures`. */
  readonly left?: readonly string[];
  /** Whether its style sheets were too much to keep: colours and fonts may differ. */
  readonly losesStyles?: boolean;
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
  /** Whether more records were noted than there was room for. */
  readonly notedMore?: boolean;
  /** Whether it bears the mark of the attempt that was asked with. */
  readonly isOwn?: boolean;
  /** Who sees it, as its mark says; missing where it has none: it may be its owner alone. */
  readonly visibility?: MessageVisibility;
  /** Whether it is stored under an id made for it, for its own would not have held. */
  readonly idIsDerived?: boolean;
  /** What of it the CRM has no room for, and was shortened. */
  readonly shortened?: readonly ('subject' | 'sender' | 'inReplyTo')[];
  /**
   * How often the message of this attempt was stored: more than once where something sent it again.
   */
  readonly timesStored?: number;
  /** Whether one's own copy was taken away, for another device had stored the mail before. */
  readonly copyRemoved?: boolean;
  /** Files, by attachment, that went with the message in one call. */
  readonly sentTogether?: readonly string[];
  /** Whether the time was set by the CRM's present offset from UTC, its zone being unknown. */
  readonly timeIsGuessed?: boolean;
  /** Whether this device's clock, by which that offset was measured, may be wrong. */
  readonly timeIsUnsure?: boolean;
}

/** A document of the CRM that holds one of our files. */
export interface StoredFile {
  readonly attachmentId: string;
  readonly documentId: string;
  /** What the CRM calls it, where that is not the file's own name: too long, or unfit for it. */
  readonly name?: string;
  /** Bytes, as the CRM recorded them. */
  readonly size: number;
  /** Whether it bears the mark of this attempt, so that it may be taken away again. */
  readonly isOwn: boolean;
  /**
   * Whether the message lists it for certain: it came with the message, and was marked just now.
   */
  readonly isListed?: boolean;
}

/** Which files the CRM has. */
export interface FoundFiles {
  readonly stored: readonly StoredFile[];
  /**
   * Files, by attachment, that went with the message and could not be told from others of their
   * name and size: they are to be sent alone, and the CRM may hold them twice.
   */
  readonly doubtful: readonly string[];
}

/** What `MessageArchive.discard` found to be this link's own, and deleted. */
export interface Discarded {
  /** `foreign`: under this id is another message now, or one that this link did not make. */
  readonly message: 'deleted' | 'gone' | 'foreign' | 'none';
  /** How many documents. */
  readonly documents: number;
}

/** What became of one attachment. */
export type FileOutcome =
  | { readonly fate: 'archived'; readonly documentId: string; readonly name?: string }
  /** A cloud attachment, kept as a link document. `name`: see `StoredFile`. */
  | { readonly fate: 'linked'; readonly documentId: string; readonly name?: string }
  /** Shown by the stored body itself. */
  | { readonly fate: 'inBody' }
  /** Zero bytes: the CRM keeps no such file. */
  | { readonly fate: 'empty' }
  /** Its content was not what Outlook listed, and the person decided against it. */
  | { readonly fate: 'leftOut' }
  /** The CRM dropped it, or Outlook did not give it. */
  | { readonly fate: 'missing'; readonly problem: Problem };

/** What became of a note at one record. */
export type CommentOutcome =
  | { readonly fate: 'added'; readonly commentId: string }
  /** The user wrote the very same there since the mail was stored. */
  | { readonly fate: 'there' }
  | { readonly fate: 'refused'; readonly problem: Problem }
  /** It was not there when the CRM was asked: what is found at a later look is this link's own. */
  | { readonly fate: 'missing' };

/** What became of the note that goes with a link. */
export interface NoteOutcomes {
  /**
   * The message that was stored when the CRM was first asked: only comments above its number count.
   */
  readonly after?: string;
  /** By record id. */
  readonly at: Readonly<Record<string, CommentOutcome>>;
}

/** Bytes sent so far, of all. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
  /** The file whose bytes are on their way. */
  readonly file?: string;
}

/** An upload's course: progress any number of times, then once what was stored. */
export type UploadEvent<Stored> =
  | ({ readonly kind: 'progress' } & UploadProgress)
  | { readonly kind: 'stored'; readonly stored: Stored };
