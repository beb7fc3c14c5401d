import { Injectable, inject } from '@angular/core';
import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  defer,
  forkJoin,
  map,
  merge,
  of,
  switchMap,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import { labelsSchema } from '../../../../contract/labels';
import { type RecordAnswer, recordSchema, rowsSchema } from '../../../../contract/rest';
import type { CrmModule, CrmRecord } from '../../../domain/crm';
import { ProblemError, toProblem } from '../../../domain/problem';
import { endsTheKey } from '../rest/module-answer';
import type {
  CreatedRecord,
  FormValues,
  Likeness,
  RecordForm,
  SimilarRecords,
} from '../../../domain/record-form';
import { RecordCreation } from '../../../ports/record-creation';
import { VtenextModuleCatalogue } from './module-catalogue';
import { companyCondition, hasDomain } from './record-domain';
import { alteredFields, recordElement } from './record-element';
import { recordForm } from './record-fields';
import { fieldsOf, selectedFields, toRecord } from './record-row';
import { RestCaller } from '../rest/rest-caller';
import { isSimilar, similarConditions } from './similar-records';
import { type Condition, writeVtql } from '../rest/vtql';

/** Milliseconds that a form waits for translations of its labels. */
const LABELS_PATIENCE = 4_000;
/** How many records one module gives. */
const MOST_ROWS = 20;

/** Creates records: forms, what is there already, and the call itself (REST API 14.5). */
@Injectable({ providedIn: 'root' })
export class VtenextRecordCreation extends RecordCreation {
  private readonly rest = inject(RestCaller);
  private readonly catalogue = inject(VtenextModuleCatalogue);

  override creatableModules(modules: readonly CrmModule[]): Observable<CrmModule> {
    let isAnyKnown = false;
    let failure: unknown;
    const asked = modules.map((module) =>
      this.catalogue.describe(module.name).pipe(
        tap(() => (isAnyKnown = true)),
        switchMap(({ createable }) => (createable ? of(module) : EMPTY)),
        catchError((error: unknown) => {
          if (endsTheKey(error)) return throwError(() => error);
          if (toProblem(error).kind !== 'forbidden') failure = error;
          return EMPTY;
        }),
      ),
    );
    const end = defer(() =>
      failure !== undefined && !isAnyKnown ? throwError(() => failure) : EMPTY,
    );
    return concat(merge(...asked), end);
  }

  override formOf(module: CrmModule, modules: readonly CrmModule[]): Observable<RecordForm> {
    return forkJoin([this.catalogue.describe(module.name), this.labels(module.name)]).pipe(
      map(([description, labels]) => {
        if (!description.createable) throw new ProblemError({ kind: 'forbidden' });
        return recordForm(module, description, modules, labels);
      }),
    );
  }

  override companyOf(
    domain: string,
    modules: readonly CrmModule[],
  ): Observable<CrmRecord | undefined> {
    const module = modules.find(({ name }) => name === 'Accounts');
    if (!module) return of(undefined);
    return this.catalogue.describe(module.name).pipe(
      switchMap((description) =>
        this.rows(module, ['url'], companyCondition(description, domain)).pipe(
          map((rows) => {
            const found = rows.filter((row) => hasDomain(description, row, domain));
            const [row, ...others] = found;
            return row && others.length === 0 ? toRecord(module, description, row, []) : undefined;
          }),
        ),
      ),
    );
  }

  override similarRecords(
    likeness: Likeness,
    modules: readonly CrmModule[],
  ): Observable<SimilarRecords> {
    const asked = modules.filter(
      ({ name, hasEmail }) =>
        name === likeness.module || (hasEmail && likeness.address !== undefined),
    );
    if (asked.length === 0) return of({ records: [], unasked: [] });
    return forkJoin(asked.map((module) => this.similarIn(module, likeness))).pipe(
      map((all) => ({
        records: all
          .flatMap(({ records }) => records)
          .toSorted((one, other) => rank(one, likeness) - rank(other, likeness)),
        unasked: all.flatMap(({ unasked }) => unasked),
      })),
    );
  }

  override createRecord(form: RecordForm, values: FormValues): Observable<CreatedRecord> {
    return this.catalogue.describe(form.module).pipe(
      switchMap((description) => {
        const element = JSON.stringify(recordElement(form, values));
        const call = { elementType: form.module, element };
        return this.rest.call('create', call, recordSchema, 'write').pipe(
          map((row) => {
            const named = {
              name: form.module,
              label: '',
              singular: form.moduleLabel,
              hasEmail: false,
            };
            return {
              record: toRecord(named, description, row, []),
              altered: alteredFields(form, values, row),
            };
          }),
        );
      }),
    );
  }

  private similarIn(module: CrmModule, likeness: Likeness): Observable<SimilarRecords> {
    return this.catalogue.describe(module.name).pipe(
      switchMap((description) =>
        this.rows(module, ['url'], similarConditions(description, likeness)).pipe(
          map((rows) => ({
            records: rows
              .filter((row) => isSimilar(description, row, likeness))
              .map((row) => toRecord(module, description, row, [])),
            unasked: [],
          })),
        ),
      ),
      catchError((error: unknown) => {
        const isFatal = endsTheKey(error) || module.name === likeness.module;
        return isFatal ? throwError(() => error) : of({ records: [], unasked: [module] });
      }),
    );
  }

  /** Rows with the fields that a record is shown by, and those of `types` beside them. */
  private rows(
    module: CrmModule,
    types: readonly string[],
    where: readonly (readonly Condition[])[],
  ): Observable<readonly RecordAnswer[]> {
    return this.catalogue.describe(module.name).pipe(
      switchMap((description) => {
        const asked = types.flatMap((type) => fieldsOf(description, type));
        const select = [...new Set([...selectedFields(description), ...asked])];
        const query = writeVtql({ select, from: module.name, where, limit: MOST_ROWS });
        return query ? this.rest.call('query', { query }, rowsSchema) : of([]);
      }),
    );
  }

  /**
   * Labels of a module in the user's language, with those of the whole CRM beneath
   * (REST API 14.12). A form does without them sooner than wait.
   */
  private labels(module: string): Observable<Readonly<Record<string, string>>> {
    const ask = (name: string): Observable<Record<string, string>> =>
      this.rest.call('getlabels', { username: '', language: '', module: name }, labelsSchema).pipe(
        timeout(LABELS_PATIENCE),
        map((labels) => (Array.isArray(labels) ? {} : labels)),
        catchError((error: unknown) => {
          return endsTheKey(error) ? throwError(() => error) : of({});
        }),
      );
    return forkJoin([ask('APP_STRINGS'), ask(module)]).pipe(
      map(([general, own]) => ({ ...general, ...own })),
    );
  }
}

/** The record with the very address first, then those of the same module. */
function rank({ module, detail }: CrmRecord, likeness: Likeness): number {
  const hasAddress = likeness.address !== undefined && detail.toLowerCase() === likeness.address;
  return (hasAddress ? 0 : 2) + (module === likeness.module ? 0 : 1);
}
