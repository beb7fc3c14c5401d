import type { Observable } from 'rxjs';
import type {
  CloudLink,
  Discarded,
  DocumentOrigin,
  FittedBody,
  FoundFiles,
  InlineImage,
  LookHints,
  MessageDraft,
  MessageLook,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
  UploadProgress,
} from '../domain/archive';
import type { MatchSignals } from '../domain/match-signals';
import type { Correspondent } from '../domain/other-side';
import type { CrmModule, CrmRecord, CrmUser, ModuleAnswer, RecordField } from '../domain/crm';
import type { Finding } from '../domain/finding';
import type { MailIdentity } from '../domain/mail-identity';
import type {
  CreatedRecord,
  FormValues,
  Likeness,
  RecordForm,
  SimilarRecords,
} from '../domain/record-form';
import type { Account } from '../domain/account';
import type { AccessKey } from './credential-vault';

/** What a person types to get in. Lives only as long as the attempt. */
export type SignInRequest = {
  /** The CRM's, as `readCrmAddress` gives it. */
  readonly address: string;
  readonly userName: string;
} & (
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'accessKey'; readonly accessKey: string }
);

/** After so many refusals in a row a CRM locks the account, for good (API.md 3). */
export const ATTEMPTS = 5;

/** An upload's course: progress any number of times, then once what was stored. */
export type UploadEvent<Stored> =
  | ({ readonly kind: 'progress' } & UploadProgress)
  | { readonly kind: 'stored'; readonly stored: Stored };

