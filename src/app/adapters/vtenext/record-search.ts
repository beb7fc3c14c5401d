import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  defer,
  from,
  mergeMap,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import { type ModuleDescription, type RecordAnswer, rowsSchema } from '../../../contract/rest';
import type { CrmModule, ModuleAnswer } from '../../domain/crm';
import { haveEveryWord, searchWords } from '../../domain/search-words';
import type { CredentialVault } from '../../ports/credential-vault';
import { CompanyNames } from './company-names';
import { endsTheKey, orFailed } from './module-answer';
import type { ModuleCatalogue } from './module-catalogue';
import { labelFields, numberFields, searchedFields, selectedFields, toRecord } from './record-row';
import type { RestCaller } from './rest-caller';
import { type Condition, writeVtql } from './vtql';

/** How many records a module gives at a time. */
const PAGE = 10;
/** Modules that are asked side by side, so that the most useful answer first. */
const AT_ONCE = 6;
/** A query of words × fields multiplies out; the CRM takes it well up to here (API.md 14.11). */
const MOST_TERMS = 200;
/** Rows asked for at a time where not all words are in the query, and how often for one page. */
const SIEVED = 100;
const MOST_CALLS = 5;

/** Finds records by words, one module after another in the order given; loaded when first needed. */
export class RecordSearch {
  private readonly names: CompanyNames;

  constructor(
    private readonly rest: RestCaller,
    private readonly catalogue: ModuleCatalogue,
    vault: CredentialVault,
  ) {
    this.names = new CompanyNames(rest, catalogue, vault);
  }

  /**
   * Records in which every word of `text` occurs, from the CRM's row `start` on. A module answers
   * once more where names of companies come after the records.
   */
  find(text: string, modules: readonly CrmModule[], start: number): Observable<ModuleAnswer> {
    const words = searchWords(text);
    if (words.length === 0) return EMPTY;
    return from(modules).pipe(
      mergeMap(
        (module) =>
          this.catalogue.describe(module.name).pipe(
            switchMap((description) =>
              this.page(new Question(module, description, words), start).pipe(
                switchMap((page) => this.answers(module, description, page)),
              ),
            ),
            orFailed(module),
          ),
        AT_ONCE,
      ),
    );
  }

  /** Asks until the page is full; a sieve that lets little through is given up after some calls. */
  private page(
    question: Question,
    start: number,
    before: readonly RecordAnswer[] = [],
    call = 1,
  ): Observable<Page> {
    const { size } = question;
    const query = question.query(start);
    if (!query) return of({ rows: [] });
    return this.rest.call('query', { query }, rowsSchema).pipe(
      switchMap((given) => {
        const rows = [...before];
        for (const [index, row] of given.entries()) {
          if (!question.isAnsweredBy(row)) continue;
          if (rows.length === PAGE) return of({ rows, next: start + index });
          rows.push(row);
        }
        if (given.length < size) return of({ rows });
        const next = start + given.length;
        return rows.length === PAGE || call === MOST_CALLS
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

/** What one module is asked, and which of its rows are an answer. */
class Question {
  private readonly fields: readonly string[];
  private readonly where: readonly (readonly Condition[])[];
  /** Words that are not in the query. */
  private readonly left: readonly string[];
  /** How many rows one query gives at most. */
  readonly size: number;

  constructor(
    private readonly module: CrmModule,
    private readonly description: ModuleDescription,
    words: readonly string[],
  ) {
    this.fields = searchedFields(description);
    const { where, left } = multipliedOut(words, this.fields);
    this.where = where;
    this.left = left;
    this.size = left.length > 0 ? SIEVED : PAGE + 1;
  }

  /** Sorted by name, and by what no two records share: so pages neither overlap nor leave gaps. */
  query(offset: number): ReturnType<typeof writeVtql> {
    const { description } = this;
    const created = description.fields.some(({ name }) => name === 'createdtime');
    const numbers = numberFields(description);
    return writeVtql({
      select: selectedFields(description),
      from: this.module.name,
      where: this.where,
      orderBy: [
        ...labelFields(description),
        ...(numbers.length > 0 ? numbers : created ? ['createdtime'] : []),
      ],
      limit: this.size,
      offset,
    });
  }

  isAnsweredBy(row: RecordAnswer): boolean {
    return haveEveryWord(
      this.fields.map((field) => row[field] ?? ''),
      this.left,
    );
  }
}

/**
 * Words joined by AND over fields joined by OR, multiplied out, for the grammar has no parentheses.
 * Where that is too much, only the longest words are asked for and the others are left; where one
 * word is too much, it is asked for in the first fields.
 */
export function multipliedOut(
  words: readonly string[],
  fields: readonly string[],
): { readonly where: readonly (readonly Condition[])[]; readonly left: readonly string[] } {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  let kept = longestFirst.length;
  while (kept > 1 && kept * fields.length ** kept > MOST_TERMS) kept -= 1;
  const asked = fields.slice(0, MOST_TERMS);
  const where = longestFirst
    .slice(0, kept)
    .reduce<Condition[][]>(
      (alternatives, word) =>
        alternatives.flatMap((all) => asked.map((field) => [...all, { field, contains: word }])),
      [[]],
    );
  return { where, left: longestFirst.slice(kept) };
}
