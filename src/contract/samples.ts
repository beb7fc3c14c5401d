import createDocumentEmptyFile from './samples/create-document-empty-file.json';
import createDocumentExternalUrl from './samples/create-document-external-url.json';
import createMessageBodyEmpty from './samples/create-message-body-empty.json';
import createMessageLink from './samples/create-message-link.json';
import deleteMessage from './samples/delete-message.json';
import describeDocumentsRestricted from './samples/describe-documents-restricted.json';
import e2e03DescribeContacts from './samples/e2e-03-describe-contacts.json';
import e2e04QueryContactsByEmail from './samples/e2e-04-query-contacts-by-email.json';
import e2e08CreateMessageWithTwoAttachments from './samples/e2e-08-create-message-with-two-attachments.json';
import e2e09RelateMessageToContact from './samples/e2e-09-relate-message-to-contact.json';
import e2e11QueryNewDocuments from './samples/e2e-11-query-new-documents.json';
import e2e13CreateDocumentSeparately from './samples/e2e-13-create-document-separately.json';
import errorBasicLocked from './samples/error-basic-locked.json';
import errorBasicWrongKey from './samples/error-basic-wrong-key.json';
import errorCreateBadReference from './samples/error-create-bad-reference.json';
import errorCreateMessageEmptyElement from './samples/error-create-message-empty-element.json';
import errorCreateMessageNoModulePermission from './samples/error-create-message-no-module-permission.json';
import errorHttpGet from './samples/error-http-get.json';
import errorMaintenanceMode from './samples/error-maintenance-mode.json';
import errorPhpNoticesBeforeJson from './samples/error-php-notices-before-json.json';
import errorPhpNoticesBeforeJsonError from './samples/error-php-notices-before-json-error.json';
import errorQueryNoModulePermission from './samples/error-query-no-module-permission.json';
import errorRelateMessageToCustomModuleWithoutMessagesList from './samples/error-relate-message-to-custom-module-without-messages-list.json';
import errorRelateNonexistentRecord from './samples/error-relate-nonexistent-record.json';
import errorRelateReadonlyRecordAsId from './samples/error-relate-readonly-record-as-id.json';
import featureAttachmentsCheckQuery from './samples/feature-attachments-check-query.json';
import featureCreateContactMinimal from './samples/feature-create-contact-minimal.json';
import featureCreateContactMissingAccount from './samples/feature-create-contact-missing-account.json';
import featureCreateContactWithAccount from './samples/feature-create-contact-with-account.json';
import featureDescribeContacts from './samples/feature-describe-contacts.json';
import featureDescribeHelpdesk from './samples/feature-describe-helpdesk.json';
import featureDescribeInstallations from './samples/feature-describe-installations.json';
import featureErrorMissingMandatoryContacts from './samples/feature-error-missing-mandatory-contacts.json';
import featureGetlabelsContactsIt from './samples/feature-getlabels-contacts-it.json';
import featureWhoamiEmployeesRestricted from './samples/feature-whoami-employees-restricted.json';
import getlangs from './samples/getlangs.json';
import listtypesFieldtypeEmailRestricted from './samples/listtypes-fieldtype-email-restricted.json';
import listtypesRestricted from './samples/listtypes-restricted.json';
import loginOk from './samples/login-ok.json';
import loginWrongPassword from './samples/login-wrong-password.json';
import queryMessagesByMessageid from './samples/query-messages-by-messageid.json';
import queryMessagesByMessageidNone from './samples/query-messages-by-messageid-none.json';
import quirkDeleteDeletedMessageNull from './samples/quirk-delete-deleted-message-null.json';
import quirkFormatXml from './samples/quirk-format-xml.json';
import quirkNoMethodEmpty200 from './samples/quirk-no-method-empty-200.json';
import quirkQuerySqlErrorReturnsEmptyList from './samples/quirk-query-sql-error-returns-empty-list.json';
import reviseMessageMdate from './samples/revise-message-mdate.json';

