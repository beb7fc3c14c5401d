import type { Provider } from '@angular/core';
import { provideLazy, provideLazyPart } from '../../platform/lazy-port';
import { CommentStore } from '../../ports/comment-store';
import { CrmDiagnostics } from '../../ports/crm-diagnostics';
import { CrmPages } from '../../ports/crm-pages';
import { DocumentArchive } from '../../ports/document-archive';
import { MessageArchive } from '../../ports/message-archive';
import { ModuleCatalogue } from '../../ports/module-catalogue';
import { RecordCreation } from '../../ports/record-creation';
import { RecordSearch } from '../../ports/record-search';
import { RecordSuggestions } from '../../ports/record-suggestions';
import { SignIn } from '../../ports/sign-in';
import { VtenextCrmPages } from './records/crm-pages';
import { VtenextModuleCatalogue } from './records/module-catalogue';

/** vtenext behind the ports of the CRM; what the first screen does without is loaded later. */
export function provideVtenext(): Provider {
  return [
    { provide: ModuleCatalogue, useExisting: VtenextModuleCatalogue },
    { provide: CrmPages, useExisting: VtenextCrmPages },
    provideLazy(SignIn, async () => (await import('./sign-in/sign-in')).VtenextSignIn),
    provideLazy(
      RecordSuggestions,
      async () => (await import('./records/record-suggestions')).VtenextRecordSuggestions,
    ),
    provideLazyPart(() => import('./records/related-records')),
    provideLazyPart(() => import('./records/module-refresh')),
    provideLazyPart(() => import('../../platform/upload-transport')),
    provideLazy(
      RecordSearch,
      async () => (await import('./records/record-search')).VtenextRecordSearch,
    ),
    provideLazy(
      RecordCreation,
      async () => (await import('./records/record-creation')).VtenextRecordCreation,
    ),
    provideLazy(
      MessageArchive,
      async () => (await import('./archive/message-archive')).VtenextMessageArchive,
    ),
    provideLazy(
      DocumentArchive,
      async () => (await import('./archive/document-archive')).VtenextDocumentArchive,
    ),
    provideLazy(
      CommentStore,
      async () => (await import('./archive/comment-store')).VtenextCommentStore,
    ),
    provideLazy(
      CrmDiagnostics,
      async () => (await import('./crm-diagnostics/crm-diagnostics')).VtenextCrmDiagnostics,
    ),
  ];
}
