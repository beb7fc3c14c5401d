import type { Observable } from 'rxjs';
import type {
  CloudLink,
  FittedBody,
  InlineImage,
  MessageDraft,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
  UploadProgress,
} from '../domain/archive';
import type { CrmModule, CrmRecord, ModuleAnswer } from '../domain/crm';
import type { Mail } from '../domain/mail';
import type { AccessKey } from './credential-vault';

/** What a person types to get in. Lives only as long as the attempt. */
export type SignInRequest = {
  /** As typed: with or without scheme, sub-path, trailing slash. */
  readonly address: string;
  readonly userName: string;
} & (
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'accessKey'; readonly accessKey: string }
);

/** An upload's course: progress any number of times, then once what was stored. */
export type UploadEvent<Stored> =
  | ({ readonly kind: 'progress' } & UploadProgress)
  | { readonly kind: 'stored'; readonly stored: Stored };

/**
 * The CRM, as the user signed in may use it; with the key that `CredentialVault` holds.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class Crm {
  /**
   * Exchanges what was typed for an access key, after checking that the CRM takes it.
   * Fails with `badAddress`, `signInRefused`, `keyRefused`, `locked`, `notVtenext`, or a network problem.
   */
  abstract signIn(request: SignInRequest): Observable<AccessKey>;

  /** Loads what only linking needs. Fails with `paneIncomplete`. */
  abstract prepare(): Observable<void>;

  /** The modules that mail can be linked to, in the order of usefulness. */
  abstract permittedModules(): Observable<readonly CrmModule[]>;

  /** Records with the address of the mail's other side, one answer for each module asked. */
  abstract suggest(mail: Mail, modules: readonly CrmModule[]): Observable<ModuleAnswer>;

  /** Records that match `text` by name, e-mail or phone, one answer for each module given. */
  abstract search(text: string, modules: readonly CrmModule[]): Observable<ModuleAnswer>;

  /** The user's own stored copy of a mail, the oldest where there are several. */
  abstract findMessage(messageId: string): Observable<StoredMessage | undefined>;

  /**
   * Makes a body that the CRM keeps: styles inlined, `cid:` images embedded while they fit, the links
   * named at its end, and what is too long cut visibly. Nothing of the mail is fetched or run.
   */
  abstract fitBody(
    html: string,
    images: readonly InlineImage[],
    links: readonly CloudLink[],
  ): Promise<FittedBody>;

  /**
   * Stores the message, with as many of the files as the CRM takes in one call, and reads the answer.
   * Then the CRM is asked once more: of copies that were stored within minutes from elsewhere only
   * the oldest is left, and that is what is told as stored.
   * Fails with `storedWrongly` when the CRM kept less than was sent (what it kept is deleted then).
   */
  abstract storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>>;

  /**
   * Reads a message whose answer was lost, stored at about `storedAt`, and treats it as the answer
   * would have been. Fails as `storeMessage`.
   */
  abstract checkMessage(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly SoughtFile[],
    storedAt: Date,
  ): Observable<StoredMessage>;

  /** Links the message to the record. Harmless to repeat. Fails with `noMessagesRelation`, `recordGone`. */
  abstract relateMessage(message: StoredMessage, record: CrmRecord): Observable<void>;

  /** Which of the files the CRM holds since the message was stored, whole: sizes are compared. */
  abstract findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
  ): Observable<readonly StoredFile[]>;

  /**
   * Files one document with the message. Fails with `fileRefused` when the CRM dropped the bytes, and
   * with `forbidden` when the user may file no documents.
   */
  abstract uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
  ): Observable<UploadEvent<StoredFile>>;

  /** Lists a document at the message. Harmless to repeat. */
  abstract attachFile(message: StoredMessage, documentId: string): Observable<void>;

  /** Keeps a cloud attachment as a document that links to `url`. */
  abstract fileLink(
    message: StoredMessage,
    link: { readonly attachmentId: string; readonly name: string; readonly url: string },
  ): Observable<StoredFile>;

  /** Lists documents at the record. Harmless to repeat. */
  abstract relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void>;

  /**
   * The user's own comments of this text on the records, as far as they are younger than the
   * message: their ids by those of the records. Fails with `forbidden`.
   */
  abstract findComments(
    message: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>>;

  /**
   * Comments on the record, for everybody who reads public comments; tells the comment's id. Fails
   * with `forbidden` where the user, or records of this module, may have none, and with
   * `storedWrongly` when the CRM kept something else (what it kept is deleted then).
   */
  abstract addComment(record: CrmRecord, text: string): Observable<string>;

  /**
   * Deletes documents and comments and, where it is given, the message: only ever what this pane has
   * made. What is gone already is no failure.
   */
  abstract discard(
    message: StoredMessage | undefined,
    madeIds: readonly string[],
  ): Observable<void>;

  /** Notes at the message which records it was linked to, beside those noted before. */
  abstract writeNote(message: StoredMessage, recordIds: readonly string[]): Observable<void>;

  /** The records of these ids that the user may see. */
  abstract recordsOf(
    ids: readonly string[],
    modules: readonly CrmModule[],
  ): Observable<readonly CrmRecord[]>;

  /** Where a person opens the record in the CRM (API.md section 4). */
  abstract recordAddress(record: CrmRecord): string;
}
