import type { Observable } from 'rxjs';
import type { CrmModule, CrmRecord } from '../domain/crm';
import type {
  CreatedRecord,
  FormValues,
  Likeness,
  RecordForm,
  SimilarRecords,
} from '../domain/record-form';

/**
 * New records: their forms, what is like them, and the call itself.
 * Each call fails only with `ProblemError`, and nothing is ever retried by itself.
 */
export abstract class RecordCreation {
  /**
   * Those of the modules that the user may create records in, each as it is known. Modules that the
   * CRM denies are left out; fails where all fail.
   */
  abstract creatableModules(modules: readonly CrmModule[]): Observable<CrmModule>;

  /**
   * The form for a new record of `module`, its labels in the user's language; references lead only
   * to `modules`.
   */
  abstract formOf(module: CrmModule, modules: readonly CrmModule[]): Observable<RecordForm>;

  /** The one company whose web or e-mail address has this domain; none where there are several. */
  abstract companyOf(
    domain: string,
    modules: readonly CrmModule[],
  ): Observable<CrmRecord | undefined>;

  /**
   * Records that may be the one to be created: the same address, or the same domain and a similar
   * name, in any module with e-mail fields; or the same name in the same module. Fails only where
   * that module cannot be asked.
   */
  abstract similarRecords(
    likeness: Likeness,
    modules: readonly CrmModule[],
  ): Observable<SimilarRecords>;

  /**
   * Creates a record of what is filled in, and compares the answer with it. Not to be repeated
   * without a look: two calls make two records. Fails with `fieldRefused`, `forbidden`.
   */
  abstract createRecord(form: RecordForm, values: FormValues): Observable<CreatedRecord>;
}
