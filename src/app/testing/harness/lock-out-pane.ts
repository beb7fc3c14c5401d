import { type ApplicationRef, provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import {
  EMPTY,
  type Observable,
  catchError,
  defer,
  finalize,
  lastValueFrom,
  merge,
  of,
  takeWhile,
  tap,
} from 'rxjs';
import { anySchema } from '../../../contract/rest';
import { BrowserCache } from '../../adapters/browser/browser-cache';
import { BrowserCallSlots } from '../../adapters/browser/browser-call-slots';
import { STORAGE_PARTITION } from '../../adapters/browser/storage';
import { RestCaller } from '../../adapters/vtenext/rest/rest-caller';
import { STORED_PATH, ENDPOINT_PATHS } from '../../adapters/vtenext/rest/endpoint-discovery';
import { vtenextPorts } from './crm-ports';
import { Cache } from '../../ports/cache';
import { type AccessKey, CredentialVault } from '../../ports/credential-vault';
import { CallSlots } from '../../ports/call-slots';
import type { Reply } from '../../platform/transport';
import type { UploadStep } from '../../platform/upload-transport';
import { FakeCredentialVault } from '../fakes';
import { anIdentity } from '../samples';
import { isAnswer, wrappedTransports } from './wrapped-transport';

/** Calls with a key that are under way, of each user, in all panes. */
export class Traffic {
  private readonly underWay = new Map<string, number>();
  /** How many of one user were under way at once, at most. */
  most = 0;

  watch<T extends Reply | UploadStep>(user: string, send: Observable<T>): Observable<T> {
    return defer(() => {
      const now = (this.underWay.get(user) ?? 0) + 1;
      this.underWay.set(user, now);
      this.most = Math.max(this.most, now);
      let isOver = false;
      const over = (): void => {
        if (!isOver) this.underWay.set(user, (this.underWay.get(user) ?? 0) - 1);
        isOver = true;
      };
      return send.pipe(
        tap((heard) => {
          if (isAnswer(heard)) over();
        }),
        finalize(over),
      );
    });
  }
}

/** A vault of one key that is marked when it is refused, as the pane's own is. */
class OneKeyVault extends FakeCredentialVault {
  override refuse(key: AccessKey): void {
    super.refuse(key);
    if (this.key) this.key = { ...this.key, isRefused: true };
  }
}

/** A page: once it is closed it sends nothing and hears no answer, while what it sent goes on. */
class Page {
  isOpen = true;

  whileOpen<T>(heard: Observable<T>): Observable<T> {
    return defer(() => (this.isOpen ? heard : EMPTY)).pipe(takeWhile(() => this.isOpen));
  }
}

/** The CRM's adapter in a pane of its own, over HTTP, with the turns of this browser. */
export class LockOutPane {
  private constructor(
    private readonly app: ApplicationRef,
    private readonly user: string,
    private readonly page: Page,
  ) {}

  static async open(key: AccessKey, partition: string, traffic: Traffic): Promise<LockOutPane> {
    const vault = new OneKeyVault();
    vault.key = { ...key };
    const page = new Page();
    const app = await createApplication({
      providers: [
        provideZonelessChangeDetection(),
        wrappedTransports((request, heard) =>
          page.whileOpen(
            request.body !== undefined && request.headers && 'Authorization' in request.headers
              ? traffic.watch(key.userName.toLowerCase(), heard)
              : heard,
          ),
        ),
        { provide: STORAGE_PARTITION, useValue: () => partition },
        { provide: CredentialVault, useValue: vault },
        { provide: Cache, useClass: BrowserCache },
        { provide: CallSlots, useClass: BrowserCallSlots },
      ],
    });
    // Whoever is signed in has called the CRM before.
    app.injector.get(Cache).write(key, STORED_PATH, ENDPOINT_PATHS[0]).subscribe();
    return new LockOutPane(app, key.userName, page);
  }

  /** All that is asked by itself when a mail is opened, and a file that is uploaded, too. */
  async work(): Promise<void> {
    const { modules, signIn, archive } = vtenextPorts(this.app.injector);
    const rest = this.app.injector.get(RestCaller);
    const asked = Array.from({ length: 6 }, () =>
      settled(rest.call('describe', { elementType: 'Contacts' }, anySchema)),
    );
    const file = new FormData();
    file.set('elementType', 'NoSuchModule');
    file.set('element', '{}');
    file.append('file', new Blob([this.user]), 'file.txt');
    await lastValueFrom(
      merge(
        settled(modules.permittedModules()),
        settled(signIn.whoAmI()),
        settled(archive.findMessage(anIdentity())),
        settled(rest.upload('create', file, anySchema)),
        ...asked,
      ),
      { defaultValue: undefined },
    );
  }

  /** The check of the connection. */
  async diagnose(crmAddress: string): Promise<void> {
    const found = settled(vtenextPorts(this.app.injector).diagnostics.diagnose(crmAddress));
    await lastValueFrom(found, { defaultValue: undefined });
  }

  close(): void {
    this.page.isOpen = false;
    if (!this.app.destroyed) this.app.destroy();
  }
}

const settled = (call: Observable<unknown>): Observable<unknown> =>
  call.pipe(catchError(() => of(undefined)));
