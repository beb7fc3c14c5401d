import { Injectable, Injector, inject } from '@angular/core';
import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  defer,
  ignoreElements,
  map,
  switchMap,
  tap,
  throwError,
} from 'rxjs';
import type * as z from 'zod/mini';
import { anySchema } from '../../../../contract/rest';
import { ProblemError, toProblem } from '../../../domain/problem';
import { partOfPane } from '../../../platform/part-of-pane';
import { type Reply, Transport } from '../../../platform/transport';
import type { Account } from '../../../domain/account';
import { type AccessKey, CredentialVault } from '../../../ports/credential-vault';
import type { UploadEvent } from '../../../domain/archive';
import { CallSlots, type KeyVerdict } from '../../../ports/call-slots';
import { openEnvelope, verdictOn } from './envelope';
import { AccessKeyQueue } from './access-key-queue';
import { type EndpointPath, EndpointDiscovery } from './endpoint-discovery';
import { policyOf } from '../../../domain/problem-policy';

/** Milliseconds that a call may take. */
const PATIENCE = { read: 30_000, write: 120_000, upload: 900_000 } as const;

export type Parameters = Readonly<Record<string, string>>;

/**
 * Calls the CRM's REST methods: `POST {CRM}/restapi/v1/vtews/{method}`,
 * or the same below `index.php` (REST API 1). Nothing is ever retried,
 * no redirect followed. Fails only with `ProblemError`.
 */
@Injectable({ providedIn: 'root' })
export class RestCaller {
  private readonly transport = inject(Transport);
  private readonly vault = inject(CredentialVault);
  private readonly paths = inject(EndpointDiscovery);
  private readonly turns = inject(CallSlots);
  private readonly injector = inject(Injector);
  /** A key that was refused stays refused when another is in use meanwhile. */
  private readonly gates = new WeakMap<AccessKey, AccessKeyQueue>();
  /** Addresses that answered here without a redirect, which XMLHttpRequest would follow. */
  private readonly straight = new Set<string>();

