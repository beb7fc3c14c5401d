import type { Observable } from 'rxjs';
import type { Thread } from '../domain/other-side';
import type { Finding } from '../domain/finding';
import type {
  Attachment,
  AttachmentContent,
  Envelope,
  InlinePart,
  Mail,
  OpenItem,
} from '../domain/mail';

/** How long a file is waited for: as long as its size may need, or seconds, after a first silence. */
export type Patience = 'full' | 'short';

/** The program that shows mails and opened the pane. Each call fails only with `ProblemError`. */
export abstract class MailHost {
  /**
   * Waits for the host and gives the item it shows, once.
   * Fails with `officeBlocked`, `outsideOutlook` or `hostSilent`.
   */
  abstract start(): Observable<OpenItem>;

  /**
   * The item on the screen now, once; or nothing, and the pane is loaded anew, where only that can
   * tell. Not to be called while a link is under way, therefore.
   */
  abstract currentItem(): Observable<OpenItem>;

  /**
   * Each change of the item on the screen, also one that the host forgot to announce and that was
   * noticed when the pane got the focus. Never completes.
   */
  abstract itemChanges(): Observable<OpenItem>;

  /** Tells which program this is, and how much of Office.js it speaks. Fails with `paneIncomplete`. */
  abstract diagnose(): Observable<Finding>;

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

  /** What the headers say more exactly; from the item where headers cannot be read. As `readMail`. */
  abstract readEnvelope(mail: Mail): Observable<Envelope>;

  /**
   * The content of one attachment of the mail on the screen, which must be `itemId`; it is looked up
   * in the host's list as that is now. Fails with `outlookTooOld` below Mailbox 1.8, `fileNotListed`
   * where the host lists it no more or cannot name it, `mailChanged`, or any problem of the host.
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
