import type { Provider } from '@angular/core';
import { type Observable, of } from 'rxjs';
import type { FittedBody } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { lazy } from '../platform/lazy-port';
import { SignIn } from '../ports/sign-in';
import { ModuleCatalogue } from '../ports/module-catalogue';
import { RecordSuggestions } from '../ports/record-suggestions';
import { RecordSearch } from '../ports/record-search';
import { RecordCreation } from '../ports/record-creation';
import { MessageArchive } from '../ports/message-archive';
import { DocumentArchive } from '../ports/document-archive';
import { CommentStore } from '../ports/comment-store';
import { CrmDiagnostics } from '../ports/crm-diagnostics';
import { CrmPages } from '../ports/crm-pages';
import { Calls, type CallsOf } from './calls';

export class FakeSignIn extends SignIn {
  /** How often the CRM refused the account, whichever. */
  failedSignInCount = 0;

  readonly findCrmCalls: CallsOf<SignIn['findCrm']> = new Calls();
  readonly signInCalls: CallsOf<SignIn['signIn']> = new Calls();
  readonly whoAmICalls: CallsOf<SignIn['whoAmI']> = new Calls();

  override readonly findCrm = this.findCrmCalls.ask;
  override readonly signIn = this.signInCalls.ask;
  override readonly whoAmI = this.whoAmICalls.ask;
  override failedSignIns(): Observable<number> {
    return of(this.failedSignInCount);
  }
}

export class FakeModuleCatalogue extends ModuleCatalogue {
  readonly permittedModulesCalls: CallsOf<ModuleCatalogue['permittedModules']> = new Calls();
  readonly refreshModulesCalls: CallsOf<ModuleCatalogue['refreshModules']> = new Calls();

  override readonly permittedModules = this.permittedModulesCalls.ask;
  override readonly refreshModules = this.refreshModulesCalls.ask;
}

export class FakeRecordSuggestions extends RecordSuggestions {
  readonly suggestCalls: CallsOf<RecordSuggestions['suggest']> = new Calls();

  override readonly suggest = this.suggestCalls.ask;
}

export class FakeRecordSearch extends RecordSearch {
  readonly searchCalls: CallsOf<RecordSearch['search']> = new Calls();
  readonly previewCalls: CallsOf<RecordSearch['preview']> = new Calls();
  readonly recordsOfCalls: CallsOf<RecordSearch['recordsOf']> = new Calls();

  override readonly search = this.searchCalls.ask;
  override readonly preview = this.previewCalls.ask;
  override readonly recordsOf = this.recordsOfCalls.ask;
}

export class FakeRecordCreation extends RecordCreation {
  readonly creatableModulesCalls: CallsOf<RecordCreation['creatableModules']> = new Calls();
  readonly formOfCalls: CallsOf<RecordCreation['formOf']> = new Calls();
  readonly companyOfCalls: CallsOf<RecordCreation['companyOf']> = new Calls();
  readonly similarRecordsCalls: CallsOf<RecordCreation['similarRecords']> = new Calls();
  readonly createRecordCalls: CallsOf<RecordCreation['createRecord']> = new Calls();

  override readonly creatableModules = this.creatableModulesCalls.ask;
  override readonly formOf = this.formOfCalls.ask;
  override readonly companyOf = this.companyOfCalls.ask;
  override readonly similarRecords = this.similarRecordsCalls.ask;
  override readonly createRecord = this.createRecordCalls.ask;
}

export class FakeMessageArchive extends MessageArchive {
  /** What `fitBody` says of each body. */
  fitted: Partial<FittedBody> = {};

  readonly findMessageCalls: CallsOf<MessageArchive['findMessage']> = new Calls();
  readonly storeMessageCalls: CallsOf<MessageArchive['storeMessage']> = new Calls();
  readonly checkMessageCalls: CallsOf<MessageArchive['checkMessage']> = new Calls();
  readonly storeLinkedIdsCalls: CallsOf<MessageArchive['storeLinkedIds']> = new Calls();
  readonly showToAllCalls: CallsOf<MessageArchive['showToAll']> = new Calls();
  readonly relateMessageCalls: CallsOf<MessageArchive['relateMessage']> = new Calls();
  readonly discardCalls: CallsOf<MessageArchive['discard']> = new Calls();

