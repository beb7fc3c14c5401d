import {
  type ApplicationRef,
  type EnvironmentProviders,
  type Provider,
  type ProviderToken,
} from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { provideEffects } from '@ngrx/effects';
import { type Action, Store } from '@ngrx/store';
import { NEVER, type Observable, Subject, defer, of, throwError } from 'rxjs';
import type { CrmRecord } from '../../domain/crm';
import type { Attachment, AttachmentContent, Envelope, Mail, OpenItem } from '../../domain/mail';
import { ProblemError } from '../../domain/problem';
import * as receiptEffects from '../../linking/receipt.effects';
import { PaneActions } from '../../machine/machine.actions';
import { machineFeature } from '../../machine/machine.reducer';
import type { LinkState, MachineState } from '../../machine/machine.state';
import type { Account } from '../../domain/account';
import { type AccessKey, CredentialVault } from '../../ports/credential-vault';
import type { JournalEntry } from '../../ports/link-journal';
import { ItemWatch } from '../../ports/item-watch';
import { MailReader } from '../../ports/mail-reader';
import { SessionActions } from '../../machine/session.actions';
import { FakeCredentialVault, FakeMailReader } from '../fakes';
import { provideMachine } from '../../provide-machine';
import { anEnvelope, anOpenMail } from '../samples';
import { provideFakes } from './provide-fakes';

/** What happens at a call, counted from 1 since the link was asked for. */
export type Hook = (count: number) => void;

/** An Outlook that answers at once, and may turn to another mail at any call. */
export class TableHost extends FakeMailReader {
  /** Called before each reading for a link. */
  hook: Hook = () => undefined;
  /** Whether readings are answered at all. */
  isSilent = false;
  private reads = 0;
  private shown: Mail;
  private readonly changes = new Subject<OpenItem>();
  readonly watch: ItemWatch = {
    start: () => of(anOpenMail({ itemId: this.mail.itemId })),
    currentItem: () => NEVER,
    itemChanges: () => this.changes,
  };

  constructor(
    private readonly mail: Mail,
    private readonly contents: ReadonlyMap<string, AttachmentContent>,
    private readonly envelopeOf = ({ messageId }: Mail): Envelope =>
      anEnvelope({ messageId: messageId ?? '' }),
  ) {
    super();
    this.shown = mail;
  }

  /** Of the mail that is shown. */
  get itemId(): string {
    return this.shown.itemId;
  }

  /** Readings are counted from here. */
  listen(): void {
    this.reads = 0;
  }

  /** Turns to another mail, or back. */
  show(mail: Mail = this.mail): void {
    this.shown = mail;
    this.changes.next(anOpenMail({ itemId: mail.itemId }));
  }

  override readMail(): Observable<Mail> {
    return of(this.shown);
  }
  override readEnvelope(mail: Mail): Observable<Envelope> {
    return this.read(mail.itemId, this.envelopeOf(mail));
  }
  override readAttachment(itemId: string, { id }: Attachment): Observable<AttachmentContent> {
    return this.read(itemId, this.contents.get(id) ?? { kind: 'bytes', blob: new Blob() });
  }

  private read<T>(itemId: string, answer: T): Observable<T> {
    return defer(() => {
      this.hook((this.reads += 1));
      if (this.isSilent) return NEVER;
      return itemId === this.shown.itemId
        ? of(answer)
        : throwError(() => new ProblemError({ kind: 'mailChanged' }));
    });
  }
}

class SignedInVault extends FakeCredentialVault {
  constructor(private readonly account: Account) {
    super();
  }
  override restore(): Observable<Account | undefined> {
    return of(this.account);
  }
}

/**
 * A pane without its pages: the real machine over whatever CRM, journal and turns it is given. For
 * specs alone.
 */
export class EnginePane {
  readonly vault: SignedInVault;
  private app: ApplicationRef | undefined;

  protected constructor(
    private readonly key: AccessKey,
    readonly host: TableHost,
  ) {
    this.vault = new SignedInVault(key);
    this.vault.key = key;
  }

  /** `providers`: those of `Crm`, `LinkJournal` and `LinkLock`. */
  static async open(
    key: AccessKey,
    host: TableHost,
    providers: readonly (Provider | EnvironmentProviders)[],
  ): Promise<EnginePane> {
    const pane = new EnginePane(key, host);
    await pane.start(providers);
    return pane;
  }

  protected async start(providers: readonly (Provider | EnvironmentProviders)[]): Promise<void> {
    this.app = await createApplication({
      providers: [
        provideFakes(),
        provideMachine(),
        provideEffects(receiptEffects),
        { provide: ItemWatch, useValue: this.host.watch },
        { provide: MailReader, useValue: this.host },
        { provide: CredentialVault, useValue: this.vault },
        ...providers,
      ],
    });
  }

  get state(): MachineState {
    return this.of<Store<{ machine: MachineState }>>(Store).selectSignal(
      machineFeature.selectMachineState,
    )();
  }

  /** The newest link, of whatever mail. */
  get link(): LinkState | undefined {
    return Object.values(this.state.links).at(-1);
  }

  /** The newest link of the mail that Outlook shows, unless it was called off. */
  get linkOfMail(): LinkState | undefined {
    const { itemId } = this.host;
    return Object.values(this.state.links).findLast(
      ({ link, status }) => link.mail.itemId === itemId && status !== 'cancelled',
    );
  }

  /** Whether the open mail is on the screen, and what was linked earlier is known. */
  get isReady(): boolean {
    const { pane } = this.state;
    return pane.status === 'choosing' && pane.earlier.status !== 'asking';
  }

  /**
   * What was begun on the open mail and is offered to be finished:
   * only where no link of it is shown.
   */
  get begun(): JournalEntry | undefined {
    if (this.linkOfMail) return undefined;
    const { pane } = this.state;
    const earlier = pane.status === 'choosing' ? pane.earlier : undefined;
    const entry = earlier?.status === 'known' ? earlier.links.entry : undefined;
    return entry && entry.wanted.length > 0 ? entry : undefined;
  }

  do(action: Action): void {
    this.of(Store).dispatch(action);
  }

  /** Links the open mail to the records. */
  begin(records: readonly CrmRecord[], note = ''): void {
    this.host.listen();
    for (const record of records) this.do(PaneActions.recordToggled({ record }));
    this.do(PaneActions.noteChanged({ note }));
    this.do(PaneActions.linkRequested());
  }

  /** What a person does with a link that failed. */
  tryAgain(state: Extract<LinkState, { status: 'failed' }>): void {
    if (state.problem.kind === 'keyRefused') {
      this.vault.key = { ...this.key };
      this.do(SessionActions.signedIn({ account: this.key }));
    } else {
      this.do(PaneActions.linkRetryRequested({ id: state.link.id }));
    }
  }

  close(): void {
    this.app?.destroy();
    this.app = undefined;
  }

  protected of<T>(token: ProviderToken<T>): T {
    if (!this.app) throw new Error('The pane is not open');
    return this.app.injector.get(token);
  }
}
