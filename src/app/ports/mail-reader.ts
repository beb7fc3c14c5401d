import type { Observable } from 'rxjs';
import type { Thread } from '../domain/other-side';
import type { Attachment, AttachmentContent, Envelope, InlinePart, Mail } from '../domain/mail';

/**
 * How long a file is waited for: as long as its size may need, or seconds, after a first silence.
 */
export type Patience = 'full' | 'short';

/** Reads the mail that the host shows. Each call fails only with `ProblemError`. */
export abstract class MailReader {
  /** Loads what only linking needs. Fails with `paneIncomplete`. */
  abstract prepare(): Observable<void>;

  /**
   * The mail on the screen, which must be `itemId` before and after the reading.
   * Fails with `mailChanged`, `mailProtected`, or any problem of the host.
   */
  abstract readMail(itemId: string): Observable<Mail>;

  /**
   * Where the mail on the screen stands among others; empty where its headers cannot be read.
   * Fails with `mailChanged`.
   */
  abstract readThread(mail: Mail): Observable<Thread>;

  /**
   * What the headers say more exactly; from the item where headers cannot be read. As `readMail`.
   */
  abstract readEnvelope(mail: Mail): Observable<Envelope>;

  /**
   * The content of one attachment of the mail on the screen, which must be `itemId`; it is looked
   * up in the host's list as that is now. Fails with `outlookTooOld` below Mailbox 1.8,
   * `fileNotListed` where the host lists it no more or cannot name it, `mailChanged`, or any
   * problem of the host.
   */
  abstract readAttachment(
    itemId: string,
    attachment: Attachment,
    patience?: Patience,
  ): Observable<AttachmentContent>;

  /**
   * The whole mail as an `.eml` file (RFC 5322); it must be the one on the screen.
   * Fails with `outlookTooOld` below Mailbox 1.14, `mailChanged`, or any problem of the host.
   */
  abstract readOriginal(itemId: string, patience?: Patience): Observable<Blob>;

  /** The parts of the original that have a content id. Fails as `readOriginal`. */
  abstract readInlineParts(itemId: string): Observable<readonly InlinePart[]>;
}
