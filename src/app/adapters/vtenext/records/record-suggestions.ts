import { Injectable, InjectionToken, inject } from '@angular/core';
import {
  EMPTY,
  type Observable,
  type ObservableInput,
  catchError,
  concatMap,
  connect,
  endWith,
  filter,
  from,
  ignoreElements,
  map,
  merge,
  mergeMap,
  of,
  scan,
  share,
  skipUntil,
  switchMap,
  take,
  takeLast,
  takeUntil,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { type ModuleDescription, type RecordAnswer, rowsSchema } from '../../../../contract/rest';
import { type MatchSignals, noSignals } from '../../../domain/match-signals';
import type { Correspondent } from '../../../domain/other-side';
import type { CrmModule, MatchReason, ModuleAnswer } from '../../../domain/crm';
import { partOfPane } from '../../../platform/part-of-pane';
import { RecordSuggestions } from '../../../ports/record-suggestions';
import type { Finding, FindingAnswer, Found } from './finding';
import { linkedMessages } from './linked-messages';
import { orFailed, orNothing } from '../rest/module-answer';
import { VtenextModuleCatalogue } from './module-catalogue';
import { fieldsOf, numberFields, selectedFields, toRecord } from './record-row';
import type { RelatedRecords } from './related-records';
import { RestCaller } from '../rest/rest-caller';
import { numbersOf, ownReasons, ownQuestion } from './suggestion-question';
import { type Condition, writeVtql } from '../rest/vtql';

/** What is loaded once there is something that others may hang on. */
interface RelatedPart {
  readonly RelatedRecords: typeof RelatedRecords;
}

export const loadRelatedRecords = (): Promise<RelatedPart> =>
  partOfPane(import('./related-records'));

/** How it is loaded; specs put another in its place. */
export const RELATED_RECORDS = new InjectionToken<() => ObservableInput<RelatedPart>>(
  'related records',
  { factory: () => loadRelatedRecords },
);

/** How many records a module gives for all clues together. */
const MOST_ROWS = 50;
/** How long what hangs on the records found waits for the slowest module, in milliseconds. */
const GRACE = 1_000;

/**
 * Finds the records that a mail points to. The first call goes alone (`AccessKeyQueue`): the most
 * useful module, by the people's addresses. Then each module is asked once for everything else that
 * may point to its records, and the notes at stored messages are read; then once more for what
 * hangs on what was found. Nobody waits for a module that is slow, and none that is changes the
 * outcome.
 */
@Injectable({ providedIn: 'root' })
export class VtenextRecordSuggestions extends RecordSuggestions {
  private readonly rest = inject(RestCaller);
  private readonly catalogue = inject(VtenextModuleCatalogue);
  private readonly loadRelated = inject(RELATED_RECORDS);

  override suggest(
    people: readonly Correspondent[],
    signals: Observable<MatchSignals>,
    modules: readonly CrmModule[],
  ): Observable<ModuleAnswer> {
    let known: MatchSignals | undefined;
    let related: RelatedRecords | undefined;
    const favoured = people.length > 0 ? modules.find(({ hasEmail }) => hasEmail) : undefined;
    const first$ = favoured ? this.own(favoured, { ...noSignals, people }) : EMPTY;
    const rest$ = signals.pipe(
      tap((all) => (known = all)),
      switchMap((all) =>
        merge(
          linkedMessages(all, this.rest).pipe(
            map((records) => ({ kind: 'known', known: records }) as const),
          ),
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
          findings$.pipe(
            filter((finding) => finding.kind === 'answer'),
            map(({ answer }) => answer),
          ),
          rounds(findings$).pipe(
            // What is closed is among the clues.
            filter(() => known !== undefined),
            concatMap((found) =>
              from(this.loadRelated()).pipe(
                map((part) => [found, part] as const),
                // What was found stays where there is no more of the pane to be had.
                catchError(() => EMPTY),
              ),
            ),
            mergeMap(([found, { RelatedRecords }]) => {
              related ??= new RelatedRecords(
                this.rest,
                this.catalogue,
                modules,
                known?.closed ?? [],
              );
              return related.after(found);
            }),
          ),
        ),
      ),
    );
  }

  /** The records of one module that the clues point to; nothing where none of them could. */
  private own(
    module: CrmModule,
    signals: MatchSignals,
    askedBefore: readonly string[] = [],
  ): Observable<FindingAnswer> {
    const isNamed = signals.known.some((one) => one.module === module.name);
    if (!module.hasEmail && signals.numbers.length === 0 && !isNamed) return EMPTY;
    return this.catalogue.describe(module.name).pipe(
      switchMap((description) =>
        this.numbers(module, description, signals).pipe(
          switchMap((numbers) => {
            return this.ask(
              module,
              description,
              ownQuestion(description, signals, numbers, askedBefore),
              (row) => ownReasons(description, signals, numbers, row),
            );
          }),
        ),
      ),
      (answer$) => orSaid(module, answer$),
    );
  }

  private numbers(
    module: CrmModule,
    description: ModuleDescription,
    signals: MatchSignals,
  ): Observable<readonly string[]> {
    if (signals.numbers.length === 0 || numberFields(description).length === 0) return of([]);
    return this.catalogue.numberPrefix(module.name).pipe(
      map((prefix) => numbersOf(module.name, prefix, signals)),
      catchError(orNothing),
    );
  }

  private ask(
    module: CrmModule,
    description: ModuleDescription,
    where: readonly (readonly Condition[])[],
    reasons: (row: RecordAnswer) => readonly MatchReason[],
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
            record: toRecord(module, description, row, reasons(row)),
          }))
          // A domain stands also within others, which are not meant.
          .filter(({ record }) => record.reasons.length > 0);
        return answerOf(module, found);
      }),
    );
  }
}

function answerOf(module: CrmModule, found: readonly Found[]): FindingAnswer {
  const records = found.map(({ record }) => record);
  return { kind: 'answer', answer: { status: 'found', module, records }, found };
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
 * All that was found so far: once the last module has answered or the slowest was waited for long
 * enough, and again with whatever comes later.
 */
function rounds(findings$: Observable<Finding>): Observable<readonly Finding[]> {
  return findings$.pipe(
    connect((shared$) => {
      const waited$ = shared$.pipe(
        take(1),
        switchMap(() => timer(GRACE)),
      );
      const over$ = shared$.pipe(ignoreElements(), endWith('over'));
      const due$ = merge(waited$, over$).pipe(take(1), share());
      const soFar$ = shared$.pipe(
        scan((all: readonly Finding[], finding) => [...all, finding], []),
        share(),
      );
      return merge(soFar$.pipe(takeUntil(due$), takeLast(1)), soFar$.pipe(skipUntil(due$)));
    }),
  );
}