  override readonly findMessage = this.findMessageCalls.ask;
  override readonly storeMessage = this.storeMessageCalls.ask;
  override readonly checkMessage = this.checkMessageCalls.ask;
  override readonly storeLinkedIds = this.storeLinkedIdsCalls.ask;
  override readonly showToAll = this.showToAllCalls.ask;
  override readonly relateMessage = this.relateMessageCalls.ask;
  override readonly discard = this.discardCalls.ask;
  override fitBody: MessageArchive['fitBody'] = (html) =>
    Promise.resolve({ html, embedded: [], cut: false, lacksImages: false, ...this.fitted });
}

export class FakeDocumentArchive extends DocumentArchive {
  readonly findFilesCalls: CallsOf<DocumentArchive['findFiles']> = new Calls();
  readonly settleFilesCalls: CallsOf<DocumentArchive['settleFiles']> = new Calls();
  readonly uploadFileCalls: CallsOf<DocumentArchive['uploadFile']> = new Calls();
  readonly attachFileCalls: CallsOf<DocumentArchive['attachFile']> = new Calls();
  readonly fileLinkCalls: CallsOf<DocumentArchive['fileLink']> = new Calls();
  readonly relateFilesCalls: CallsOf<DocumentArchive['relateFiles']> = new Calls();

  override readonly findFiles = this.findFilesCalls.ask;
  override readonly settleFiles = this.settleFilesCalls.ask;
  override readonly uploadFile = this.uploadFileCalls.ask;
  override readonly attachFile = this.attachFileCalls.ask;
  override readonly fileLink = this.fileLinkCalls.ask;
  override readonly relateFiles = this.relateFilesCalls.ask;
}

export class FakeCommentStore extends CommentStore {
  readonly findCommentsCalls: CallsOf<CommentStore['findComments']> = new Calls();
  readonly addCommentCalls: CallsOf<CommentStore['addComment']> = new Calls();

  override readonly findComments = this.findCommentsCalls.ask;
  override readonly addComment = this.addCommentCalls.ask;
}

export class FakeCrmDiagnostics extends CrmDiagnostics {
  readonly diagnoseCalls: CallsOf<CrmDiagnostics['diagnose']> = new Calls();

  override readonly diagnose = this.diagnoseCalls.ask;
}

export class FakeCrmPages extends CrmPages {
  override startPage(crmAddress: string): string {
    return `${crmAddress}/start`;
  }
  override recordAddress({ module, id }: CrmRecord): string {
    return `https://crm.example/${module}/${id}`;
  }
}

/** A CRM for specs: what links leave in it is for those who extend this to keep. */
export abstract class CrmDouble {
  readonly signIn = new FakeSignIn();
  readonly modules = new FakeModuleCatalogue();
  readonly suggestions = new FakeRecordSuggestions();
  readonly search = new FakeRecordSearch();
  readonly creation = new FakeRecordCreation();
  readonly diagnostics = new FakeCrmDiagnostics();
  readonly pages = new FakeCrmPages();
  abstract readonly archive: MessageArchive;
  abstract readonly documentArchive: DocumentArchive;
  abstract readonly commentStore: CommentStore;

  get providers(): readonly Provider[] {
    return [
      { provide: ModuleCatalogue, useValue: this.modules },
      { provide: CrmPages, useValue: this.pages },
      { provide: lazy(SignIn), useValue: of(this.signIn) },
      { provide: lazy(RecordSuggestions), useValue: of(this.suggestions) },
      { provide: lazy(RecordSearch), useValue: of(this.search) },
      { provide: lazy(RecordCreation), useValue: of(this.creation) },
      { provide: lazy(CrmDiagnostics), useValue: of(this.diagnostics) },
      { provide: lazy(MessageArchive), useValue: of(this.archive) },
      { provide: lazy(DocumentArchive), useValue: of(this.documentArchive) },
      { provide: lazy(CommentStore), useValue: of(this.commentStore) },
    ];
  }
}

/** A CRM that answers only when the test says so. */
export class FakeCrm extends CrmDouble {
  override readonly archive = new FakeMessageArchive();
  override readonly documentArchive = new FakeDocumentArchive();
  override readonly commentStore = new FakeCommentStore();
}
