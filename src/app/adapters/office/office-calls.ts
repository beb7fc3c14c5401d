import { InjectionToken, inject } from '@angular/core';
import {
  EMPTY,
  Observable,
  Subject,
  catchError,
  defer,
  map,
  mergeMap,
  of,
  tap,
  throwError,
} from 'rxjs';
import { type Problem, ProblemError, toProblem } from '../../domain/problem';
import { type OfficeMethod, malformedAnswer, officeCall } from './office-call';
import { hasMailbox, mailOnScreen } from './open-item';
import { OFFICE_PATIENCE, type OfficePatience, PANE_WINDOW, type PaneWindow } from './pane-window';

/** As many calls as Outlook on the web takes at a time (Outlook host 5.2). */
const callsAtOnce = 3;

/**
 * What a protected mail answers (Outlook host 14.4). Time-outs and 9020, which stands for anything,
 * do not count, for they may pass.
 */
const protectedCodes: readonly number[] = [
  9017, // AccessRestricted
  9038, // InsufficientItemPermissions
  9047, // MissingExtendedPermissions
];

/**
 * The calls that read the mail on the screen, in a line in which they wait for Outlook. A call
 * nobody waits for any more is not started; once started it keeps its place until it is answered,
 * for Outlook knows no cancelling.
 *
 * Each fails with `mailChanged` where no mail is on the screen, and as `officeCall`. Whether it
 * read the mail that was meant is for the caller to compare: no call says which (Outlook host 15).
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
    return this.ask<string>(this.patience.call, (item, done) => {
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
        ? this.ask<string | null>(patience, (item, done) => {
            item.getAllInternetHeadersAsync(done);
          }).pipe(map((block) => asText(block ?? '')))
        : of(''),
    );
  }

  /**
   * The addresses of the shared mailbox or folder that the mail lies in; none where it lies in the
   * user's own, or where Outlook does not tell (Outlook host 7).
   */
  sharedBy(): Observable<readonly string[]> {
    return defer(() => {
      const item = mailOnScreen(this.pane) as Partial<Office.MessageRead> | undefined;
      if (!item?.getSharedPropertiesAsync) return of(null);
      return this.ask<SharedBy | null>(this.patience.call, (shared, done) => {
        shared.getSharedPropertiesAsync(
          done as (result: Office.AsyncResult<Office.SharedProperties>) => void,
        );
      });
    }).pipe(
      map((shared) =>
        [shared?.owner, shared?.targetMailbox].filter((address) => address !== undefined),
      ),
      catchError(() => of([])),
    );
  }

  /** A call in the line; `patience` in milliseconds, from its start on. */
  ask<T>(
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

/** The one line of calls that all who speak to this Outlook share. */
export const OFFICE_CALLS = new InjectionToken<OfficeCalls>('OFFICE_CALLS', {
  providedIn: 'root',
  factory: () => new OfficeCalls(inject(PANE_WINDOW), inject(OFFICE_PATIENCE)),
});

function bodyProblem(error: unknown): Problem {
  const problem = toProblem(error);
  return problem.kind === 'host' && protectedCodes.includes(problem.code)
    ? { kind: 'mailProtected' }
    : problem;
}

/** An answer that must be a text. Fails with `host` and 9002. */
export function asText(value: unknown): string {
  if (typeof value !== 'string') throw new ProblemError({ kind: 'host', code: malformedAnswer });
  return value;
}

/** Of what `getSharedPropertiesAsync` gives what is needed here; clients leave parts out. */
interface SharedBy {
  readonly owner?: string;
  readonly targetMailbox?: string;
}
