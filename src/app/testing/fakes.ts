import { type Observable, of } from 'rxjs';
import type {
  CloudLink,
  Discarded,
  DocumentOrigin,
  FittedBody,
  FoundFiles,
  InlineImage,
  LookHints,
  MessageDraft,
  MessageLook,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
} from '../domain/archive';
import type { MatchSignals } from '../domain/match-signals';
import type { Correspondent, Thread } from '../domain/other-side';
import { type Configuration, stockConfiguration } from '../domain/configuration';
import type { CrmModule, CrmRecord, CrmUser, ModuleAnswer, RecordField } from '../domain/crm';
import type { Finding } from '../domain/finding';
import type { MailIdentity } from '../domain/mail-identity';
import type {
  Attachment,
  AttachmentContent,
  Envelope,
  InlinePart,
  Mail,
  OpenItem,
} from '../domain/mail';
import type {
  CreatedRecord,
  FormValues,
  Likeness,
  RecordForm,
  SimilarRecords,
} from '../domain/record-form';
import type { Account } from '../domain/account';
import {
  type AccessKey,
  CredentialVault,
  type Keyring,
  type ProfileLook,
} from '../ports/credential-vault';
import {
  type CloudFile,
  Crm,
  type Discardable,
  type SignInRequest,
  type UploadEvent,
} from '../ports/crm';
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

export class FakeCrm extends Crm {
  readonly findCrmCalls = new Calls<[address: string], void>();
  /** How often the CRM refused the account, whichever. */
  refusalCount = 0;
  readonly signInCalls = new Calls<[SignInRequest], AccessKey>();
  readonly examineCalls = new Calls<[address: string], Finding>();
  readonly prepareCalls = new Calls<[], void>();
  readonly permittedModulesCalls = new Calls<[], readonly CrmModule[]>();
  readonly suggestCalls = new Calls<
    [readonly Correspondent[], Observable<MatchSignals>, readonly CrmModule[]],
    ModuleAnswer
  >();
  readonly refreshCalls = new Calls<[], readonly CrmModule[]>();
  readonly searchCalls = new Calls<
    [text: string, modules: readonly CrmModule[], start?: number],
    ModuleAnswer
  >();
  readonly previewCalls = new Calls<[CrmRecord], readonly RecordField[]>();
  readonly findMessageCalls = new Calls<[MailIdentity, LookHints | undefined], MessageLook>();
  readonly storeMessageCalls = new Calls<
    [MessageDraft, readonly OutgoingFile[]],
    UploadEvent<StoredMessage>
  >();
  readonly checkMessageCalls = new Calls<
    [StoredMessage, MessageDraft, readonly OutgoingFile[], Date],
    StoredMessage
  >();
  readonly relateMessageCalls = new Calls<[StoredMessage, CrmRecord], void>();
  readonly findFilesCalls = new Calls<
    [StoredMessage, readonly SoughtFile[], DocumentOrigin],
    FoundFiles
  >();
  readonly settleFilesCalls = new Calls<
    [StoredMessage, readonly SoughtFile[], DocumentOrigin],
    FoundFiles
  >();
  readonly uploadFileCalls = new Calls<
    [StoredMessage, OutgoingFile, DocumentOrigin],
    UploadEvent<StoredFile>
  >();
  readonly attachFileCalls = new Calls<[StoredMessage, string], void>();
  readonly fileLinkCalls = new Calls<[StoredMessage, CloudFile, DocumentOrigin], StoredFile>();
  readonly relateFilesCalls = new Calls<[readonly string[], CrmRecord], void>();
  readonly findCommentsCalls = new Calls<
    [Pick<StoredMessage, 'id' | 'owner'>, readonly string[], string],
    Readonly<Record<string, string>>
  >();
  readonly addCommentCalls = new Calls<[CrmRecord, string], string>();
  readonly discardCalls = new Calls<[Discardable], Discarded>();
  readonly noteRecordsCalls = new Calls<
    [StoredMessage, readonly string[], readonly string[] | undefined],
    void
  >();
  readonly showToAllCalls = new Calls<[StoredMessage], void>();
  readonly whoAmICalls = new Calls<[], CrmUser>();
  readonly recordsOfCalls = new Calls<
    [readonly string[], readonly CrmModule[]],
    readonly CrmRecord[]
  >();
  readonly creatableModulesCalls = new Calls<[readonly CrmModule[]], CrmModule>();
  readonly formOfCalls = new Calls<[CrmModule, readonly CrmModule[]], RecordForm>();
  readonly companyOfCalls = new Calls<[string, readonly CrmModule[]], CrmRecord | undefined>();
  readonly similarRecordsCalls = new Calls<[Likeness, readonly CrmModule[]], SimilarRecords>();
  readonly createRecordCalls = new Calls<[RecordForm, FormValues], CreatedRecord>();
  /** What `fitBody` says of each body. */
  fitted: Partial<FittedBody> = {};

