import type { Observable } from 'rxjs';
import type {
  CloudLink,
  Discarded,
  FittedBody,
  InlineImage,
  LookHints,
  MessageDraft,
  MessageLook,
  OutgoingFile,
  SoughtFile,
  StoredMessage,
  UploadEvent,
} from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import type { MailIdentity } from '../domain/mail-identity';

/** What is to be deleted, as far as it is this link's own when it is read back at that moment. */
export interface Discardable {
  readonly attempt: string;
  readonly message?: StoredMessage;
  /** Web service id of whom documents belong to: the message's owner. */
  readonly owner: string;
  /** Names under which files were sent: what of them bears the attempt's mark is deleted. */
  readonly files: readonly SoughtFile[];
  /** Documents, by id, that `create` answered for this pane and that can bear no mark. */
  readonly unmarked: readonly string[];
  /** Comments that this link wrote: where, and what. */
  readonly comments: readonly {
    readonly id: string;
    readonly recordId: string;
    readonly text: string;
  }[];
}

/**
 * Where the CRM keeps mails: its messages, and the records they are linked to.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class MessageArchive {
  /**
   * Looks for the user's own stored copies of a mail, by its Message-ID and by those derived from
   * it. A copy with a mark is the mail if the mark says so; one without, if all signs agree.
   */
  abstract findMessage(mail: MailIdentity, hints?: LookHints): Observable<MessageLook>;

  /**
   * Makes a body that the CRM keeps: styles inlined, `cid:` images embedded while they fit, the
   * links named at its end. Of what is too long the largest pasted pictures leave first, then the
   * styles, then text is cut visibly. Nothing of the mail is fetched or run, and the pane answers
   * meanwhile.
   */
  abstract fitBody(
    html: string,
    images: readonly InlineImage[],
    links: readonly CloudLink[],
  ): Promise<FittedBody>;

  /**
   * Stores the message, with as many of the files as the CRM takes in one call, and reads the
   * answer. Then the CRM is asked once more. Copies of one's own that something sent again are
   * deleted. Where another device has stored the mail before, one's own copy gives way to it, its
   * files are handed over, and that copy is told as stored (`copyRemoved`). Where another mail came
   * first under this Message-ID, the mail is stored again under an id derived from it. Fails with
   * `storedWrongly` when the CRM kept less than was sent (what it kept is deleted then).
   */
  abstract storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>>;

  /**
   * Reads a message of this attempt whose answer was lost, stored at about `storedAt`, and treats
   * it as the answer would have been. Fails as `storeMessage`.
   */
  abstract checkMessage(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    storedAt: Date,
  ): Observable<StoredMessage>;

  /**
   * Adds to the mark of a message that was there the ids of records it is about to be related to;
   * `without` takes ids out of it that it was not. A message that bears no mark is left alone.
   */
  abstract storeLinkedIds(
    message: StoredMessage,
    recordIds: readonly string[],
    without?: readonly string[],
  ): Observable<void>;

  /** Lets everybody who may see its records see the message. */
  abstract showToAll(message: StoredMessage): Observable<void>;

  /**
   * Links the message to the record. Harmless to repeat. Fails with `noMessagesRelation`,
   * `recordGone`.
   */
  abstract relateMessage(message: StoredMessage, record: CrmRecord): Observable<void>;

  /**
   * Deletes what is this link's own: marks are read back first, and what bears none, or another
   * attempt's, stays. What is gone already is no failure.
   */
  abstract discard(own: Discardable): Observable<Discarded>;
}
