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
import { type ModuleDescription, type RecordAnswer, rowsSchema } from '../../../../contract/rest';
import type { CrmModule, ModuleAnswer } from '../../../domain/crm';
import { closeness, haveEveryWord, searchWords } from '../../../domain/search-words';
import type { CredentialVault } from '../../../ports/credential-vault';
import { CompanyNames } from './company-names';
import { endsTheKey, orFailed } from '../rest/module-answer';
import type { ModuleCatalogue } from './module-catalogue';
import { labelFields, numberFields, searchedFields, selectedFields, toRecord } from './record-row';
import type { RestCaller } from '../rest/rest-caller';
import { type Condition, type Vtql, writeVtql } from '../rest/vtql';

/** How many records a module gives at a time. */
const PAGE = 10;
/** Modules that are asked side by side, so that the most useful answer first. */
const AT_ONCE = 6;
/** A query of words × fields multiplies out; the CRM takes it well up to here (API.md 14.11). */
const MOST_TERMS = 200;
/** Rows asked for at a time where not all of them are an answer, and how often for one page. */
const SIEVED = 100;
const MOST_CALLS = 5;
/**
 * Where a module has more than one page of answers, its pages come from one question after another:
 * names that begin with a word and exact numbers, names with all words, and all else. A page's start
 * is that question's place in this order times this, and the CRM's row in it.
 */
const QUESTION = 1_000_000;
const LAST_QUESTION = 3;

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
   * Records in which every word of `text` occurs, the closest first: from the beginning, or from where
   * a page before ended (`next`). A module answers once more where names of companies come after the
   * records.
   */
  find(text: string, modules: readonly CrmModule[], start: number): Observable<ModuleAnswer> {
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

/** What one module is asked, and which of its rows are an answer. */
class Question {
  private readonly fields: readonly string[];
  private readonly names: readonly string[];
  private readonly numbers: readonly string[];
  /** Words that are in the queries, and those that are not. */
  private readonly asked: readonly string[];
  private readonly left: readonly string[];

  constructor(
    private readonly module: CrmModule,
    private readonly description: ModuleDescription,
    words: readonly string[],
  ) {
    this.fields = searchedFields(description);
    this.names = labelFields(description);
    this.numbers = numberFields(description);
    const { asked, left } = askedWords(words, this.fields.length);
    this.asked = asked;
    this.left = left;
  }

  /**
   * The question in this place of the order, from the CRM's row `offset` on, and how many rows it gives
   * at most. Sorted by name, and by what no two records share: so pages neither overlap nor leave gaps.
   */
  query(place: number, offset: number): { readonly text: Vtql; readonly size: number } | undefined {
    const { description, names, numbers } = this;
    const created = description.fields.some(({ name }) => name === 'createdtime');
    const isWhole = place === LAST_QUESTION && offset === 0 && this.left.length === 0;
    const size = isWhole ? PAGE + 1 : SIEVED;
    const text = writeVtql({
      select: selectedFields(description),
      from: this.module.name,
      where: this.where(place),
      orderBy: [...names, ...(numbers.length > 0 ? numbers : created ? ['createdtime'] : [])],
      limit: size,
      offset,
    });
    return text && { text, size };
  }

  isAnsweredBy(row: RecordAnswer): boolean {
    return haveEveryWord(textsOf(row, this.fields), this.left);
  }

  /** Whose question a row answers to; 0 where it bears one of the words as its number. */
  placeOf(row: RecordAnswer): number {
    return closeness(textsOf(row, this.names), textsOf(row, this.numbers), this.asked);
  }

  private where(place: number): readonly (readonly Condition[])[] {
    const { asked, names, numbers } = this;
    if (place > 1) return multipliedOut(asked, place === LAST_QUESTION ? this.fields : names);
    return asked.flatMap((word) => {
      const others = asked.filter((one) => one !== word);
      const withOthers = (condition: Condition, fields: readonly string[]) =>
        multipliedOut(others, fields).map((all) => [condition, ...all]);
      return [
        ...numbers.flatMap((field) => withOthers({ field, is: word }, this.fields)),
        ...names.flatMap((field) => withOthers({ field, beginsWith: word }, names)),
      ];
    });
  }
}

const textsOf = (row: RecordAnswer, fields: readonly string[]): readonly string[] =>
  fields.map((field) => row[field] ?? '');

/**
 * The words that a query may ask for, the longest first: where words joined by AND over fields joined by
 * OR are too much once they are multiplied out, only the longest, and the others are left.
 */
export function askedWords(
  words: readonly string[],
  fields: number,
): { readonly asked: readonly string[]; readonly left: readonly string[] } {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  let kept = longestFirst.length;
  while (kept > 1 && kept * fields ** kept > MOST_TERMS) kept -= 1;
  return { asked: longestFirst.slice(0, kept), left: longestFirst.slice(kept) };
}

/**
 * Words joined by AND over fields joined by OR, multiplied out, for the grammar has no parentheses.
 * Where one word is too much, it is asked for in the first fields.
 */
export function multipliedOut(
  words: readonly string[],
  fields: readonly string[],
): readonly (readonly Condition[])[] {
  const asked = fields.slice(0, MOST_TERMS);
  return words.reduce<Condition[][]>(
    (alternatives, word) =>
      alternatives.flatMap((all) => asked.map((field) => [...all, { field, contains: word }])),
    [[]],
  );
}
