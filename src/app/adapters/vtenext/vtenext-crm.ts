import { HttpClient } from '@angular/common/http';
import { Injectable, Injector, inject } from '@angular/core';
import { type Observable, defer, of, switchMap, throwError } from 'rxjs';
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
} from '../../domain/archive';
import type { MatchSignals } from '../../domain/match-signals';
import type { Correspondent } from '../../domain/other-side';
import type { CrmModule, CrmRecord, CrmUser, ModuleAnswer, RecordField } from '../../domain/crm';
import type { Finding } from '../../domain/finding';
import type { MailIdentity } from '../../domain/mail-identity';
import { ProblemError } from '../../domain/problem';
import { partOfPane } from '../../platform/part-of-pane';
import type {
  CreatedRecord,
  FormValues,
  Likeness,
  RecordForm,
  SimilarRecords,
} from '../../domain/record-form';
import { Cache } from '../../ports/cache';
import type { Account } from '../../domain/account';
import { type AccessKey, CredentialVault } from '../../ports/credential-vault';
import {
  type CloudFile,
  Crm,
  type Discardable,
  type SignInRequest,
  type UploadEvent,
} from '../../ports/crm';
import type { VtenextMessageArchive } from './archive/message-archive';
import type { SignInClient } from './sign-in/sign-in-client';
import { Device } from '../../ports/device';
import { ModuleCatalogue } from './records/module-catalogue';
import type { VtenextRecordCreation } from './records/record-creation';
import type { RecordSearch } from './records/record-search';
import { RestCaller } from './rest/rest-caller';
import { EndpointDiscovery } from './rest/endpoint-discovery';

/** vtenext, over its REST web services. What the first screen does without is loaded when needed. */
@Injectable()
export class VtenextCrm extends Crm {
  private readonly rest = inject(RestCaller);
  private readonly vault = inject(CredentialVault);
  private readonly catalogue = inject(ModuleCatalogue);
  private readonly informants = {
    http: inject(HttpClient),
    paths: inject(EndpointDiscovery),
    rest: this.rest,
    vault: this.vault,
  };
  private readonly injector = inject(Injector);
  private readonly device = inject(Device, { optional: true });
  private readonly cache = inject(Cache);
  private handSearch: RecordSearch | undefined;

  override findCrm(address: string): Observable<void> {
    return this.atDoor((doorkeeper) => doorkeeper.findCrm(address));
  }

  override failedSignIns(account: Account): Observable<number> {
    return this.atDoor((doorkeeper) => doorkeeper.failedSignIns(account));
  }

  override signIn(request: SignInRequest): Observable<AccessKey> {
    return this.atDoor((doorkeeper) => doorkeeper.signIn(request));
  }

  override diagnose(address: string): Observable<Finding> {
    return defer(loadExamination).pipe(
      switchMap(({ diagnoseCrm }) => diagnoseCrm(address, this.informants)),
    );
  }

  override prepare(): Observable<void> {
    return defer(async () => {
      await Promise.all([
        loadMessageBody(),
        loadArchivist(),
        loadMessageFinder(),
        loadDoorkeeper(),
        loadHandSearch(),
        loadPreview(),
        loadExamination(),
        loadUser(),
        loadRelatedRecords(),
        loadRefresh(),
      ]);
    });
  }

  override whoAmI(): Observable<CrmUser> {
    return defer(() => {
      const key = this.vault.current();
      if (!key) return throwError(() => new ProblemError({ kind: 'keyRefused' }));
      return defer(loadUser).pipe(
        switchMap(({ signedInUser }) => signedInUser(this.rest, this.cache, this.vault, key)),
      );
    });
  }

  override permittedModules(): Observable<readonly CrmModule[]> {
    return this.catalogue.permitted();
  }

  override refreshModules(): Observable<readonly CrmModule[]> {
    return this.catalogue.refresh();
  }

  override suggest(
    people: readonly Correspondent[],
    signals: Observable<MatchSignals>,
    modules: readonly CrmModule[],
  ): Observable<ModuleAnswer> {
    return defer(loadSuggestions).pipe(
      switchMap(({ SuggestionFinder }) =>
        new SuggestionFinder(this.rest, this.catalogue).suggest(people, signals, modules),
      ),
    );
  }

  override search(
    text: string,
    modules: readonly CrmModule[],
    start = 0,
  ): Observable<ModuleAnswer> {
    return defer(loadHandSearch).pipe(
      switchMap(({ RecordSearch }) => {
        this.handSearch ??= new RecordSearch(this.rest, this.catalogue, this.vault);
        return this.handSearch.find(text, modules, start);
      }),
    );
  }

  override preview(record: CrmRecord): Observable<readonly RecordField[]> {
    return defer(loadPreview).pipe(
      switchMap(({ preview }) => preview(record, this.rest, this.catalogue)),
    );
  }

  override findMessage(mail: MailIdentity, hints: LookHints = {}): Observable<MessageLook> {
    return defer(loadMessageFinder).pipe(
      switchMap(({ findMessage }) => findMessage(mail, hints, this.rest)),
    );
  }

  override async fitBody(
    html: string,
    images: readonly InlineImage[],
    links: readonly CloudLink[],
  ): Promise<FittedBody> {
    const { fitBody } = await loadMessageBody();
    return fitBody(html, images, links);
  }

