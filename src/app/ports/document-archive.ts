import type { Observable } from 'rxjs';
import type {
  DocumentOrigin,
  FoundFiles,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
  UploadEvent,
} from '../domain/archive';
import type { CrmRecord } from '../domain/crm';

/** A cloud attachment on its way to the CRM. */
export interface CloudFile {
  readonly attachmentId: string;
  readonly name: string;
  readonly url: string;
  /** Of the address: see `digestOf`. */
  readonly digest: string;
}

/**
 * Where the CRM keeps the files of mails: its documents.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class DocumentArchive {
  /**
   * Which of the files the CRM holds for this message: what their marks say, message and content
   * alike. Documents that came with the message (`sentTogether`) are marked first, where it is
   * certain which they are.
   */
  abstract findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles>;

  /**
   * As `findFiles`, once all files are filed; and deletes what something stored once more:
   * documents of this attempt beyond the files, of the same message and content.
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
   * Lists documents at the record. Harmless to repeat. Fails with `documentsGone` where some of
   * them were deleted, and with `recordGone`.
   */
  abstract relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void>;
}
