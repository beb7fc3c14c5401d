import {
  HttpBackend,
  HttpClient,
  type HttpErrorResponse,
  HttpEventType,
  HttpHeaders,
  HttpRequest,
} from '@angular/common/http';
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
import { type Problem, ProblemError, toProblem } from '../../domain/problem';
import { type AccessKey, CredentialVault } from '../../ports/credential-vault';
import type { UploadEvent } from '../../ports/crm';
import { openEnvelope } from './envelope';
import { KeyGate } from './key-gate';
import { DISCREET, type RestPath, RestPathFinder, answerIn, isRedirect } from './rest-path';

/** How files are sent: by XMLHttpRequest, for only it tells how far an upload is. */
export abstract class UploadBackend extends HttpBackend {}

/** Milliseconds that a call may take. */
const PATIENCE = { read: 30_000, write: 120_000, upload: 900_000 } as const;

export type Parameters = Readonly<Record<string, string>>;

/** Problems after which it is found out anew where the API is. */
const ASTRAY: readonly Problem['kind'][] = ['unreachable', 'notVtenext', 'redirected'];

/**
 * Calls the CRM's REST methods: `POST {CRM}/restapi/v1/vtews/{method}`, or the same below `index.php`
 * (API.md 1). Nothing is ever retried, no redirect followed. Fails only with `ProblemError`.
 */
@Injectable({ providedIn: 'root' })
export class RestCaller {
  private readonly http = inject(HttpClient);
  private readonly uploads = inject(UploadBackend);
  private readonly vault = inject(CredentialVault);
  private readonly paths = inject(RestPathFinder);
  private readonly injector = inject(Injector);
  /** A key that was refused stays refused when another is in use meanwhile. */
  private readonly gates = new WeakMap<AccessKey, KeyGate>();
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
      catchError((error: unknown) => this.failure(error, crmAddress, key)),
    );
  }

  /**
   * Finds out where the API of this CRM is, by a look that sends no secret and counts nothing.
   * Fails as `RestPathFinder.pathOf`.
   */
  find(crmAddress: string): Observable<void> {
    return this.paths.pathOf(crmAddress).pipe(map(() => undefined));
  }

  /** A multipart call with the key in use; tells how far it is. */
  upload<S extends z.ZodMiniType>(
    method: string,
    form: FormData,
    schema: S,
  ): Observable<UploadEvent<z.infer<S>>> {
    return this.withKey((key) => {
      const look = this.straight.has(key.crmAddress)
        ? of()
        : this.post(key.crmAddress, 'getlangs', {}, key, PATIENCE.read).pipe(
            map((text) => openEnvelope(text, anySchema)),
            ignoreElements(),
          );
      const send = (path: RestPath) =>
        this.uploads
          .handle(
            new HttpRequest('POST', `${key.crmAddress}/${path}/${method}`, form, {
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
      return concat(look, this.paths.pathOf(key.crmAddress, key).pipe(switchMap(send)));
    });
  }

  private withKey<T>(call: (key: AccessKey) => Observable<T>): Observable<T> {
    return defer(() => {
      const key = this.vault.current();
      if (!key || key.isRefused) return throwError(() => new ProblemError({ kind: 'keyRefused' }));
      const gate = this.gates.get(key) ?? new KeyGate();
      this.gates.set(key, gate);
      const sent = defer(() =>
        // What waited meanwhile does not go with a key that is in use no more.
        this.vault.current() === key
          ? call(key).pipe(
              catchError((error: unknown) => this.failure(error, key.crmAddress, key)),
              tap({ error: (error) => this.giveUp(error, key) }),
            )
          : throwError(() => new ProblemError({ kind: 'keyRefused' })),
      );
      return gate.pass(sent);
    });
  }

  /** A refused key is not sent again, and the refusal counts; what counts is loaded with the first. */
  private giveUp(error: unknown, key: AccessKey): void {
    if (toProblem(error).kind !== 'keyRefused') return;
    this.vault.refuse(key);
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
    const send = (path: RestPath) =>
      this.http
        .post(`${crmAddress}/${path}/${method}`, JSON.stringify(parameters), {
          headers: (key ? authorization(key) : new HttpHeaders()).set(
            'Content-Type',
            'application/json',
          ),
          ...DISCREET,
        })
        .pipe(
          timeout(patience),
          catchError((error: unknown) => answerText(error)),
          tap(() => this.straight.add(crmAddress)),
        );
    return this.paths.pathOf(crmAddress, key).pipe(switchMap(send));
  }

  private failure(
    error: unknown,
    crmAddress: string,
    key: AccessKey | undefined,
  ): Observable<never> {
    const problem = problemBehind(error);
    if (ASTRAY.includes(problem.kind)) {
      this.straight.delete(crmAddress);
      this.paths.forget(crmAddress, key);
    }
    return throwError(() => new ProblemError(problem));
  }
}

/** Basic authentication, its text as UTF-8 (RFC 7617). */
function authorization({ userName, accessKey }: AccessKey): HttpHeaders {
  const bytes = new TextEncoder().encode(`${userName}:${accessKey}`);
  const token = btoa(String.fromCharCode(...bytes));
  return new HttpHeaders({ Authorization: `Basic ${token}` });
}

/** The text of an answer that HTTP calls an error; where there was none, the error goes on. */
function answerText(error: unknown): Observable<string> {
  const text = answerIn(error);
  return text === undefined ? throwError(() => error) : of(text);
}

function readRefusal<S extends z.ZodMiniType>(
  error: unknown,
  schema: S,
): Observable<UploadEvent<z.infer<S>>> {
  return answerText(error).pipe(
    switchMap((text) => of({ kind: 'stored' as const, stored: openEnvelope(text, schema) })),
  );
}

function problemBehind(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof TimeoutError) return { kind: 'timedOut' };
  if (isRedirect(error)) return { kind: 'redirected' };
  if ((error as Partial<HttpErrorResponse>).name === 'HttpErrorResponse') {
    return { kind: navigator.onLine ? 'unreachable' : 'offline' };
  }
  return { kind: 'unexpected' };
}
