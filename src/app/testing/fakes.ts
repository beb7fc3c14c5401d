import { type Observable, of } from 'rxjs';
import type { Thread } from '../domain/other-side';
import { type Configuration, stockConfiguration } from '../domain/configuration';
import type { Finding } from '../domain/finding';
import type {
  Attachment,
  AttachmentContent,
  Envelope,
  InlinePart,
  Mail,
  OpenItem,
} from '../domain/mail';
import type { Account } from '../domain/account';
import {
  type AccessKey,
  CredentialVault,
  type Keyring,
  type ProfileLook,
} from '../ports/credential-vault';
import { Device } from '../ports/device';
import { HostedConfiguration } from '../ports/hosted-configuration';
import { HostDiagnostics } from '../ports/host-diagnostics';
import { ItemWatch } from '../ports/item-watch';
import { MailReader, type Patience } from '../ports/mail-reader';
import { Calls } from './calls';

export class FakeItemWatch extends ItemWatch {
  readonly startCalls = new Calls<[], OpenItem>();
  readonly currentItemCalls = new Calls<[], OpenItem>();
  readonly itemChangesCalls = new Calls<[], OpenItem>();

  override start = (): Observable<OpenItem> => this.startCalls.ask();
  override currentItem = (): Observable<OpenItem> => this.currentItemCalls.ask();
  override itemChanges = (): Observable<OpenItem> => this.itemChangesCalls.ask();
}

export class FakeHostDiagnostics extends HostDiagnostics {
  readonly diagnoseCalls = new Calls<[], Finding>();
  readonly prepareCalls = new Calls<[], void>();

  override diagnose = (): Observable<Finding> => this.diagnoseCalls.ask();
  override prepare = (): Observable<void> => this.prepareCalls.ask();
}

export class FakeMailReader extends MailReader {
  readonly prepareCalls = new Calls<[], void>();
  readonly readMailCalls = new Calls<[itemId: string], Mail>();
  readonly readThreadCalls = new Calls<[mail: Mail], Thread>();
  readonly readEnvelopeCalls = new Calls<[mail: Mail], Envelope>();
  readonly readAttachmentCalls = new Calls<
    [itemId: string, attachment: Attachment, patience: Patience | undefined],
    AttachmentContent
  >();
  readonly readOriginalCalls = new Calls<[itemId: string], Blob>();
  readonly readInlinePartsCalls = new Calls<[itemId: string], readonly InlinePart[]>();

  override prepare(): Observable<void> {
    return this.prepareCalls.ask();
  }
  override readMail(itemId: string): Observable<Mail> {
    return this.readMailCalls.ask(itemId);
  }
  override readThread(mail: Mail): Observable<Thread> {
    return this.readThreadCalls.ask(mail);
  }
  override readEnvelope(mail: Mail): Observable<Envelope> {
    return this.readEnvelopeCalls.ask(mail);
  }
  override readAttachment(
    itemId: string,
    attachment: Attachment,
    patience?: Patience,
  ): Observable<AttachmentContent> {
    return this.readAttachmentCalls.ask(itemId, attachment, patience);
  }
  override readOriginal(itemId: string): Observable<Blob> {
    return this.readOriginalCalls.ask(itemId);
  }
  override readInlineParts(itemId: string): Observable<readonly InlinePart[]> {
    return this.readInlinePartsCalls.ask(itemId);
  }
}

/** A host of the pane that decides at once. */
export class FakeHostedConfiguration extends HostedConfiguration {
  configuration: Configuration = stockConfiguration;
  override read(): Observable<Configuration> {
    return of(this.configuration);
  }
}

export class FakeCredentialVault extends CredentialVault {
  readonly restoreCalls = new Calls<[], Account | undefined>();
  readonly keepCalls = new Calls<[AccessKey, boolean], boolean>();
  readonly forgetCalls = new Calls<[], void>();
  readonly forgottenCalls = new Calls<[], Account>();
  readonly watchCalls = new Calls<[], Keyring>();
  readonly dressCalls = new Calls<[Account, ProfileLook], void>();
  /** What was to be taken into use, and whether there is a key for it. */
  readonly used: Account[] = [];
  holdsOthers = true;
  readonly refused: AccessKey[] = [];
  key: AccessKey | undefined;

  override restore(): Observable<Account | undefined> {
    return this.restoreCalls.ask();
  }
  override keep(key: AccessKey, remember: boolean): Observable<boolean> {
    return this.keepCalls.ask(key, remember);
  }
  override forget(): Observable<void> {
    return this.forgetCalls.ask();
  }
  override forgotten(): Observable<Account> {
    return this.forgottenCalls.ask();
  }
  override watch(): Observable<Keyring> {
    return this.watchCalls.ask();
  }
  override use(account: Account): boolean {
    this.used.push(account);
    return this.holdsOthers;
  }
  override updateProfile(account: Account, look: ProfileLook): Observable<void> {
    return this.dressCalls.ask(account, look);
  }
  override refuse(key: AccessKey): void {
    this.refused.push(key);
  }
  override current(): AccessKey | undefined {
    return this.key;
  }
}

export class FakeDevice extends Device {
  readonly examineCalls = new Calls<[], Finding>();

  override diagnose(): Observable<Finding> {
    return this.examineCalls.ask();
  }

  /** The clock of the device is right. */
  override clockError(): Observable<number | undefined> {
    return of(0);
  }
}
