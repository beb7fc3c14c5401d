import { deleteDB, openDB } from 'idb';
import { type Observable, concat, defer, from, merge, mergeMap, of } from 'rxjs';
import type { Finding } from '../../domain/finding';
import { inTime } from './storage';

const databaseName = 'vtenext-mail-connector.examination';

/** Milliseconds from which on the storage is called slow. */
const SLOW = 1_000;

/** Seconds that the clock may be wrong before it matters: times of mails are told by the minute. */
const MOST_SECONDS = 120;

/** Tells how it is with this browser's storage and network, and with the server of the pane. */
export function examineDevice(partition: string, patience: number): Observable<Finding> {
  return merge(
    defer(() => examineStorage(`${partition}${databaseName}`, patience)),
    concat(
      defer(() => of<Finding>({ topic: 'online', code: navigator.onLine ? 'yes' : 'no' })),
      defer(askPaneServer).pipe(mergeMap((findings) => from(findings))),
    ),
  );
}

async function examineStorage(name: string, patience: number): Promise<Finding> {
  const begun = performance.now();
  try {
    await inTime(patience, async () => {
      const database = await openDB(name, 1, {
        upgrade(fresh) {
          fresh.createObjectStore('texts');
        },
      });
      await database.put('texts', 'examined', 'current');
      const kept: unknown = await database.get('texts', 'current');
      database.close();
      await deleteDB(name);
      if (kept !== 'examined') throw new Error('Not kept');
    });
  } catch {
    return { topic: 'storage', code: 'blocked' };
  }
  return { topic: 'storage', code: performance.now() - begun > SLOW ? 'slow' : 'works' };
}

/** Asks the pane's server for nothing but its headers: whether it is there, and what time it has. */
async function askPaneServer(): Promise<readonly Finding[]> {
  const sent = Date.now();
  let answer: Response;
  try {
    const address = new URL('.', document.baseURI);
    const signal = AbortSignal.timeout(10_000);
    answer = await fetch(address, { method: 'HEAD', cache: 'no-store', signal });
  } catch {
    return [
      { topic: 'pane', code: 'silent' },
      { topic: 'clock', code: 'unknown' },
    ];
  }
  const here = (sent + Date.now()) / 2;
  return [
    { topic: 'pane', code: 'answers' },
    compareClocks(here, Date.parse(answer.headers.get('Date') ?? '')),
  ];
}

/** Milliseconds since 1970 by this device, and by a server that tells whole seconds. */
export function compareClocks(here: number, there: number): Finding {
  if (Number.isNaN(there)) return { topic: 'clock', code: 'unknown' };
  const seconds = Math.round(Math.abs(here - there) / 1_000);
  if (seconds <= MOST_SECONDS) return { topic: 'clock', code: 'right' };
  return { topic: 'clock', code: 'wrong', facts: { minutes: String(Math.round(seconds / 60)) } };
}