  override findCrm(address: string): Observable<void> {
    return this.findCrmCalls.ask(address);
  }
  override failedSignIns(): Observable<number> {
    return of(this.refusalCount);
  }
  override signIn(request: SignInRequest): Observable<AccessKey> {
    return this.signInCalls.ask(request);
  }
  override diagnose(address: string): Observable<Finding> {
    return this.examineCalls.ask(address);
  }
  override prepare(): Observable<void> {
    return this.prepareCalls.ask();
  }
  override permittedModules(): Observable<readonly CrmModule[]> {
    return this.permittedModulesCalls.ask();
  }
  override refreshModules(): Observable<readonly CrmModule[]> {
    return this.refreshCalls.ask();
  }
  override suggest(
    people: readonly Correspondent[],
    signals: Observable<MatchSignals>,
    modules: readonly CrmModule[],
  ): Observable<ModuleAnswer> {
    return this.suggestCalls.ask(people, signals, modules);
  }
  override search(
    text: string,
    modules: readonly CrmModule[],
    start?: number,
  ): Observable<ModuleAnswer> {
    return start === undefined
      ? this.searchCalls.ask(text, modules)
      : this.searchCalls.ask(text, modules, start);
  }
  override preview(record: CrmRecord): Observable<readonly RecordField[]> {
    return this.previewCalls.ask(record);
  }
  override findMessage(mail: MailIdentity, hints?: LookHints): Observable<MessageLook> {
    return this.findMessageCalls.ask(mail, hints);
  }
  override fitBody(
    html: string,
    _images: readonly InlineImage[],
    _links: readonly CloudLink[],
  ): Promise<FittedBody> {
    return Promise.resolve({ html, embedded: [], cut: false, lacksImages: false, ...this.fitted });
  }
  override storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    return this.storeMessageCalls.ask(draft, files);
  }
  override checkMessage(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    storedAt: Date,
  ): Observable<StoredMessage> {
    return this.checkMessageCalls.ask(message, draft, files, storedAt);
  }
  override relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.relateMessageCalls.ask(message, record);
  }
  override findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.findFilesCalls.ask(message, files, origin);
  }
  override settleFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.settleFilesCalls.ask(message, files, origin);
  }
  override uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
    origin: DocumentOrigin,
  ): Observable<UploadEvent<StoredFile>> {
    return this.uploadFileCalls.ask(message, file, origin);
  }
  override attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.attachFileCalls.ask(message, documentId);
  }
  override fileLink(
    message: StoredMessage,
    link: CloudFile,
    origin: DocumentOrigin,
  ): Observable<StoredFile> {
    return this.fileLinkCalls.ask(message, link, origin);
  }
  override relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.relateFilesCalls.ask(documentIds, record);
  }
  override findComments(
    message: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>> {
    return this.findCommentsCalls.ask(message, recordIds, text);
  }
  override addComment(record: CrmRecord, text: string): Observable<string> {
    return this.addCommentCalls.ask(record, text);
  }
  override discard(own: Discardable): Observable<Discarded> {
    return this.discardCalls.ask(own);
  }
  override noteRecords(
    message: StoredMessage,
    recordIds: readonly string[],
    without?: readonly string[],
  ): Observable<void> {
    return this.noteRecordsCalls.ask(message, recordIds, without);
  }
  override showToAll(message: StoredMessage): Observable<void> {
    return this.showToAllCalls.ask(message);
  }
  override recordsOf(
    ids: readonly string[],
    modules: readonly CrmModule[],
  ): Observable<readonly CrmRecord[]> {
    return this.recordsOfCalls.ask(ids, modules);
  }
  override creatableModules(modules: readonly CrmModule[]): Observable<CrmModule> {
    return this.creatableModulesCalls.ask(modules);
  }
  override formOf(module: CrmModule, modules: readonly CrmModule[]): Observable<RecordForm> {
    return this.formOfCalls.ask(module, modules);
  }
  override companyOf(
    domain: string,
    modules: readonly CrmModule[],
  ): Observable<CrmRecord | undefined> {
    return this.companyOfCalls.ask(domain, modules);
  }
  override similarRecords(
    likeness: Likeness,
    modules: readonly CrmModule[],
  ): Observable<SimilarRecords> {
    return this.similarRecordsCalls.ask(likeness, modules);
  }
  override createRecord(form: RecordForm, values: FormValues): Observable<CreatedRecord> {
    return this.createRecordCalls.ask(form, values);
  }
  override whoAmI(): Observable<CrmUser> {
    return this.whoAmICalls.ask();
  }
  override startPage(crmAddress: string): string {
    return `${crmAddress}/start`;
  }
  override recordAddress({ module, id }: CrmRecord): string {
    return `https://crm.example/${module}/${id}`;
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
