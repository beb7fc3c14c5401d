import { type Observable, defer, map, of, retry, switchMap, throwError } from 'rxjs';
import type { Attachment, AttachmentContent, InlinePart } from '../../domain/mail';
import { ProblemError } from '../../domain/problem';
import type { Patience } from '../../ports/mail-reader';
import { attachmentContent, idInOutlook, originalContent } from './attachment-content';
import { inlineParts } from './inline-parts';
import { malformedAnswer } from './office-call';
import { type OfficeCalls, asText } from './office-calls';
import { hasMailbox } from './open-item';
import type { OfficePatience, PaneWindow } from './pane-window';

/** GenericResponseError: what Outlook itself answers where an attachment cannot be had. */
const noContent = 9020;

/** Bytes per millisecond of a slow line, by which 25 MB take `OfficePatience.attachment`. */
const slowestBytesPerMs = 170;

/**
 * The calls that read the files of the mail on the screen; loaded with what else only linking
 * needs.
 */
export class FileCalls {
  constructor(
    private readonly calls: OfficeCalls,
    private readonly pane: PaneWindow,
    private readonly patience: OfficePatience,
  ) {}

  /**
   * The content of an attachment of the item. Content that is missing though it has a size is asked
   * for once more. Fails with `outlookTooOld` below Mailbox 1.8, and as `idInOutlook`.
   */
  attachment(
    item: Office.MessageRead,
    attachment: Attachment,
    patience?: Patience,
  ): Observable<AttachmentContent> {
    const { size } = attachment;
    return defer(() => {
      if (!hasMailbox(this.pane, '1.8')) throw new ProblemError({ kind: 'outlookTooOld' });
      const id = idInOutlook(item, attachment);
      const wait = this.patienceFor(patience, size);
      return this.calls.ask<Office.AttachmentContent | null>(wait, (open, done) => {
        open.getAttachmentContentAsync(id, done);
      });
    }).pipe(
      map((answer) => {
        if (!answer) throw new ProblemError({ kind: 'host', code: malformedAnswer });
        if (answer.content === '' && size > 0) throw new MissingContent();
        return answer;
      }),
      retry({
        count: 1,
        delay: (error: unknown) =>
          error instanceof MissingContent ? of('once more') : throwError(() => error),
      }),
      switchMap((answer) => attachmentContent(answer, attachment)),
    );
  }

  /** The whole mail as an `.eml`. Fails with `outlookTooOld` below Mailbox 1.14. */
  original(patience?: Patience): Observable<Blob> {
    return defer(() => {
      if (!hasMailbox(this.pane, '1.14')) throw new ProblemError({ kind: 'outlookTooOld' });
      return this.calls.ask<string | null>(this.patienceFor(patience), (open, done) => {
        open.getAsFileAsync(done);
      });
    }).pipe(
      switchMap((answer) => {
        if (!answer) throw new ProblemError({ kind: 'host', code: noContent });
        return originalContent(asText(answer));
      }),
    );
  }

  /** The parts of the whole mail that have a content id. Fails as `original`. */
  inlineParts(): Observable<readonly InlinePart[]> {
    return this.original().pipe(switchMap(inlineParts));
  }

  /** In milliseconds; a file of a few KB needs no minutes, one of unknown size may. */
  private patienceFor(patience: Patience = 'full', size = 0): number {
    const { attachment, call, afterSilence } = this.patience;
    if (patience === 'short') return Math.min(attachment, afterSilence);
    return size > 0 ? Math.min(attachment, call + size / slowestBytesPerMs) : attachment;
  }
}

/** An attachment that is said to have bytes came without. */
class MissingContent extends ProblemError {
  constructor() {
    super({ kind: 'host', code: noContent });
  }
}
