import { Injectable } from '@angular/core';
import { type Observable, catchError, defer, finalize, from, of, throwError, timeout } from 'rxjs';
import { ProblemError } from '../domain/problem';

/** One request over HTTP: a `POST` where it has a body, else a `GET`. */
export interface WebRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds after which the whole answer must be there. */
  readonly patience: number;
  /** Where a request is to be less strict than `PRIVATE_REQUEST`. */
  readonly options?: RequestInit;
}

/**
 * An answer, whatever its status; `text` is read as UTF-8. A status of 0 hides what was answered.
 */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** How a request is made: without cookies and referrer, following no redirect, kept by no cache. */
const PRIVATE_REQUEST: RequestInit = {
  credentials: 'omit',
  redirect: 'manual',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
};

/** What both ways of sending say that they take. */
export const ACCEPT = { Accept: 'application/json, text/plain, */*' } as const;

/** Asks servers by `fetch`. */
@Injectable({ providedIn: 'root' })
export class Transport {
  /**
   * Sends the request when subscribed to, and gives the answer once its text is there;
   * unsubscribing gives it up. A status of 401 is an answer even where its text never comes.
   *
   * Fails with `timedOut`, `redirected`, `offline`, or `unreachable`: no answer, or one that the
   * page may not read.
   */
  send({ url, headers, body, patience, options }: WebRequest): Observable<Reply> {
    return defer(() => {
      const aborter = new AbortController();
      let seen = 0;
      const ask = async (): Promise<Reply> => {
        const response = await this.fetch(url, {
          method: body === undefined ? 'GET' : 'POST',
          headers: { ...ACCEPT, ...headers },
          signal: aborter.signal,
          ...(body !== undefined && { body }),
          ...PRIVATE_REQUEST,
          ...options,
        });
        if (response.type === 'opaqueredirect') throw new ProblemError({ kind: 'redirected' });
        seen = response.status;
        return { status: seen, text: await response.text() };
      };
      return from(ask()).pipe(
        withinTime(patience),
        catchError((error: unknown) => unlessRefused(seen, error)),
        finalize(() => {
          aborter.abort();
        }),
      );
    });
  }

  /** The browser's own, apart so that specs can answer in its place. */
  protected fetch(url: string, init: RequestInit): Promise<Response> {
    return fetch(url, init);
  }
}

/** Fails with `timedOut` where nothing is heard for so many milliseconds. */
export function withinTime<T>(patience: number): (heard: Observable<T>) => Observable<T> {
  return timeout<T, Observable<never>>({
    each: patience,
    with: () => throwError(() => new ProblemError({ kind: 'timedOut' })),
  });
}

/**
 * A call without its whole answer: a refusal where `status` says so, else the problem behind it.
 */
export function unlessRefused(status: number, error: unknown): Observable<Reply> {
  if (status === 401) return of({ status, text: '' });
  return throwError(() =>
    error instanceof ProblemError
      ? error
      : new ProblemError({ kind: navigator.onLine ? 'unreachable' : 'offline' }),
  );
}
