import { Injectable, inject } from '@angular/core';
import {
  EMPTY,
  NEVER,
  Observable,
  catchError,
  defer,
  filter,
  fromEvent,
  map,
  merge,
  of,
  retry,
  share,
  switchMap,
  take,
  tap,
} from 'rxjs';
import type { OpenItem } from '../../domain/mail';
import { ItemWatch } from '../../ports/item-watch';
import { bareId, messageIdsIn } from './internet-headers';
import { officeCall } from './office-call';
import { OFFICE_CALLS } from './office-calls';
import { whenOfficeReady } from './office-start';
import { mailOnScreen, mailboxOf, openItem } from './open-item';
import { OFFICE_PATIENCE, PANE_WINDOW } from './pane-window';

/** What a look at the screen found: the mail that is known, another one, or nothing to tell by. */
type Look = 'asKnown' | 'another' | 'unclear';

/**
 * Knows by Office.js which item is on the screen.
 *
 * The client keeps a copy of the open item and renews it only with an ItemChanged event. When
 * Outlook forgets to send one (Outlook host 4.1), the copy still shows the old mail while every
 * call reads the new one (Outlook host 15). The Message-ID in the headers gives that away; what
 * the new item is can only be learnt by loading the pane anew.
 */
@Injectable()
export class OfficeItemWatch extends ItemWatch {
  private readonly pane = inject(PANE_WINDOW);
  private readonly patience = inject(OFFICE_PATIENCE);
  private readonly calls = inject(OFFICE_CALLS);
  /** What was told last: changes are told against it. */
  private told: string | undefined;

  /**
   * Every change; also when a stale copy is noticed while the pane gets the focus: then `stale` is
   * told, for nothing true can be said of what is open. Registers once for all who listen.
   */
  private readonly changes$: Observable<OpenItem> = defer(() => {
    const announced$ = this.announcements().pipe(
      retry({ delay: () => this.attention().pipe(take(1)) }),
      map(() => of(openItem(this.pane))),
    );
    const noticed$ = this.attention().pipe(map(() => this.itemUnlessStale()));
    return merge(announced$, noticed$);
  }).pipe(
    switchMap((item$) => item$),
    filter((item) => keyOf(item) !== this.told),
    tap((item) => {
      this.told = keyOf(item);
    }),
    share(),
  );

  override start(): Observable<OpenItem> {
    return whenOfficeReady(this.pane, this.patience.start).pipe(map(() => this.itemAsKnown()));
  }

  /**
   * The item on the screen, made sure of. Where the client's copy is not proven to be that item,
   * the pane is loaded anew and nothing comes any more.
   */
  override currentItem(): Observable<OpenItem> {
    return this.look().pipe(
      switchMap((look) => {
        if (look === 'asKnown') return of(this.itemAsKnown());
        this.pane.location.reload();
        return NEVER;
      }),
    );
  }

  override itemChanges(): Observable<OpenItem> {
    return this.changes$;
  }

  private itemAsKnown(): OpenItem {
    const item = openItem(this.pane);
    this.told = keyOf(item);
    return item;
  }

  private itemUnlessStale(): Observable<OpenItem> {
    return this.look().pipe(
      map((look) => (look === 'another' ? { kind: 'stale' } : openItem(this.pane))),
    );
  }

  private look(): Observable<Look> {
    return defer(() => {
      const known = mailOnScreen(this.pane)?.internetMessageId as string | undefined;
      if (!known) return of<Look>('unclear');
      return this.calls.headers(this.patience.look).pipe(
        map((block): Look => {
          const ids = messageIdsIn(block);
          if (ids.length === 0) return 'unclear';
          return ids.includes(bareId(known)) ? 'asKnown' : 'another';
        }),
        catchError(() => of<Look>('unclear')),
      );
    });
  }

  /** Registers for ItemChanged; tells once when registered, for one may have been missed before. */
  private announcements(): Observable<void> {
    return new Observable<void>((subscriber) => {
      const mailbox = mailboxOf(this.pane);
      const changed = this.pane.Office?.EventType.ItemChanged ?? '';
      const tell = (): void => {
        subscriber.next();
      };
      const registering = officeCall<void>((done) => {
        mailbox.addHandlerAsync(changed, tell, done);
      }, this.patience.call).subscribe({
        next: tell,
        error: (error: unknown) => {
          subscriber.error(error);
        },
      });
      return () => {
        registering.unsubscribe();
        officeCall<void>((done) => {
          mailbox.removeHandlerAsync(changed, done);
        }, this.patience.call)
          .pipe(catchError(() => EMPTY)) // the pane is closing, or Outlook has no handler of ours
          .subscribe();
      };
    });
  }

  /** Each time the person turns to the pane. */
  private attention(): Observable<unknown> {
    const { document } = this.pane;
    return merge(
      fromEvent(this.pane, 'focus'),
      fromEvent(document, 'visibilitychange').pipe(
        filter(() => document.visibilityState === 'visible'),
      ),
    );
  }
}

function keyOf(item: OpenItem): string {
  return item.kind === 'mail' ? `mail ${item.itemId}` : item.kind;
}
