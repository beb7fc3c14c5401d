import { HttpClient, type HttpErrorResponse } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Observable, catchError, of, switchMap, throwError, timeout } from 'rxjs';
import { type Configuration, stockConfiguration } from '../../domain/configuration';
import { ProblemError } from '../../domain/problem';
import { partOfPane } from '../../platform/part-of-pane';
import { HostedConfiguration } from '../../ports/hosted-configuration';

/** Milliseconds that the file may take. */
const PATIENCE = 15_000;

/** The configuration in `config.json` beside the pane. What reads its entries is loaded where it has any. */
@Injectable()
export class HostedFile extends HostedConfiguration {
  private readonly http = inject(HttpClient);

  override read(): Observable<Configuration> {
    return this.http
      .get('config.json', { responseType: 'text', cache: 'no-cache', redirect: 'error' })
      .pipe(
        timeout(PATIENCE),
        catchError((error: unknown) =>
          (error as Partial<HttpErrorResponse>).status === 404
            ? of('{}')
            : throwError(() => new ProblemError({ kind: 'paneIncomplete' })),
        ),
        switchMap(async (text) => {
          if (/^\s*\{\s*\}\s*$/.test(text)) return stockConfiguration;
          const { readConfiguration } = await partOfPane(import('./read-configuration'));
          return readConfiguration(text);
        }),
      );
  }
}
