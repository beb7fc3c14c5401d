import type { Injector } from '@angular/core';
import { VtenextCommentStore } from '../../adapters/vtenext/archive/comment-store';
import { VtenextDocumentArchive } from '../../adapters/vtenext/archive/document-archive';
import { VtenextMessageArchive } from '../../adapters/vtenext/archive/message-archive';
import { VtenextCrmDiagnostics } from '../../adapters/vtenext/crm-diagnostics/crm-diagnostics';
import { VtenextCrmPages } from '../../adapters/vtenext/records/crm-pages';
import { VtenextModuleCatalogue } from '../../adapters/vtenext/records/module-catalogue';
import { VtenextRecordCreation } from '../../adapters/vtenext/records/record-creation';
import { VtenextRecordSearch } from '../../adapters/vtenext/records/record-search';
import { VtenextRecordSuggestions } from '../../adapters/vtenext/records/record-suggestions';
import { VtenextSignIn } from '../../adapters/vtenext/sign-in/sign-in';
import type { CommentStore } from '../../ports/comment-store';
import type { CrmDiagnostics } from '../../ports/crm-diagnostics';
import type { CrmPages } from '../../ports/crm-pages';
import type { DocumentArchive } from '../../ports/document-archive';
import type { MessageArchive } from '../../ports/message-archive';
import type { ModuleCatalogue } from '../../ports/module-catalogue';
import type { RecordCreation } from '../../ports/record-creation';
import type { RecordSearch } from '../../ports/record-search';
import type { RecordSuggestions } from '../../ports/record-suggestions';
import type { SignIn } from '../../ports/sign-in';

/** The ports of a CRM, loaded. */
export interface CrmPorts {
  readonly signIn: SignIn;
  readonly modules: ModuleCatalogue;
  readonly suggestions: RecordSuggestions;
  readonly search: RecordSearch;
  readonly creation: RecordCreation;
  readonly archive: MessageArchive;
  readonly documents: DocumentArchive;
  readonly comments: CommentStore;
  readonly diagnostics: CrmDiagnostics;
  readonly pages: CrmPages;
}

/** vtenext behind these ports, as the injector's providers let it be. For specs alone. */
export function vtenextPorts(injector: Pick<Injector, 'get'>): CrmPorts {
  return {
    signIn: injector.get(VtenextSignIn),
    modules: injector.get(VtenextModuleCatalogue),
    suggestions: injector.get(VtenextRecordSuggestions),
    search: injector.get(VtenextRecordSearch),
    creation: injector.get(VtenextRecordCreation),
    archive: injector.get(VtenextMessageArchive),
    documents: injector.get(VtenextDocumentArchive),
    comments: injector.get(VtenextCommentStore),
    diagnostics: injector.get(VtenextCrmDiagnostics),
    pages: injector.get(VtenextCrmPages),
  };
}
