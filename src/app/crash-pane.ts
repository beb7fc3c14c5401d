import {
  type HttpEvent,
  HttpXhrBackend,
  provideHttpClient,
  withFetch,
  withInterceptors,
} from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { EMPTY, NEVER, type Observable, defer, of } from 'rxjs';
import { BrowserLinkJournal } from './adapters/browser/browser-link-journal';
import { BrowserLinkTurns } from './adapters/browser/browser-link-turns';
import { STORAGE_PARTITION } from './adapters/browser/storage';
import { UploadBackend } from './adapters/vtenext/rest-caller';
import { KEPT_PATH, REST_PATHS } from './adapters/vtenext/rest-path';
import { VtenextCrm } from './adapters/vtenext/vtenext-crm';
import type { CrmModule, CrmRecord, CrmUser, ModuleAnswer } from './domain/crm';
import { EnginePane, type Hook, type TableHost } from './engine-pane';
import { Cache } from './ports/cache';
import type { AccessKey } from './ports/credential-vault';
import { Crm } from './ports/crm';
import { type JournalEntry, LinkJournal } from './ports/link-journal';
import { LinkTurns } from './ports/link-turns';
import { aMail, aModule } from './testing/samples';

/** The real adapter, but for what choosing a record asks: that is not what is tested here. */
@Injectable()
class LinkingCrm extends VtenextCrm {
  override permittedModules(): Observable<readonly CrmModule[]> {
    return of([aModule()]);
  }
  override refreshModules(): Observable<readonly CrmModule[]> {
    return EMPTY;
  }
  override suggest(): Observable<ModuleAnswer> {
    return EMPTY;
  }
  override whoAmI(): Observable<CrmUser> {
    return EMPTY;
  }
  override recordsOf(): Observable<readonly CrmRecord[]> {
    return of([]);
  }
}

/** A journal that the device loses hold of: what is written afterwards is never there. */
@Injectable()
class MortalJournal extends BrowserLinkJournal {
  isDead = false;
  override write(entry: JournalEntry): Observable<void> {
    return this.isDead ? NEVER : super.write(entry);
  }
}

/** A pane whose CRM is the real adapter over HTTP, whose journal and turns are the browser's. */
export class CrashPane extends EnginePane {
  /** Called before each call of the CRM. */
  hook: Hook = () => undefined;
  private calls = 0;

  /** `device` is what panes of one browser share: its journal and its turns. */
  static async onDevice(key: AccessKey, device: string, host: TableHost): Promise<CrashPane> {
    const pane = new CrashPane(key, host);
    await pane.startOver(device);
    // Whoever is signed in has called the CRM before.
    pane.of(Cache).write(key, KEPT_PATH, REST_PATHS[0]).subscribe();
    return pane;
  }

  private startOver(device: string): Promise<void> {
    const counted = (send: () => Observable<HttpEvent<unknown>>): Observable<HttpEvent<unknown>> =>
      defer(() => {
        this.hook((this.calls += 1));
        return send();
      });
    return this.start([
      provideHttpClient(
        withFetch(),
        withInterceptors([(request, next) => counted(() => next(request))]),
      ),
      {
        provide: UploadBackend,
        useFactory: (uploads = inject(HttpXhrBackend)): UploadBackend => ({
          handle: (request) => counted(() => uploads.handle(request)),
        }),
      },
      { provide: STORAGE_PARTITION, useValue: () => device },
      { provide: Crm, useClass: LinkingCrm },
      { provide: LinkJournal, useClass: MortalJournal },
      { provide: LinkTurns, useClass: BrowserLinkTurns },
    ]);
  }

  /** Links the open mail to the records; calls are counted from here. */
  override begin(records: readonly CrmRecord[], note?: string): void {
    this.calls = 0;
    super.begin(records, note);
  }

  /** Nothing reaches the device's storage any more. */
  loseStorage(): void {
    (this.of(LinkJournal) as MortalJournal).isDead = true;
  }
}

/** Another mail than the one that is linked. */
export const anotherMail = aMail({ itemId: 'item-2', messageId: '<other@rossi-impianti.example>' });
