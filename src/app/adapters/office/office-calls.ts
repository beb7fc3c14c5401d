import {
  EMPTY,
  Observable,
  Subject,
  catchError,
  defer,
  map,
  mergeMap,
  of,
  retry,
  tap,
  throwError,
} from 'rxjs';
import { type Problem, ProblemError, toProblem } from '../../domain/problem';
import type { Patience } from '../../ports/mail-host';
import { type OfficeMethod, malformedAnswer, officeCall } from './office-call';
import { hasMailbox, mailOnScreen } from './open-item';
import type { OfficePatience, PaneWindow } from './pane-window';

/** As many calls as Outlook on the web takes at a time (OUTLOOK-FACTS 4). */
const callsAtOnce = 3;

/** Bytes per millisecond of a slow line, by which 25 MB take `OfficePatience.attachment`. */
const slowestBytesPerMs = 170;

/**
 * What a protected mail answers (HOST-PROTOCOL 4.4). Time-outs and 9020, which stands for anything,
 * do not count, for they may pass.
 */
const protectedCodes: readonly number[] = [
  9017, // AccessRestricted
  9038, // InsufficientItemPermissions
  9047, // MissingExtendedPermissions
];

/** GenericResponseError: what Outlook itself answers where an attachment cannot be had. */
const noContent = 9020;

/**
 * The calls that read the mail on the screen, in a line in which they wait for Outlook. A call
 * nobody waits for any more is not started; once started it keeps its place until it is answered,
 * for Outlook knows no cancelling.
 *
 * Each fails with `mailChanged` where no mail is on the screen, and as `officeCall`. Whether it
 * read the mail that was meant is for the caller to compare: no call says which (HOST-PROTOCOL 5).
 */
export class OfficeCalls {
  private readonly waiting = new Subject<Observable<unknown>>();

  constructor(
    private readonly pane: PaneWindow,
    private readonly patience: OfficePatience,
  ) {
    this.waiting.pipe(mergeMap((call) => call, callsAtOnce)).subscribe();
  }

  /** The HTML body. Fails with `mailProtected` where the mail does not give it. */
  body(): Observable<string> {
    return this.call<string>(this.patience.call, (item, done) => {
      item.body.getAsync('html', done);
    }).pipe(
      map(asText),
      catchError((error: unknown) => throwError(() => new ProblemError(bodyProblem(error)))),
    );
  }

  /** The internet headers as on the wire; empty where this Outlook or this mail has none. */
  headers(patience: number = this.patience.call): Observable<string> {
    return defer(() =>
      hasMailbox(this.pane, '1.8')
        ? this.call<string | null>(patience, (item, done) => {
            item.getAllInternetHeadersAsync(done);
          }).pipe(map((block) => asText(block ?? '')))
        : of(''),
    );
  }

  /**
   * The addresses of the shared mailbox or folder that the mail lies in; none where it lies in the
   * user's own, or where Outlook does not tell (OUTLOOK-FACTS 6).
   */
  sharedBy(): Observable<readonly string[]> {
    return defer(() => {
      const item = mailOnScreen(this.pane) as Partial<Office.MessageRead> | undefined;
      if (!item?.getSharedPropertiesAsync) return of(null);
      return this.call<SharedBy | null>(this.patience.call, (shared, done) => {
        shared.getSharedPropertiesAsync(done as (result: Office.AsyncResult<Office.SharedProperties>) => void);
      });
    }).pipe(
      map((shared) => [shared?.owner, shared?.targetMailbox].filter((address) => address !== undefined)),
      catchError(() => of([])),
    );
  }

  /**
   * The content of an attachment of `size` bytes, 0 where that is not known. Content that is missing
   * is asked for once more. Fails with `outlookTooOld` below Mailbox 1.8.
   */
  attachment(id: string, size: number, patience?: Patience): Observable<Office.AttachmentContent> {
    return defer(() => {
      if (!hasMailbox(this.pane, '1.8')) throw new ProblemError({ kind: 'outlookTooOld' });
      const wait = this.patienceFor(patience, size);
      return this.call<Office.AttachmentContent | null>(wait, (item, done) => {
        item.getAttachmentContentAsync(id, done);
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
    );
  }

  /** The whole mail as base64 of an `.eml`. Fails with `outlookTooOld` below Mailbox 1.14. */
  original(patience?: Patience): Observable<string> {
    return defer(() => {
      if (!hasMailbox(this.pane, '1.14')) throw new ProblemError({ kind: 'outlookTooOld' });
      return this.call<string | null>(this.patienceFor(patience), (item, done) => {
        item.getAsFileAsync(done);
      });
    }).pipe(
      map((answer) => {
        if (!answer) throw new ProblemError({ kind: 'host', code: noContent });
        return asText(answer);
      }),
    );
  }

  /** In milliseconds; a file of a few KB needs no minutes. */
  private patienceFor(patience: Patience = 'full', size = 0): number {
    const { attachment, call, afterSilence } = this.patience;
    if (patience === 'short') return Math.min(attachment, afterSilence);
    return size > 0 ? Math.min(attachment, call + size / slowestBytesPerMs) : attachment;
  }

  private call<T>(
    patience: number,
    start: (item: Office.MessageRead, done: Parameters<OfficeMethod<T>>[0]) => void,
  ): Observable<T> {
    return new Observable<T>((subscriber) => {
      const inTurn = defer(() => {
        if (subscriber.closed) return EMPTY;
        const item = mailOnScreen(this.pane);
        if (!item) return throwError(() => new ProblemError({ kind: 'mailChanged' }));
        return officeCall<T>((done) => {
          start(item, done);
        }, patience);
      });
      this.waiting.next(
        inTurn.pipe(
          tap(subscriber),
          catchError(() => EMPTY), // told to the subscriber already; the line goes on
        ),
      );
    });
  }
}

/** An attachment that is said to have bytes came without. */
class MissingContent extends ProblemError {
  constructor() {
    super({ kind: 'host', code: noContent });
  }
}

function bodyProblem(error: unknown): Problem {
  const problem = toProblem(error);
  return problem.kind === 'host' && protectedCodes.includes(problem.code)
    ? { kind: 'mailProtected' }
    : problem;
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new ProblemError({ kind: 'host', code: malformedAnswer });
  return value;
}

/** Of what `getSharedPropertiesAsync` gives what is needed here; clients leave parts out. */
interface SharedBy {
  readonly owner?: string;
  readonly targetMailbox?: string;
}
