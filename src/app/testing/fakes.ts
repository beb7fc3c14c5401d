import type { Observable } from 'rxjs';
import type {
  FittedBody,
  InlineImage,
  MessageDraft,
  OutgoingFile,
  StoredFile,
  StoredMessage,
} from '../domain/archive';
import type { CrmModule, CrmRecord, ModuleAnswer } from '../domain/crm';
import type { Attachment, AttachmentContent, Envelope, Mail, OpenItem } from '../domain/mail';
import { type AccessKey, type Account, CredentialVault } from '../ports/credential-vault';
import { Crm, type SignInRequest, type UploadEvent } from '../ports/crm';
import { MailHost } from '../ports/mail-host';
import { Calls } from './calls';

export class FakeMailHost extends MailHost {
  readonly startCalls = new Calls<[], OpenItem>();
  readonly currentItemCalls = new Calls<[], OpenItem>();
  readonly itemChangesCalls = new Calls<[], OpenItem>();
  readonly prepareCalls = new Calls<[], void>();
  readonly readMailCalls = new Calls<[itemId: string], Mail>();
  readonly readEnvelopeCalls = new Calls<[mail: Mail], Envelope>();
  readonly readAttachmentCalls = new Calls<
    [itemId: string, attachment: Attachment],
    AttachmentContent
  >();

  override start(): Observable<OpenItem> {
    return this.startCalls.ask();
  }
  override currentItem(): Observable<OpenItem> {
    return this.currentItemCalls.ask();
  }
  override itemChanges(): Observable<OpenItem> {
    return this.itemChangesCalls.ask();
  }
  override prepare(): Observable<void> {
    return this.prepareCalls.ask();
  }
  override readMail(itemId: string): Observable<Mail> {
    return this.readMailCalls.ask(itemId);
  }
  override readEnvelope(mail: Mail): Observable<Envelope> {
    return this.readEnvelopeCalls.ask(mail);
  }
  override readAttachment(itemId: string, attachment: Attachment): Observable<AttachmentContent> {
    return this.readAttachmentCalls.ask(itemId, attachment);
  }
}

export class FakeCrm extends Crm {
  readonly signInCalls = new Calls<[SignInRequest], AccessKey>();
  readonly prepareCalls = new Calls<[], void>();
  readonly permittedModulesCalls = new Calls<[], readonly CrmModule[]>();
  readonly suggestCalls = new Calls<[Mail, readonly CrmModule[]], ModuleAnswer>();
  readonly searchCalls = new Calls<[string, readonly CrmModule[]], ModuleAnswer>();
  readonly findMessageCalls = new Calls<[string], StoredMessage | undefined>();
  readonly storeMessageCalls = new Calls<
    [MessageDraft, readonly OutgoingFile[]],
    UploadEvent<StoredMessage>
  >();
  readonly relateMessageCalls = new Calls<[StoredMessage, CrmRecord], void>();
  readonly findFilesCalls = new Calls<
    [StoredMessage, readonly OutgoingFile[]],
    readonly StoredFile[]
  >();
  readonly uploadFileCalls = new Calls<[StoredMessage, OutgoingFile], UploadEvent<StoredFile>>();
  readonly attachFileCalls = new Calls<[StoredMessage, string], void>();
  readonly fileLinkCalls = new Calls<
    [StoredMessage, { attachmentId: string; name: string; url: string }],
    StoredFile
  >();
  readonly relateFilesCalls = new Calls<[readonly string[], CrmRecord], void>();
  readonly discardMessageCalls = new Calls<[StoredMessage, readonly string[]], void>();
  /** The images that `fitBody` says it embedded. */
  embedded: readonly string[] = [];

  override signIn(request: SignInRequest): Observable<AccessKey> {
    return this.signInCalls.ask(request);
  }
  override prepare(): Observable<void> {
    return this.prepareCalls.ask();
  }
  override permittedModules(): Observable<readonly CrmModule[]> {
    return this.permittedModulesCalls.ask();
  }
  override suggest(mail: Mail, modules: readonly CrmModule[]): Observable<ModuleAnswer> {
    return this.suggestCalls.ask(mail, modules);
  }
  override search(text: string, modules: readonly CrmModule[]): Observable<ModuleAnswer> {
    return this.searchCalls.ask(text, modules);
  }
  override findMessage(messageId: string): Observable<StoredMessage | undefined> {
    return this.findMessageCalls.ask(messageId);
  }
  override fitBody(html: string, _images: readonly InlineImage[]): Promise<FittedBody> {
    return Promise.resolve({ html, embedded: this.embedded, cut: false });
  }
  override storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    return this.storeMessageCalls.ask(draft, files);
  }
  override relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.relateMessageCalls.ask(message, record);
  }
  override findFiles(
    message: StoredMessage,
    files: readonly OutgoingFile[],
  ): Observable<readonly StoredFile[]> {
    return this.findFilesCalls.ask(message, files);
  }
  override uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
  ): Observable<UploadEvent<StoredFile>> {
    return this.uploadFileCalls.ask(message, file);
  }
  override attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.attachFileCalls.ask(message, documentId);
  }
  override fileLink(
    message: StoredMessage,
    link: { attachmentId: string; name: string; url: string },
  ): Observable<StoredFile> {
    return this.fileLinkCalls.ask(message, link);
  }
  override relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.relateFilesCalls.ask(documentIds, record);
  }
  override discardMessage(
    message: StoredMessage,
    documentIds: readonly string[],
  ): Observable<void> {
    return this.discardMessageCalls.ask(message, documentIds);
  }
  override recordAddress({ module, id }: CrmRecord): string {
    return `https://crm.example/${module}/${id}`;
  }
}

export class FakeCredentialVault extends CredentialVault {
  readonly restoreCalls = new Calls<[], Account | undefined>();
  readonly keepCalls = new Calls<[AccessKey, boolean], boolean>();
  readonly forgetCalls = new Calls<[], void>();
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
  override current(): AccessKey | undefined {
    return this.key;
  }
}
