import { Injectable, type Provider } from '@angular/core';
import { EMPTY, NEVER, type Observable, concat, defer, ignoreElements, of, throwError } from 'rxjs';
import { BrowserLinkJournal } from '../../adapters/browser/browser-link-journal';
import { BrowserLinkLock } from '../../adapters/browser/browser-link-lock';
import { STORAGE_PARTITION } from '../../adapters/browser/storage';
import { STORED_PATH, ENDPOINT_PATHS } from '../../adapters/vtenext/rest/endpoint-discovery';
import { provideVtenext } from '../../adapters/vtenext/provide-vtenext';
import type { CrmRecord } from '../../domain/crm';
import { ProblemError } from '../../domain/problem';
import { EnginePane, type Hook, type TableHost } from './engine-pane';
import { Cache } from '../../ports/cache';
import type { AccessKey } from '../../ports/credential-vault';
import { CallSlots } from '../../ports/call-slots';
import { type JournalEntry, LinkJournal } from '../../ports/link-journal';
import { LinkLock } from '../../ports/link-lock';
import { ModuleCatalogue } from '../../ports/module-catalogue';
import { RecordSuggestions } from '../../ports/record-suggestions';
import { SignIn } from '../../ports/sign-in';
import { lazy } from '../../platform/lazy-port';
import { FakeCallSlots } from '../fake-call-slots';
import { aMail, aModule } from '../samples';
import { type Around, wrappedTransports } from './wrapped-transport';

/** What choosing a record asks of the CRM is not what is tested here. */
const nothingToChoose: readonly Provider[] = [
  {
    provide: ModuleCatalogue,
    useValue: {
      permittedModules: () => of([aModule()]),
      refreshModules: () => EMPTY,
    } satisfies ModuleCatalogue,
  },
  { provide: lazy(RecordSuggestions), useValue: of({ suggest: () => EMPTY }) },
  { provide: lazy(SignIn), useValue: of({ whoAmI: () => EMPTY }) },
];

/** A journal that the device loses hold of: what is written afterwards is never there. */
@Injectable()
class MortalJournal extends BrowserLinkJournal {
  isDead = false;
  override write(entry: JournalEntry): Observable<void> {
    return this.isDead ? NEVER : super.write(entry);
  }
}

/** What a pane is made with, other than by default. */
interface Equipment {
  /** Providers that come after those of the CRM. */
  readonly providers?: readonly Provider[];
  readonly around?: Around;
}

/** A pane whose CRM is the real adapter over HTTP, whose journal and turns are the browser's. */
export class CrashPane extends EnginePane {
  /** Called before each call of the CRM. */
  hook: Hook = () => undefined;
  private calls = 0;
  private isLosing = false;

  /** `device` is what panes of one browser share: its journal and its turns. */
  static async onDevice(
    key: AccessKey,
    device: string,
    host: TableHost,
    { providers = [], around = (_request, heard) => heard }: Equipment = {},
  ): Promise<CrashPane> {
    const pane = new CrashPane(key, host);
    await pane.startOver(device, providers, around);
    // Whoever is signed in has called the CRM before.
    pane.of(Cache).write(key, STORED_PATH, ENDPOINT_PATHS[0]).subscribe();
    return pane;
  }

  private startOver(device: string, providers: readonly Provider[], around: Around): Promise<void> {
    const counted: Around = (request, heard) =>
      defer(() => {
        this.hook((this.calls += 1));
        const isLost = this.isLosing && request.url.endsWith('/create');
        if (!isLost) return around(request, heard);
        this.isLosing = false;
        return concat(
          around(request, heard).pipe(ignoreElements()),
          throwError(() => new ProblemError({ kind: 'unreachable' })),
        );
      });
    return this.start([
      wrappedTransports(counted),
      { provide: STORAGE_PARTITION, useValue: () => device },
      provideVtenext(),
      ...nothingToChoose,
      { provide: LinkJournal, useClass: MortalJournal },
      { provide: LinkLock, useClass: BrowserLinkLock },
      { provide: CallSlots, useClass: FakeCallSlots },
      ...providers,
    ]);
  }

  /** Links the open mail to the records; calls are counted from here. */
  override begin(records: readonly CrmRecord[], note?: string): void {
    this.calls = 0;
    super.begin(records, note);
  }

  /** Of the next record that is created no answer comes. */
  loseAnswer(): void {
    this.isLosing = true;
  }

  /** Nothing reaches the device's storage any more. */
  loseStorage(): void {
    (this.of(LinkJournal) as MortalJournal).isDead = true;
  }
}

/** Another mail than the one that is linked. */
export const anotherMail = aMail({ itemId: 'item-2', messageId: '<other@rossi-impianti.example>' });