  override storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    return this.archive((archivist) => archivist.storeMessage(draft, files));
  }

  override checkMessage(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    storedAt: Date,
  ): Observable<StoredMessage> {
    return this.archive((archivist) => archivist.checkMessage(message, draft, files, storedAt));
  }

  override noteRecords(
    message: StoredMessage,
    recordIds: readonly string[],
    without?: readonly string[],
  ): Observable<void> {
    return this.archive((archivist) => archivist.noteRecords(message, recordIds, without));
  }

  override showToAll(message: StoredMessage): Observable<void> {
    return this.archive((archivist) => archivist.showToAll(message));
  }

  override relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.archive((archivist) => archivist.relateMessage(message, record));
  }

  override findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.archive((archivist) => archivist.filer.findFiles(message, files, origin));
  }

  override settleFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.archive((archivist) => archivist.filer.settleFiles(message, files, origin));
  }

  override uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
    origin: DocumentOrigin,
  ): Observable<UploadEvent<StoredFile>> {
    return this.archive((archivist) => archivist.filer.uploadFile(message, file, origin));
  }

  override attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.archive((archivist) => archivist.filer.attachFile(message, documentId));
  }

  override fileLink(
    message: StoredMessage,
    link: CloudFile,
    origin: DocumentOrigin,
  ): Observable<StoredFile> {
    return this.archive((archivist) => archivist.filer.fileLink(message, link, origin));
  }

  override relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.archive((archivist) => archivist.filer.relateFiles(documentIds, record));
  }

  override findComments(
    message: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>> {
    return this.archive((archivist) => archivist.findComments(message, recordIds, text));
  }

  override addComment(record: CrmRecord, text: string): Observable<string> {
    return this.archive((archivist) => archivist.addComment(record, text));
  }

  override discard(own: Discardable): Observable<Discarded> {
    return this.archive((archivist) => archivist.discard(own));
  }

  override recordsOf(
    ids: readonly string[],
    modules: readonly CrmModule[],
  ): Observable<readonly CrmRecord[]> {
    if (ids.length === 0) return of([]);
    return defer(loadRecords).pipe(
      switchMap((records) => records.recordsOf(ids, modules, this.rest, this.catalogue)),
    );
  }

  override creatableModules(modules: readonly CrmModule[]): Observable<CrmModule> {
    return this.atDesk((desk) => desk.creatableModules(modules));
  }

  override formOf(module: CrmModule, modules: readonly CrmModule[]): Observable<RecordForm> {
    return this.atDesk((desk) => desk.formOf(module, modules));
  }

  override companyOf(
    domain: string,
    modules: readonly CrmModule[],
  ): Observable<CrmRecord | undefined> {
    return this.atDesk((desk) => desk.companyOf(domain, modules));
  }

  override similarRecords(
    likeness: Likeness,
    modules: readonly CrmModule[],
  ): Observable<SimilarRecords> {
    return this.atDesk((desk) => desk.similarRecords(likeness, modules));
  }

  override createRecord(form: RecordForm, values: FormValues): Observable<CreatedRecord> {
    return this.atDesk((desk) => desk.createRecord(form, values));
  }

  override startPage(crmAddress: string): string {
    return `${crmAddress}/index.php`;
  }

  override recordAddress({ module, id }: CrmRecord): string {
    const number = id.split('x').at(-1) ?? '';
    const query = new URLSearchParams({ module, action: 'DetailView', record: number });
    const key = this.vault.current();
    // Without a CRM it would lead into the pane's own origin.
    return key ? `${key.crmAddress}/index.php?${query.toString()}` : 'about:blank';
  }

  private atDoor<T>(use: (doorkeeper: SignInClient) => Observable<T>): Observable<T> {
    return defer(loadDoorkeeper).pipe(
      switchMap(({ SignInClient }) => use(this.injector.get(SignInClient))),
    );
  }

  private atDesk<T>(use: (desk: VtenextRecordCreation) => Observable<T>): Observable<T> {
    return defer(loadRecordDesk).pipe(
      switchMap(({ VtenextRecordCreation }) =>
        use(new VtenextRecordCreation(this.rest, this.catalogue)),
      ),
    );
  }

  private archive<T>(use: (archivist: VtenextMessageArchive) => Observable<T>): Observable<T> {
    return defer(loadArchivist).pipe(
      switchMap(({ VtenextMessageArchive }) =>
        use(new VtenextMessageArchive(this.rest, this.catalogue, this.device ?? undefined)),
      ),
    );
  }
}

const loadExamination = () => partOfPane(import('./crm-diagnostics/crm-diagnostics'));
const loadArchivist = () => partOfPane(import('./archive/message-archive'));
const loadDoorkeeper = () => partOfPane(import('./sign-in/sign-in-client'));
const loadHandSearch = () => partOfPane(import('./records/record-search'));
const loadUser = () => partOfPane(import('./sign-in/signed-in-user'));
const loadPreview = () => partOfPane(import('./records/record-preview'));
const loadMessageFinder = () => partOfPane(import('./archive/message-finder'));
const loadRecordDesk = () => partOfPane(import('./records/record-creation'));
const loadMessageBody = () => partOfPane(import('./archive/message-body'));
const loadSuggestions = () => partOfPane(import('./records/suggestion-finder'));
const loadRelatedRecords = () => partOfPane(import('./records/related-records'));
const loadRefresh = () => partOfPane(import('./records/module-refresh'));
const loadRecords = () => partOfPane(import('./records/record-finder'));
