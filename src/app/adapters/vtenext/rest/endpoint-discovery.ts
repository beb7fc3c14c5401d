import { Injectable, inject } from '@angular/core';
import { type Observable, catchError, defer, map, of, shareReplay, switchMap, tap } from 'rxjs';
import { type Problem, ProblemError, toProblem } from '../../../domain/problem';
import { Transport } from '../../../platform/transport';
import { Cache } from '../../../ports/cache';
import type { Account } from '../../../domain/account';
import { isVtenextAnswer } from './envelope';

/**
 * The two ways to one endpoint; the second needs no rewrite rules of the web server (REST API 1).
 */
export const ENDPOINT_PATHS = ['restapi/v1/vtews', 'restapi/v1/index.php/vtews'] as const;
export type EndpointPath = (typeof ENDPOINT_PATHS)[number];

/**
 * What came of looking at a path. `unreadable`: no answer, or one without CORS headers, which a
 * page cannot tell apart.
 */
export type ProbeResult =
  'vtenext' | 'other' | 'redirected' | 'unreadable' | 'timedOut' | 'offline';

/** Milliseconds that a look may take; the CRM answers it without its database. */
const PATIENCE = 10_000;

/** The name under which the path is kept on the device. */
export const STORED_PATH = 'restPath';

/**
 * Finds out by which path a CRM answers, before any secret and anything with an effect is sent to
 * it: by a GET, which the API answers with 400 to everybody, counting nothing (REST API 2).
 */
@Injectable({ providedIn: 'root' })
export class EndpointDiscovery {
  private readonly transport = inject(Transport);
  private readonly cache = inject(Cache);
  private readonly found = new Map<string, Observable<EndpointPath>>();

  /**
   * The path, looked for once while the pane is open; for an account it is kept on the device, too.
   * Fails with `redirected`, `notVtenext`, `unreachable`, `timedOut` or `offline`.
   */
  pathOf(crmAddress: string, account?: Account): Observable<EndpointPath> {
    return defer(() => {
      const known = this.found.get(crmAddress);
      if (known) return known;
      const path = this.kept(account).pipe(
        switchMap((kept) => (kept ? of(kept) : this.find(crmAddress, account))),
        tap({ error: () => this.found.delete(crmAddress) }),
        shareReplay({ bufferSize: 1, refCount: false }),
      );
      this.found.set(crmAddress, path);
      return path;
    });
  }

  /** A call did not come to the API: where it is, is found out anew. */
  forget(crmAddress: string, account?: Account): void {
    this.found.delete(crmAddress);
    if (account) this.cache.write(account, STORED_PATH, undefined).subscribe();
  }

  /** Looks whether the CRM answers now, whatever is known. Fails as `pathOf`. */
  lookAnew(crmAddress: string, account: Account): Observable<void> {
    return defer(() => this.find(crmAddress, account)).pipe(map(() => undefined));
  }

  /** Looks at one path. Never fails. */
  look(crmAddress: string, path: EndpointPath): Observable<ProbeResult> {
    const url = `${crmAddress}/${path}/getlangs`;
    return this.transport.send({ url, patience: PATIENCE }).pipe(
      map(({ text }): ProbeResult => (isVtenextAnswer(text) ? 'vtenext' : 'other')),
      catchError((error: unknown) => of(withoutAnswer(toProblem(error)))),
    );
  }

  private find(crmAddress: string, account: Account | undefined): Observable<EndpointPath> {
    const [usual, other] = ENDPOINT_PATHS;
    return this.look(crmAddress, usual).pipe(
      switchMap((first) => {
        if (first === 'vtenext') return of(usual);
        // Nothing tells more by being asked twice.
        if (first === 'timedOut' || first === 'offline') throw new ProblemError({ kind: first });
        return this.look(crmAddress, other).pipe(
          map((second) => {
            if (second === 'vtenext') return other;
            throw new ProblemError(problemBehind([first, second]));
          }),
        );
      }),
      tap((path) => {
        if (account) this.cache.write(account, STORED_PATH, path).subscribe();
      }),
    );
  }

  private kept(account: Account | undefined): Observable<EndpointPath | undefined> {
    if (!account) return of(undefined);
    return this.cache
      .read(account, STORED_PATH)
      .pipe(map((value) => ENDPOINT_PATHS.find((path) => path === value)));
  }
}

function withoutAnswer({ kind }: Problem): ProbeResult {
  switch (kind) {
    case 'timedOut':
    case 'redirected':
    case 'offline':
      return kind;
    default:
      return 'unreadable';
  }
}

function problemBehind(probeResults: readonly ProbeResult[]): Problem {
  if (probeResults.includes('redirected')) return { kind: 'redirected' };
  return { kind: probeResults.includes('other') ? 'notVtenext' : 'unreachable' };
}
