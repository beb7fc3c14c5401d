import { HttpBackend, HttpClient, type HttpErrorResponse, HttpEventType, HttpHeaders, HttpRequest } from '@angular/common/http';
import { Injectable, Injector, inject } from '@angular/core';
import {
  type Observable,
  TimeoutError,
  catchError,
  concat,
  defer,
  filter,
  ignoreElements,
  map,
  of,
  switchMap,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import type * as z from 'zod/mini';
import { anySchema } from '../../../contract/rest';
import { ProblemError, toProblem } from '../../domain/problem';
import { type AccessKey, CredentialVault } from '../../ports/credential-vault';
import type { UploadEvent } from '../../ports/crm';
import { isVtenextAnswer, openEnvelope } from './envelope';
import { KeyGate } from './key-gate';

/** How files are sent: by XMLHttpRequest, for only it tells how far an upload is. */
export abstract class UploadBackend extends HttpBackend {}

/** Milliseconds that a call may take. */
const PATIENCE = { read: 30_000, write: 120_000, upload: 900_000 } as const;

export type Parameters = Readonly<Record<string, string>>;

/**
 * Calls the CRM's REST methods: `POST {CRM}/restapi/v1/vtews/{method}` (API.md 1).
 * Nothing is ever retried. Fails only with `ProblemError`.
 */
@Injectable({ providedIn: 'root' })
export class RestCaller {
  private readonly http = inject(HttpClient);
  private readonly uploads = inject(UploadBackend);
  private readonly vault = inject(CredentialVault);
  private readonly injector = inject(Injector);
  private gate = new KeyGate();
  private gateOf: AccessKey | undefined;
  /** Addresses that answered here without a redirect, which XMLHttpRequest would follow. */
  private readonly straight = new Set<string>();

  /** A call with the key in use. */
  call<S extends z.ZodMiniType>(
    method: string,
    parameters: Parameters,
    schema: S,
    patience: keyof typeof PATIENCE = 'read',
  ): Observable<z.infer<S>> {
    return this.withKey((key) =>
      this.post(key.crmAddress, method, parameters, key, PATIENCE[patience]).pipe(
        map((text) => openEnvelope(text, schema)),
      ),
    );
  }

  /** A call with a key that is being tried, or with none. */
  callAt<S extends z.ZodMiniType>(
    crmAddress: string,
    key: AccessKey | undefined,
    method: string,
    parameters: Parameters,
    schema: S,
  ): Observable<z.infer<S>> {
    return defer(() => this.post(crmAddress, method, parameters, key, PATIENCE.read)).pipe(
      map((text) => openEnvelope(text, schema)),
      catchError(asProblem),
    );
  }

  /**
   * Finds out where the API of this CRM is, by a look that sends no secret and counts nothing: a GET,
   * which the API answers with 400 to everybody (API.md 2).
   */
  find(crmAddress: string): Observable<void> {
    return this.http
      .get(methodAddress(crmAddress, 'getlangs'), {
        responseType: 'text',
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      })
      .pipe(
        timeout(PATIENCE.read),
        catchError((error: unknown) => answerText(error)),
        map((text) => {
          if (!isVtenextAnswer(text)) throw new ProblemError({ kind: 'notVtenext' });
        }),
        catchError(asProblem),
      );
  }

  /** A multipart call with the key in use; tells how far it is. */
  upload<S extends z.ZodMiniType>(
    method: string,
    form: FormData,
    schema: S,
  ): Observable<UploadEvent<z.infer<S>>> {
    return this.withKey((key) => {
      const address = methodAddress(key.crmAddress, method);
      const look = this.straight.has(key.crmAddress)
        ? of()
        : this.post(key.crmAddress, 'getlangs', {}, key, PATIENCE.read).pipe(
            map((text) => openEnvelope(text, anySchema)),
            ignoreElements(),
          );
      const send = this.uploads
        .handle(
          new HttpRequest('POST', address, form, {
            headers: authorization(key),
            responseType: 'text',
            reportProgress: true,
          }),
        )
        .pipe(
          timeout(PATIENCE.upload),
          map((event): UploadEvent<z.infer<S>> | undefined => {
            if (event.type === HttpEventType.UploadProgress) {
              return { kind: 'progress', sent: event.loaded, total: event.total ?? event.loaded };
            }
            if (event.type !== HttpEventType.Response) return undefined;
            return { kind: 'stored', stored: openEnvelope(String(event.body ?? ''), schema) };
          }),
          filter((event) => event !== undefined),
          catchError((error: unknown) => readRefusal(error, schema)),
        );
      return concat(look, send);
    });
  }

  private withKey<T>(call: (key: AccessKey) => Observable<T>): Observable<T> {
    return defer(() => {
      const key = this.vault.current();
      if (!key) return throwError(() => new ProblemError({ kind: 'keyRefused' }));
      if (this.gateOf !== key) {
        this.gateOf = key;
        this.gate = new KeyGate();
      }
      const sent = defer(() => call(key)).pipe(catchError(asProblem));
      return this.gate.pass(sent.pipe(tap({ error: (error) => this.count(error, key) })));
    });
  }

  /** A refusal of the key in use counts, too; what counts is loaded with the first. */
  private count(error: unknown, key: AccessKey): void {
    if (toProblem(error).kind !== 'keyRefused') return;
    import('./refusal-count')
      .then(({ RefusalCount }) => {
        this.injector.get(RefusalCount).refused(key);
      })
      // What cannot be counted is no reason for a call to fail.
      .catch(() => undefined);
  }

  private post(
    crmAddress: string,
    method: string,
    parameters: Parameters,
    key: AccessKey | undefined,
    patience: number,
  ): Observable<string> {
    return this.http
      .post(methodAddress(crmAddress, method), JSON.stringify(parameters), {
        headers: (key ? authorization(key) : new HttpHeaders()).set(
          'Content-Type',
          'application/json',
        ),
        responseType: 'text',
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      })
      .pipe(
        timeout(patience),
        catchError((error: unknown) => answerText(error)),
        tap(() => this.straight.add(crmAddress)),
      );
  }
}

function methodAddress(crmAddress: string, method: string): string {
  return `${crmAddress}/restapi/v1/vtews/${method}`;
}

/** Basic authentication, its text as UTF-8 (RFC 7617). */
function authorization({ userName, accessKey }: AccessKey): HttpHeaders {
  const bytes = new TextEncoder().encode(`${userName}:${accessKey}`);
  const token = btoa(String.fromCharCode(...bytes));
  return new HttpHeaders({ Authorization: `Basic ${token}` });
}

/** The text of an answer that HTTP calls an error; where there was none, the error goes on. */
function answerText(error: unknown): Observable<string> {
  const response = error as Partial<HttpErrorResponse>;
  return response.status && typeof response.error === 'string'
    ? of(response.error)
    : throwError(() => error);
}

function readRefusal<S extends z.ZodMiniType>(
  error: unknown,
  schema: S,
): Observable<UploadEvent<z.infer<S>>> {
  return answerText(error).pipe(
    switchMap((text) => of({ kind: 'stored' as const, stored: openEnvelope(text, schema) })),
  );
}

function asProblem(error: unknown): Observable<never> {
  return throwError(() => {
    if (error instanceof ProblemError) return error;
    if (error instanceof TimeoutError) return new ProblemError({ kind: 'timedOut' });
    if ((error as Partial<HttpErrorResponse>).name === 'HttpErrorResponse') {
      return new ProblemError({ kind: navigator.onLine ? 'unreachable' : 'offline' });
    }
    return new ProblemError({ kind: 'unexpected' });
  });
}
