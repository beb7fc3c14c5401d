import type { DBSchema } from 'idb';
import { type Observable, concat, defer, from, merge, mergeMap, of } from 'rxjs';
import type { Finding } from '../../domain/finding';
import type { DeviceDatabase } from './storage';

/** What is written to see whether anything can be. */
export interface DiagnosticsSchema extends DBSchema {
  texts: { key: string; value: string };
}

/** Milliseconds from which on the storage is called slow. */
const SLOW = 1_000;

/** Seconds that the clock may be wrong before it matters: times of mails are told by the minute. */
const MOST_SECONDS = 120;

/** Milliseconds for which a link waits for the time of the pane's server. */
const CLOCK_PATIENCE = 3_000;

/**
 * Tells how it is with this browser's storage and network, and with the server of the pane. Leaves
 * nothing in `database`, which is for this alone.
 */
export function diagnoseDevice(database: DeviceDatabase<DiagnosticsSchema>): Observable<Finding> {
  return merge(
    defer(() => diagnoseStorage(database)),
    concat(
      defer(() => of<Finding>({ topic: 'online', code: navigator.onLine ? 'yes' : 'no' })),
      defer(askPaneServer).pipe(mergeMap((findings) => from(findings))),
    ),
  );
}

async function diagnoseStorage(database: DeviceDatabase<DiagnosticsSchema>): Promise<Finding> {
  const begun = performance.now();
  try {
    const kept = await database.use(async (opened) => {
      await opened.put('texts', 'examined', 'current');
      return opened.get('texts', 'current');
    });
    await database.remove();
    if (kept !== 'examined') return { topic: 'storage', code: 'blocked' };
  } catch {
    return { topic: 'storage', code: 'blocked' };
  }
  return { topic: 'storage', code: performance.now() - begun > SLOW ? 'slow' : 'works' };
}

/** Asks the pane's server whether it is there, and what time it has. */
async function askPaneServer(): Promise<readonly Finding[]> {
  const times = await serverTime(10_000);
  return times
    ? [{ topic: 'pane', code: 'answers' }, compareClocks(times.here, times.there)]
    : [
        { topic: 'pane', code: 'silent' },
        { topic: 'clock', code: 'unknown' },
      ];
}

/**
 * Milliseconds that this device's clock is ahead; nothing where the pane's server does not tell.
 */
export async function clockError(): Promise<number | undefined> {
  const times = await serverTime(CLOCK_PATIENCE);
  return times && !Number.isNaN(times.there) ? times.here - times.there : undefined;
}

/**
 * Asks the pane's server for nothing but its headers. Milliseconds since 1970 by this device and by
 * the server, `there` NaN where it does not tell; nothing where it does not answer.
 */
async function serverTime(
  patience: number,
): Promise<{ readonly here: number; readonly there: number } | undefined> {
  const sent = Date.now();
  try {
    const address = new URL('.', document.baseURI);
    const signal = AbortSignal.timeout(patience);
    const { headers } = await fetch(address, { method: 'HEAD', cache: 'no-store', signal });
    // What a cache on the way kept is older by its age (RFC 9110, 6.6.1; RFC 9111, 5.1).
    const age = Number(headers.get('Age') ?? 0) || 0;
    const there = Date.parse(headers.get('Date') ?? '') + age * 1_000;
    return { here: (sent + Date.now()) / 2, there };
  } catch {
    return undefined;
  }
}

/** Milliseconds since 1970 by this device, and by a server that tells whole seconds. */
export function compareClocks(here: number, there: number): Finding {
  if (Number.isNaN(there)) return { topic: 'clock', code: 'unknown' };
  const seconds = Math.round(Math.abs(here - there) / 1_000);
  if (seconds <= MOST_SECONDS) return { topic: 'clock', code: 'right' };
  return { topic: 'clock', code: 'wrong', facts: { minutes: String(Math.round(seconds / 60)) } };
}
