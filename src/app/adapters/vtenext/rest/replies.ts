import { type HttpErrorResponse, type HttpEvent, HttpEventType } from '@angular/common/http';
import {
  type Observable,
  TimeoutError,
  catchError,
  filter,
  map,
  of,
  throwError,
  timeout,
} from 'rxjs';
import type { UploadEvent } from '../../../domain/archive';
import { type Problem, ProblemError } from '../../../domain/problem';
import type { Reply } from './envelope';
import { answerIn, isRedirect } from './endpoint-discovery';

/**
 * What is heard of a call: how far it is, and its answer, also where HTTP calls it an error. 401 is
 * one whatever becomes of its text. Fails as HTTP does, and with `TimeoutError`.
 */
export function replies(
  events: Observable<HttpEvent<unknown>>,
  patience: number,
): Observable<UploadEvent<Reply>> {
  let seen = 0;
  const reply = (status: number, text: unknown): UploadEvent<Reply> => ({
    kind: 'stored',
    stored: { status, text: String(text ?? '') },
  });
  return events.pipe(
    map((event): UploadEvent<Reply> | undefined => {
      switch (event.type) {
        case HttpEventType.UploadProgress:
          return { kind: 'progress', sent: event.loaded, total: event.total ?? event.loaded };
        case HttpEventType.ResponseHeader:
          seen = event.status;
          return undefined;
        case HttpEventType.Response:
          return reply(event.status, event.body);
        default:
          return undefined;
      }
    }),
    filter((event) => event !== undefined),
    timeout(patience),
    catchError((error: unknown) => {
      const { status = 0 } = error as Partial<HttpErrorResponse>;
      const text = answerIn(error);
      if (text !== undefined) return of(reply(status, text));
      return (status || seen) === 401 ? of(reply(401, '')) : throwError(() => error);
    }),
  );
}

/** What a call ended with, in our own words. */
export function problemBehind(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof TimeoutError) return { kind: 'timedOut' };
  if (isRedirect(error)) return { kind: 'redirected' };
  if ((error as Partial<HttpErrorResponse>).name === 'HttpErrorResponse') {
    return { kind: navigator.onLine ? 'unreachable' : 'offline' };
  }
  return { kind: 'unexpected' };
}
