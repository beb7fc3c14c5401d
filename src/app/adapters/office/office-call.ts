import { Observable, catchError, throwError, timeout } from 'rxjs';
import { ProblemError } from '../../domain/problem';

/** Starts an Office call, which calls `done` when it is answered. */
export type OfficeMethod<T> = (done: (result: Office.AsyncResult<T>) => void) => void;

/** The code of an answer that is none: InternalFormatError (Outlook host 14.4). */
export const malformedAnswer = 9002;

/**
 * One call of Office.js, started at subscription. `patience` in milliseconds.
 *
 * Fails with `host` and the code of the AsyncResult, with `hostSilent` where the client never calls
 * back, and with `hostThrew` where it refuses before anything is sent (Outlook host 14.1, 14.2).
 */
export function officeCall<T>(start: OfficeMethod<T>, patience: number): Observable<T> {
  return new Observable<T>((subscriber) => {
    start(({ status, value, error }) => {
      // Typed as a number, the status is the text 'succeeded' or 'failed' in every client.
      if (String(status) === 'succeeded') {
        subscriber.next(value);
        subscriber.complete();
      } else {
        const { code = malformedAnswer } = (error ?? {}) as Partial<Office.Error>;
        subscriber.error(new ProblemError({ kind: 'host', code }));
      }
    });
  }).pipe(
    timeout({
      first: patience,
      with: () => throwError(() => new ProblemError({ kind: 'hostSilent' })),
    }),
    catchError((error: unknown) =>
      throwError(() =>
        error instanceof ProblemError ? error : new ProblemError({ kind: 'hostThrew' }),
      ),
    ),
  );
}