  /** A call with the key in use. */
  call<S extends z.ZodMiniType>(
    method: string,
    parameters: Parameters,
    schema: S,
    patience: keyof typeof PATIENCE = 'read',
  ): Observable<z.infer<S>> {
    return this.withKey((key, path, hear) =>
      this.post(key.crmAddress, path, method, parameters, key, PATIENCE[patience]).pipe(
        tap((reply) => {
          hear(reply);
        }),
        map((reply) => opened(reply, schema)),
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
    return this.paths.pathOf(crmAddress, key && accountOf(key)).pipe(
      switchMap((path) => this.post(crmAddress, path, method, parameters, key, PATIENCE.read)),
      map((reply) => opened(reply, schema)),
      catchError((error: unknown) => this.failure(error, crmAddress, key)),
    );
  }

  /**
   * Finds out where the API of this CRM is, by a look that sends no secret and counts nothing.
   * Fails as `EndpointDiscovery.pathOf`.
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
    return defer(loadUploads).pipe(
      switchMap(({ UploadTransport }) => {
        const uploads = this.injector.get(UploadTransport);
        return this.withKey((key, path, hear) => {
          const sent = defer(() => {
            hear(undefined);
            return uploads.send({
              url: `${key.crmAddress}/${path}/${method}`,
              headers: authorization(key),
              body: form,
              patience: PATIENCE.upload,
            });
          }).pipe(
            map((step): UploadEvent<z.infer<S>> => {
              if (step.kind === 'progress') return step;
              hear(step.reply);
              return { kind: 'stored', stored: opened(step.reply, schema) };
            }),
          );
          return concat(this.lookForRedirect(key, path, hear), sent);
        });
      }),
    );
  }

  /** Makes sure, once for an address, that what is uploaded there is not redirected. */
  private lookForRedirect(
    key: AccessKey,
    path: EndpointPath,
    hear: (reply: Reply) => void,
  ): Observable<never> {
    if (this.straight.has(key.crmAddress)) return EMPTY;
    return this.post(key.crmAddress, path, 'getlangs', {}, key, PATIENCE.read).pipe(
      tap((reply) => {
        hear(reply);
      }),
      map((reply) => opened(reply, anySchema)),
      ignoreElements(),
    );
  }

  /**
   * Makes a call with the key in use, once it may go; `hear` is to be told each answer, and that
   * there is none yet. Fails with `keyRefused` where there is no key that may be sent.
   */
  private withKey<T>(
    call: (
      key: AccessKey,
      path: EndpointPath,
      hear: (reply: Reply | undefined) => void,
    ) => Observable<T>,
  ): Observable<T> {
    return defer(() => {
      const key = this.vault.current();
      if (!key || key.isRefused) return throwError(() => new ProblemError({ kind: 'keyRefused' }));
      return this.paths.pathOf(key.crmAddress, accountOf(key)).pipe(
        switchMap((path) => {
          let verdict: KeyVerdict = 'unknown';
          const hear = (reply: Reply | undefined): void => {
            verdict = reply ? verdictOn(reply) : 'unknown';
          };
          return this.gateOf(key).pass({
            call: call(key, path, hear).pipe(
              catchError((error: unknown) => this.failure(error, key.crmAddress, key)),
              tap({
                error: (error) => {
                  if (toProblem(error).kind === 'keyRefused') this.giveUp(key);
                },
              }),
            ),
            verdict: () => verdict,
            // What waited meanwhile does not go with a key that is in use no more.
            isDue: () => this.vault.current() === key,
          });
        }),
        tap({
          error: (error) => {
            // Another pane was refused.
            if (toProblem(error).kind === 'keyRefused' && this.vault.current() === key)
              this.vault.refuse(key);
          },
        }),
      );
    });
  }

  private gateOf(key: AccessKey): AccessKeyQueue {
    const { crmAddress } = key;
    const look = (): Observable<void> => this.paths.lookAnew(crmAddress, accountOf(key));
    const gate = this.gates.get(key) ?? new AccessKeyQueue(key, this.turns, look);
    this.gates.set(key, gate);
    return gate;
  }

  /**
   * A refused key is not sent again, and the refusal counts; what counts is loaded with the first.
   */
  private giveUp(key: AccessKey): void {
    this.vault.refuse(key);
    import('./failed-sign-in-counter')
      .then(({ FailedSignInCounter }) => {
        this.injector.get(FailedSignInCounter).refused(key);
      })
      // What cannot be counted is no reason for a call to fail.
      .catch(() => undefined);
  }

  private post(
    crmAddress: string,
    path: EndpointPath,
    method: string,
    parameters: Parameters,
    key: AccessKey | undefined,
    patience: number,
  ): Observable<Reply> {
    const request = {
      url: `${crmAddress}/${path}/${method}`,
      headers: { 'Content-Type': 'application/json', ...(key && authorization(key)) },
      body: JSON.stringify(parameters),
      patience,
    };
    return this.transport.send(request).pipe(tap(() => this.straight.add(crmAddress)));
  }

  private failure(
    error: unknown,
    crmAddress: string,
    key: AccessKey | undefined,
  ): Observable<never> {
    const problem = toProblem(error);
    if (policyOf(problem).wrongAddress) {
      this.straight.delete(crmAddress);
      this.paths.forget(crmAddress, key && accountOf(key));
    }
    return throwError(() => new ProblemError(problem));
  }
}

/** Basic authentication, its text as UTF-8 (RFC 7617). */
function authorization({
  userName,
  accessKey,
}: AccessKey): Readonly<Record<'Authorization', string>> {
  const bytes = new TextEncoder().encode(`${userName}:${accessKey}`);
  const token = btoa(String.fromCharCode(...bytes));
  return { Authorization: `Basic ${token}` };
}

const accountOf = ({ crmAddress, userName }: AccessKey): Account => ({ crmAddress, userName });

function opened<S extends z.ZodMiniType>({ status, text }: Reply, schema: S): z.infer<S> {
  return openEnvelope(text, schema, status);
}

/** What sends files, loaded with the first: see `prepare` of the ports. */
const loadUploads = () => partOfPane(import('../../../platform/upload-transport'));