/** A cloud attachment on its way to the CRM. */
export interface CloudFile {
  readonly attachmentId: string;
  readonly name: string;
  readonly url: string;
  /** Of the address: see `digestOf`. */
  readonly digest: string;
}

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
 * The CRM, as the user signed in may use it; with the key that `CredentialVault` holds.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class Crm {
  /**
   * Makes sure that a vtenext answers at this address, as `readCrmAddress` gives it. Nobody is named
   * and no secret sent: it counts as no attempt to sign in. Fails with `notVtenext`, or a network
   * problem.
   */
  abstract findCrm(address: string): Observable<void>;

  /**
   * Exchanges what was typed for an access key, after checking that the CRM takes it.
   * Fails with `badAddress`, `signInRefused`, `accessKeyWrong`, `locked`, `authorizationLost`,
   * `notVtenext`, or a network problem.
   */
  abstract signIn(request: SignInRequest): Observable<AccessKey>;

  /**
   * Looks at the way to the CRM at `address`, as typed, and tells one finding of each of its topics
   * as they come. Changes nothing, and counts as no failed sign-in; with the key in use where that is
   * for this CRM. Fails with `paneIncomplete`.
   */
  abstract diagnose(address: string): Observable<Finding>;

  /**
   * How often the CRM refused this account since it last let it in, of what this device sent: at
   * `ATTEMPTS` it may be locked. Fails with `paneIncomplete` alone.
   */
  abstract failedSignIns(account: Account): Observable<number>;

  /** Loads what the first screen did without. Fails with `paneIncomplete`. */
  abstract prepare(): Observable<void>;

  /**
   * The user signed in, as this device remembers them or the CRM tells; the user name alone where the
   * CRM tells nothing (API.md 14.13).
   */
  abstract whoAmI(): Observable<CrmUser>;

  /** The modules that mail can be linked to, in the order of usefulness. */
  abstract permittedModules(): Observable<readonly CrmModule[]>;

  /** Asks anew for what is remembered of modules, and gives those that mail can be linked to now. */
  abstract refreshModules(): Observable<readonly CrmModule[]>;

  /**
   * Records that the clues point to; a module may answer several times, and each record says why it
   * is there. By the addresses of `people` the most useful module is asked at once; the rest waits
   * for the clues. A module that fails or is slow holds no other up.
   */
  abstract suggest(
    people: readonly Correspondent[],
    signals: Observable<MatchSignals>,
    modules: readonly CrmModule[],
  ): Observable<ModuleAnswer>;

  /**
   * Records in which every word of `text` occurs, in any of name, number, e-mail and phone: a page of
   * each module given, from its row `start` on (`next` of the answer before). A module that answers
   * again tells more of the same records.
   */
  abstract search(
    text: string,
    modules: readonly CrmModule[],
    start?: number,
  ): Observable<ModuleAnswer>;

  /** What a person tells a record by, in the CRM's order; empty fields are left out. Fails with `recordGone`. */
  abstract preview(record: CrmRecord): Observable<readonly RecordField[]>;

  /**
   * Looks for the user's own stored copies of a mail, by its Message-ID and by those derived from it.
   * A copy with a mark is the mail if the mark says so; one without, if all signs agree.
   */
  abstract findMessage(mail: MailIdentity, hints?: LookHints): Observable<MessageLook>;

  /**
   * Makes a body that the CRM keeps: styles inlined, `cid:` images embedded while they fit, the links
   * named at its end. Of what is too long the largest pasted pictures leave first, then the styles, then
   * text is cut visibly. Nothing of the mail is fetched or run, and the pane answers meanwhile.
   */
  abstract fitBody(
    html: string,
    images: readonly InlineImage[],
    links: readonly CloudLink[],
  ): Promise<FittedBody>;

  /**
   * Stores the message, with as many of the files as the CRM takes in one call, and reads the answer.
   * Then the CRM is asked once more. Copies of one's own that something sent again are deleted. Where
   * another device has stored the mail before, one's own copy gives way to it, its files are handed
   * over, and that copy is told as stored (`copyRemoved`). Where another mail came first under this
   * Message-ID, the mail is stored again under an id derived from it.
   * Fails with `storedWrongly` when the CRM kept less than was sent (what it kept is deleted then).
   */
  abstract storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>>;

  /**
   * Reads a message of this attempt whose answer was lost, stored at about `storedAt`, and treats it
   * as the answer would have been. Fails as `storeMessage`.
   */
  abstract checkMessage(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    storedAt: Date,
  ): Observable<StoredMessage>;

  /**
   * Notes at a message that was there which records it is about to be related to, beside those noted
   * before; or, with `without`, that some of them were not. Messages that bear no mark are left alone.
   */
  abstract noteRecords(
    message: StoredMessage,
    recordIds: readonly string[],
    without?: readonly string[],
  ): Observable<void>;

  /** Lets everybody who may see its records see the message. */
  abstract showToAll(message: StoredMessage): Observable<void>;

  /** Links the message to the record. Harmless to repeat. Fails with `noMessagesRelation`, `recordGone`. */
  abstract relateMessage(message: StoredMessage, record: CrmRecord): Observable<void>;

  /**
   * Which of the files the CRM holds for this message: what their marks say, message and content
   * alike. Documents that came with the message (`sentTogether`) are marked first, where it is certain
   * which they are.
   */
  abstract findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles>;

  /**
   * As `findFiles`, once all files are filed; and deletes what something stored once more: documents of
   * this attempt beyond the files, of the same message and content.
   */
  abstract settleFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles>;

  /**
   * Files one document with the message, marked. Fails with `fileRefused` when the CRM dropped the
   * bytes, and with `forbidden` when the user may file no documents.
   */
  abstract uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
    origin: DocumentOrigin,
  ): Observable<UploadEvent<StoredFile>>;

  /** Lists a document at the message. Harmless to repeat. */
  abstract attachFile(message: StoredMessage, documentId: string): Observable<void>;

  /** Keeps a cloud attachment as a document that links to `url`, marked. */
  abstract fileLink(
    message: StoredMessage,
    link: CloudFile,
    origin: DocumentOrigin,
  ): Observable<StoredFile>;

  /**
   * Lists documents at the record. Harmless to repeat. Fails with `documentsGone` where some of them
   * were deleted, and with `recordGone`.
   */
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
   * Deletes what is this link's own: marks are read back first, and what bears none, or another
   * attempt's, stays. What is gone already is no failure.
   */
  abstract discard(own: Discardable): Observable<Discarded>;

  /** The records of these ids that the user may see. */
  abstract recordsOf(
    ids: readonly string[],
    modules: readonly CrmModule[],
  ): Observable<readonly CrmRecord[]>;

  /**
   * Those of the modules that the user may create records in, each as it is known. Modules that the
   * CRM denies are left out; fails where all fail.
   */
  abstract creatableModules(modules: readonly CrmModule[]): Observable<CrmModule>;

  /**
   * The form for a new record of `module`, its labels in the user's language; references lead only to
   * `modules`.
   */
  abstract formOf(module: CrmModule, modules: readonly CrmModule[]): Observable<RecordForm>;

  /** The one company whose web or e-mail address has this domain; none where there are several. */
  abstract companyOf(
    domain: string,
    modules: readonly CrmModule[],
  ): Observable<CrmRecord | undefined>;

  /**
   * Records that may be the one to be created: the same address, or the same domain and a similar
   * name, in any module with e-mail fields; or the same name in the same module. Fails only where
   * that module cannot be asked.
   */
  abstract similarRecords(
    likeness: Likeness,
    modules: readonly CrmModule[],
  ): Observable<SimilarRecords>;

  /**
   * Creates a record of what is filled in, and compares the answer with it. Not to be repeated
   * without a look: two calls make two records. Fails with `fieldRefused`, `forbidden`.
   */
  abstract createRecord(form: RecordForm, values: FormValues): Observable<CreatedRecord>;

  /** Where a person opens the CRM in the browser. */
  abstract startPage(crmAddress: string): string;

  /** Where a person opens the record in the CRM (API.md section 4). */
  abstract recordAddress(record: CrmRecord): string;
}
