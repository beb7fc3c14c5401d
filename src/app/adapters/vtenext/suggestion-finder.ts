import {
  EMPTY,
  type Observable,
  catchError,
  connect,
  endWith,
  filter,
  forkJoin,
  ignoreElements,
  map,
  merge,
  mergeMap,
  of,
  share,
  skipUntil,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { type ModuleDescription, type RecordAnswer, rowsSchema } from '../../../contract/rest';
import { type Clues, noClues } from '../../domain/clues';
import type { Correspondent } from '../../domain/other-side';
import type { CrmModule, Evidence, ModuleAnswer } from '../../domain/crm';
import type { Finding, FindingAnswer, Found } from './finding';
import { linkedMessages } from './linked-messages';
import { orFailed, orNothing } from './module-answer';
import type { ModuleCatalogue } from './module-catalogue';
import { companyField, fieldsOf, numberFields, selectedFields, toRecord } from './record-row';
import { type Seeds, relatedEvidence, relatedQuestion, seedsOf } from './related-question';
import type { RestCaller } from './rest-caller';
import { numbersOf, ownEvidence, ownQuestion } from './suggestion-question';
import { type Condition, writeVtql } from './vtql';

/** How many records a module gives for all clues together. */
const MOST_ROWS = 50;
/** How long what hangs on the records found waits for the slowest module, in milliseconds. */
const GRACE = 1_000;

/**
 * Finds the records that a mail points to. The first call goes alone (`KeyGate`): the most useful
 * module, by the people's addresses. Then each module is asked once for everything else that may
 * point to its records, and the notes at stored messages are read; then once more for what hangs on
 * what was found. Nobody waits for a module that is slow.
 */
export class SuggestionFinder {
  constructor(
    private readonly rest: RestCaller,
    private readonly catalogue: ModuleCatalogue,
  ) {}

  /** As `Crm.suggest`. */
  suggest(
    people: readonly Correspondent[],
    clues: Observable<Clues>,
    modules: readonly CrmModule[],
  ): Observable<ModuleAnswer> {
    let known = noClues;
    const favoured = people.length > 0 ? modules.find(({ hasEmail }) => hasEmail) : undefined;
    const first$ = favoured ? this.own(favoured, { ...noClues, people }) : EMPTY;
    const rest$ = clues.pipe(
      tap((all) => (known = all)),
      switchMap((all) =>
        merge(
          linkedMessages(all, this.rest).pipe(map((records) => ({ kind: 'known', known: records }) as const)),
          ...modules.map((module) =>
            // By these addresses the favoured one was asked first.
            this.own(module, all, module === favoured ? people.map(({ address }) => address) : []),
          ),
        ),
      ),
    );
    return merge(first$, rest$).pipe(
      connect((findings$) =>
        merge(
          findings$.pipe(filter((finding) => finding.kind === 'answer')),
          batches(findings$).pipe(
            mergeMap((batch) => this.related(seedsOf(batch), known, modules)),
          ),
        ),
      ),
      map(({ answer }) => answer),
    );
  }

  /** The records of one module that the clues point to; nothing where none of them could. */
  private own(
    module: CrmModule,
    clues: Clues,
    askedBefore: readonly string[] = [],
  ): Observable<FindingAnswer> {
    const isNamed = clues.known.some((one) => one.module === module.name);
    if (!module.hasEmail && clues.numbers.length === 0 && !isNamed) return EMPTY;
    return this.catalogue.describe(module.name).pipe(
      switchMap((description) =>
        this.numbers(module, description, clues).pipe(
          switchMap((numbers) => {
            return this.ask(
              module,
              description,
              ownQuestion(description, clues, numbers, askedBefore),
              (row) => ownEvidence(description, clues, numbers, row),
            );
          }),
        ),
      ),
      (answer$) => orSaid(module, answer$),
    );
  }

  /** What hangs on records that were found, and those that notes name, module by module. */
  private related(
    seeds: Seeds,
    clues: Clues,
    modules: readonly CrmModule[],
  ): Observable<FindingAnswer> {
    const named = seeds.known.map(({ id }) =>
      this.catalogue.moduleOf(id, modules).pipe(map((module) => module?.name ?? '')),
    );
    return (named.length > 0 ? forkJoin(named) : of([])).pipe(
      switchMap((names) => {
        const known = seeds.known.map((record, index) => ({ ...record, module: names[index] ?? '' }));
        const all = { ...seeds, known };
        const asked = modules.filter(
          ({ name }) => known.some(({ module }) => module === name) || seeds.reaches(name),
        );
        return merge(
          ...withCompanies(seeds, seeds.found),
          ...asked.map((module) =>
            this.catalogue.describe(module.name).pipe(
              switchMap((description) =>
                this.ask(
                  module,
                  description,
                  relatedQuestion(description, all, clues.closed),
                  (row) => relatedEvidence(description, all, row),
                ),
              ),
              mergeMap((answer) => merge(of(answer), ...withCompanies(seeds, answer.found))),
              (answer$) => orSaid(module, answer$),
            ),
          ),
        );
      }),
    );
  }

  private numbers(
    module: CrmModule,
    description: ModuleDescription,
    clues: Clues,
  ): Observable<readonly string[]> {
    if (clues.numbers.length === 0 || numberFields(description).length === 0) return of([]);
    return this.catalogue.numberPrefix(module.name).pipe(
      map((prefix) => numbersOf(module.name, prefix, clues)),
      catchError(orNothing),
    );
  }

  private ask(
    module: CrmModule,
    description: ModuleDescription,
    where: readonly (readonly Condition[])[],
    evidence: (row: RecordAnswer) => readonly Evidence[],
  ): Observable<FindingAnswer> {
    const select = [...new Set([...selectedFields(description), ...fieldsOf(description, 'url')])];
    const query = writeVtql({ select, from: module.name, where, limit: MOST_ROWS });
    if (!query) return EMPTY;
    return this.rest.call('query', { query }, rowsSchema).pipe(
      map((rows) => {
        const found = rows
          .map((row) => ({
            module,
            description,
            row,
            record: toRecord(module, description, row, evidence(row)),
          }))
          // A domain stands also within others, which are not meant.
          .filter(({ record }) => record.evidence.length > 0);
        return answerOf(module, found);
      }),
    );
  }
}

function answerOf(module: CrmModule, found: readonly Found[]): FindingAnswer {
  const records = found.map(({ record }) => record);
  return { kind: 'answer', answer: { status: 'found', module, records }, found };
}

/** The people among the seeds once more, with the names of the companies that were found. */
function withCompanies(
  seeds: Seeds,
  found: readonly Found[],
): readonly Observable<FindingAnswer>[] {
  const names = new Map(found.map(({ record }) => [record.id, record.label]));
  return seeds.found.flatMap((seed) => {
    const { module, description, row, record } = seed;
    const company = names.get(row[companyField(description) ?? ''] ?? '');
    if (company === undefined) return [];
    const told = { ...seed, record: toRecord(module, description, row, record.evidence, company) };
    return [of(answerOf(module, [told]))];
  });
}

/** As `orFailed`, with nothing found. */
function orSaid(module: CrmModule, answer$: Observable<FindingAnswer>): Observable<FindingAnswer> {
  return answer$.pipe(
    catchError((error: unknown) =>
      throwError(() => error).pipe(
        orFailed(module),
        map((answer): FindingAnswer => ({ kind: 'answer', answer, found: [] })),
      ),
    ),
  );
}

/**
 * All that is found until the last module has answered, or the slowest was waited for long enough;
 * what comes later makes batches of its own.
 */
function batches(findings$: Observable<Finding>): Observable<readonly Finding[]> {
  return findings$.pipe(
    connect((shared$) => {
      const waited$ = shared$.pipe(
        take(1),
        switchMap(() => timer(GRACE)),
      );
      const over$ = shared$.pipe(ignoreElements(), endWith('over'));
      const due$ = merge(waited$, over$).pipe(take(1), share());
      return merge(
        shared$.pipe(takeUntil(due$), toArray()),
        shared$.pipe(
          skipUntil(due$),
          map((finding) => [finding]),
        ),
      );
    }),
  );
}
