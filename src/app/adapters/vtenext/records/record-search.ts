import { Injectable, inject } from '@angular/core';
import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  concatMap,
  defer,
  forkJoin,
  from,
  map,
  mergeMap,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import {
  type ModuleDescription,
  type RecordAnswer,
  recordSchema,
  rowsSchema,
} from '../../../../contract/rest';
import type { CrmModule, CrmRecord, ModuleAnswer, RecordField } from '../../../domain/crm';
import { ProblemError, toProblem } from '../../../domain/problem';
import { searchWords } from '../../../domain/search-words';
import { CredentialVault } from '../../../ports/credential-vault';
import { CompanyNames } from './company-names';
import { endsTheKey, orFailed } from '../rest/module-answer';
import { RecordSearch } from '../../../ports/record-search';
import { VtenextModuleCatalogue } from './module-catalogue';
import { fieldsToShow } from './record-preview';
import { toRecord } from './record-row';
import { LAST_QUESTION, PAGE, Question } from './search-question';
import { RestCaller } from '../rest/rest-caller';
import { policyOf } from '../../../domain/problem-policy';

/** Modules that are asked side by side, so that the most useful answer first. */
const AT_ONCE = 6;
/** How often a module is asked for one page, where only some of its rows are an answer. */
const MOST_CALLS = 5;
/**
 * Where a module has more than one page of answers, its pages come from one question after another:
 * names that begin with a word and exact numbers, names with all words, and all else. A page's
 * start is that question's place in this order times this, and the CRM's row in it.
 */
const QUESTION = 1_000_000;

/** Finds records by words, one module after another in the order given, or by their ids. */
@Injectable({ providedIn: 'root' })
export class VtenextRecordSearch extends RecordSearch {
  private readonly rest = inject(RestCaller);
  private readonly catalogue = inject(VtenextModuleCatalogue);
  private readonly names = new CompanyNames(this.rest, this.catalogue, inject(CredentialVault));

  /**
   * Records in which every word of `text` occurs, the closest first: from the beginning, or from
   * where a page before ended (`next`). A module answers once more where names of companies come
   * after the records.
   */
  override search(
    text: string,
    modules: readonly CrmModule[],
    start = 0,
  ): Observable<ModuleAnswer> {
    const words = searchWords(text);
    if (words.length === 0) return EMPTY;
    return from(modules).pipe(
      mergeMap(
        (module) =>
          this.catalogue.describe(module.name).pipe(
            switchMap((description) =>
              this.pageAt(new Question(module, description, words), start).pipe(
                switchMap((page) => this.answers(module, description, page)),
              ),
            ),
            orFailed(module),
          ),
        AT_ONCE,
      ),
    );
  }

  override preview(record: CrmRecord): Observable<readonly RecordField[]> {
    const row = this.rest.call('retrieve', { id: record.id }, recordSchema).pipe(
      // A record that is gone looks like one that is denied (REST API 2).
      catchError((error: unknown) =>
        throwError(() =>
          toProblem(error).kind === 'forbidden' ? new ProblemError({ kind: 'recordGone' }) : error,
        ),
      ),
    );
    return forkJoin([this.catalogue.describe(record.module), row]).pipe(
      map(([description, answer]) => fieldsToShow(description, answer)),
    );
  }

  override recordsOf(
    ids: readonly string[],
    modules: readonly CrmModule[],
  ): Observable<readonly CrmRecord[]> {
    return from(ids).pipe(
      concatMap((id) =>
        this.catalogue
          .moduleOf(id, modules)
          .pipe(switchMap((module) => (module ? this.recordOf(id, module) : of([])))),
      ),
      toArray(),
      map((lists) => lists.flat()),
    );
  }

  /** A record that is gone or may not be seen is none; anything else is a failure. */
  private recordOf(id: string, module: CrmModule): Observable<readonly CrmRecord[]> {
    return this.catalogue.describe(module.name).pipe(
      switchMap((description) =>
        this.rest
          .call('retrieve', { id }, recordSchema)
          .pipe(map((row) => [toRecord(module, description, row, [])])),
      ),
      catchError((error: unknown) => {
        return policyOf(toProblem(error)).deniesRecord ? of([]) : throwError(() => error);
      }),
    );
  }

  /** All that a module has, where that is one page; else the first or a further one. */
  private pageAt(question: Question, start: number): Observable<Page> {
    const query = question.query(LAST_QUESTION, 0);
    if (start > 0 || !query) return this.page(question, start);
    return this.rest.call('query', { query: query.text }, rowsSchema).pipe(
      switchMap((given) => {
        const rows = given
          .filter((row) => question.isAnsweredBy(row))
          .toSorted((one, other) => question.placeOf(one) - question.placeOf(other));
        return given.length < query.size && rows.length <= PAGE
          ? of({ rows })
          : this.page(question, QUESTION);
      }),
    );
  }

  /** Asks until the page is full; a sieve that lets little through is given up after some calls. */
  private page(
    question: Question,
    start: number,
    before: readonly RecordAnswer[] = [],
    call = 1,
  ): Observable<Page> {
    const place = Math.floor(start / QUESTION);
    if (place > LAST_QUESTION) return of({ rows: before });
    const query = question.query(place, start % QUESTION);
    const nextQuestion = (place + 1) * QUESTION;
    if (!query) return this.page(question, nextQuestion, before, call);
    return this.rest.call('query', { query: query.text }, rowsSchema).pipe(
      switchMap((given) => {
        // An exact number stands above all names.
        const exact = start === QUESTION ? given.filter((row) => question.placeOf(row) === 0) : [];
        const rows = [...before, ...exact];
        for (const [index, row] of given.entries()) {
          // What is closer stands in a page before.
          if (Math.max(question.placeOf(row), 1) !== place || exact.includes(row)) continue;
          if (!question.isAnsweredBy(row)) continue;
          if (rows.length >= PAGE) return of({ rows, next: start + index });
          rows.push(row);
        }
        const isAll = given.length < query.size;
        if (isAll && place === LAST_QUESTION) return of({ rows });
        const next = isAll ? nextQuestion : start + given.length;
        return call === MOST_CALLS || (rows.length >= PAGE && !isAll)
          ? of({ rows, next })
          : this.page(question, next, rows, call + 1);
      }),
    );
  }

  /** The records at once, and again when the names of their companies are known, if they are. */
  private answers(
    module: CrmModule,
    description: ModuleDescription,
    { rows, next }: Page,
  ): Observable<ModuleAnswer> {
    const answer = defer(() =>
      of<ModuleAnswer>({
        status: 'found',
        module,
        records: rows.map((row) =>
          toRecord(module, description, row, [], this.names.nameOf(description, row)),
        ),
        ...(next !== undefined && { next }),
      }),
    );
    if (!this.names.lacks(description, rows)) return answer;
    const named = this.names.learn(description, rows).pipe(
      switchMap((isMore) => (isMore ? answer : EMPTY)),
      catchError((error: unknown) => (endsTheKey(error) ? throwError(() => error) : EMPTY)),
    );
    return concat(answer, named);
  }
}

interface Page {
  readonly rows: readonly RecordAnswer[];
  /** The CRM's row at which the next page begins. */
  readonly next?: number;
}
