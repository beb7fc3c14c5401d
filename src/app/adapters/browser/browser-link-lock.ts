import { Injectable, inject } from '@angular/core';
import { Observable, type Subscription } from 'rxjs';
import { LinkLock, waiting } from '../../ports/link-lock';
import { STORAGE_PARTITION } from './storage';

/**
 * Web Locks, which all panes of one browser share and which end with the pane. Where the browser
 * has none, or refuses them, nobody waits.
 */
@Injectable()
export class BrowserLinkLock extends LinkLock {
  private readonly partition = inject(STORAGE_PARTITION);

  override hold<T>(name: string, work: Observable<T>): Observable<T | typeof waiting> {
    return new Observable((subscriber) => {
      const lock = `${this.partition()}vtenext-mail-connector.link ${name}`;
      const waitingEnds = new AbortController();
      let working: Subscription | undefined;
      let release = (): void => undefined;
      const begin = (): Promise<void> =>
        new Promise((resolve) => {
          release = resolve;
          working ??= work.subscribe({
            next: (value) => {
              subscriber.next(value);
            },
            error: (error: unknown) => {
              resolve();
              subscriber.error(error);
            },
            complete: () => {
              resolve();
              subscriber.complete();
            },
          });
        });
      const acquire = async (): Promise<void> => {
        const locks = (navigator as Partial<Navigator>).locks;
        if (!locks) return begin();
        await locks.request(lock, { ifAvailable: true }, async (free) => {
          if (free) return begin();
          subscriber.next(waiting);
          return locks.request(lock, { signal: waitingEnds.signal }, begin);
        });
      };
      acquire().catch(() => {
        if (!waitingEnds.signal.aborted) void begin();
      });
      return () => {
        waitingEnds.abort();
        working?.unsubscribe();
        release();
      };
    });
  }
}