/** Exchanges with a real vtenext 20.04.3, each under the name of its recording. For specs alone. */
const samples = {
  'create-document-empty-file': createDocumentEmptyFile,
  'create-document-external-url': createDocumentExternalUrl,
  'create-message-body-empty': createMessageBodyEmpty,
  'create-message-link': createMessageLink,
  'delete-message': deleteMessage,
  'describe-documents-restricted': describeDocumentsRestricted,
  'e2e-03-describe-contacts': e2e03DescribeContacts,
  'e2e-04-query-contacts-by-email': e2e04QueryContactsByEmail,
  'e2e-08-create-message-with-two-attachments': e2e08CreateMessageWithTwoAttachments,
  'e2e-09-relate-message-to-contact': e2e09RelateMessageToContact,
  'e2e-11-query-new-documents': e2e11QueryNewDocuments,
  'e2e-13-create-document-separately': e2e13CreateDocumentSeparately,
  'error-basic-locked': errorBasicLocked,
  'error-basic-wrong-key': errorBasicWrongKey,
  'error-create-bad-reference': errorCreateBadReference,
  'error-create-message-empty-element': errorCreateMessageEmptyElement,
  'error-create-message-no-module-permission': errorCreateMessageNoModulePermission,
  'error-http-get': errorHttpGet,
  'error-maintenance-mode': errorMaintenanceMode,
  'error-php-notices-before-json': errorPhpNoticesBeforeJson,
  'error-php-notices-before-json-error': errorPhpNoticesBeforeJsonError,
  'error-query-no-module-permission': errorQueryNoModulePermission,
  'error-relate-message-to-custom-module-without-messages-list':
    errorRelateMessageToCustomModuleWithoutMessagesList,
  'error-relate-nonexistent-record': errorRelateNonexistentRecord,
  'error-relate-readonly-record-as-id': errorRelateReadonlyRecordAsId,
  'feature-attachments-check-query': featureAttachmentsCheckQuery,
  'feature-create-contact-minimal': featureCreateContactMinimal,
  'feature-create-contact-missing-account': featureCreateContactMissingAccount,
  'feature-create-contact-with-account': featureCreateContactWithAccount,
  'feature-describe-contacts': featureDescribeContacts,
  'feature-describe-helpdesk': featureDescribeHelpdesk,
  'feature-describe-installations': featureDescribeInstallations,
  'feature-error-missing-mandatory-contacts': featureErrorMissingMandatoryContacts,
  'feature-getlabels-contacts-it': featureGetlabelsContactsIt,
  'feature-whoami-employees-restricted': featureWhoamiEmployeesRestricted,
  getlangs: getlangs,
  'listtypes-fieldtype-email-restricted': listtypesFieldtypeEmailRestricted,
  'listtypes-restricted': listtypesRestricted,
  'login-ok': loginOk,
  'login-wrong-password': loginWrongPassword,
  'query-messages-by-messageid': queryMessagesByMessageid,
  'query-messages-by-messageid-none': queryMessagesByMessageidNone,
  'quirk-delete-deleted-message-null': quirkDeleteDeletedMessageNull,
  'quirk-format-xml': quirkFormatXml,
  'quirk-no-method-empty-200': quirkNoMethodEmpty200,
  'quirk-query-sql-error-returns-empty-list': quirkQuerySqlErrorReturnsEmptyList,
  'revise-message-mdate': reviseMessageMdate,
} as const;

export type SampleName = keyof typeof samples;

/** An answer of the real CRM, as it went over the wire. */
export interface SampleAnswer {
  readonly status: number;
  readonly text: string;
}

export const sampleNames = Object.keys(samples) as readonly SampleName[];

/** What the CRM answered in the recording of this name. */
export function sampleAnswer(name: SampleName): SampleAnswer {
  const { status, body } = samples[name].response;
  return { status, text: body && 'text' in body ? body.text : '' };
}
