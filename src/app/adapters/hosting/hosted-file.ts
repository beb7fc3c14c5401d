import { Injectable, inject } from '@angular/core';
import { type Observable, catchError, switchMap, throwError } from 'rxjs';
import { type Configuration, stockConfiguration } from '../../domain/configuration';
import { ProblemError } from '../../domain/problem';
import { partOfPane } from '../../platform/part-of-pane';
import { Transport } from '../../platform/transport';
import { HostedConfiguration } from '../../ports/hosted-configuration';

/** Milliseconds that the file may take. */
const PATIENCE = 15_000;

/**
 * The pane's own server is asked as for all its files, but for what was changed and nowhere else.
 */
const OWN_FILE: RequestInit = {
  credentials: 'same-origin',
  cache: 'no-cache',
  redirect: 'error',
};

/**
 * The configuration in `config.json` beside the pane. What reads its
 * entries is loaded where it has any.
 */
@Injectable()
export class HostedFile extends HostedConfiguration {
  private readonly transport = inject(Transport);

  override read(): Observable<Configuration> {
    const incomplete = new ProblemError({ kind: 'paneIncomplete' });
    return this.transport.send({ url: 'config.json', patience: PATIENCE, options: OWN_FILE }).pipe(
      catchError(() => throwError(() => incomplete)),
      switchMap(async ({ status, text }) => {
        if (status === 404) return stockConfiguration;
        if (status < 200 || status >= 300) throw incomplete;
        if (/^\s*\{\s*\}\s*$/.test(text)) return stockConfiguration;
        const { readConfiguration } = await partOfPane(import('./read-configuration'));
        return readConfiguration(text);
      }),
    );
  }
}
