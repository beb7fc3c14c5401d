import { type Observable, catchError, defer, from, map, throwError, timeout } from 'rxjs';
import { type Problem, ProblemError } from '../../domain/problem';
import type { PaneWindow } from './pane-window';

const officeAddress = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const ajaxAddress = 'https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js';

/**
 * Waits until office.js has found its Outlook, `patience` milliseconds at most.
 *
 * Fails with `officeBlocked` where a script is missing, with `outsideOutlook`, and with
 * `hostSilent` where all scripts are there and Outlook does not answer.
 */
export function whenOfficeReady(pane: PaneWindow, patience: number): Observable<void> {
  return defer(() => {
    const { Office: office } = pane;
    if (!office) throw new ProblemError({ kind: 'officeBlocked', address: scriptAddress(pane) });
    return from(office.onReady()).pipe(
      timeout({ first: patience, with: () => throwError(() => new ProblemError(silence(pane))) }),
      map(({ host }) => {
        // Typed as a number, the host is a text, or null in a plain browser (Outlook host 11.1).
        if (String(host) !== 'Outlook') throw new ProblemError({ kind: 'outsideOutlook' });
      }),
    );
  }).pipe(
    catchError((error: unknown) =>
      throwError(() =>
        error instanceof ProblemError ? error : new ProblemError({ kind: 'hostThrew' }),
      ),
    ),
  );
}

/** Where the page expected office.js. */
function scriptAddress({ document }: PaneWindow): string {
  const script = document.querySelector<HTMLScriptElement>(
    'script[src*="/office.js"], script[src*="/office.debug.js"]',
  );
  return script?.src ?? officeAddress;
}

/**
 * Why office.js never became ready. It waits for ever for MicrosoftAjax (Outlook host 11.2), whose
 * arrival shows by its namespace `Sys`.
 */
function silence(pane: PaneWindow): Problem {
  return 'Sys' in pane ? { kind: 'hostSilent' } : { kind: 'officeBlocked', address: ajaxAddress };
}
