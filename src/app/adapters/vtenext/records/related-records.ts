import {
  EMPTY,
  type Observable,
  defer,
  filter,
  forkJoin,
  from,
  map,
  merge,
  mergeMap,
  of,
  switchMap,
} from 'rxjs';
import { type ModuleDescription, type RecordAnswer, rowsSchema } from '../../../../contract/rest';
import type { MatchSignals } from '../../../domain/match-signals';
import type { CrmModule, ModuleAnswer } from '../../../domain/crm';
import type { Finding } from './finding';
import { orFailed } from '../rest/module-answer';
import type { VtenextModuleCatalogue } from './module-catalogue';
import { COMPANIES, companyField, recordName, selectedFields, toRecord } from './record-row';
import { type Seeds, relatedReasons, relatedQuestion, seedsOf } from './related-question';
import type { RestCaller } from '../rest/rest-caller';
import { writeVtql } from '../rest/vtql';

/** How many records a module gives for all that others hang on. */
const MOST_ROWS = 50;

/** What a module answered to the newest question that it has answered. */
interface Rows {
  readonly module: CrmModule;
  readonly description: ModuleDescription;
  readonly query: string;
  readonly rows: readonly RecordAnswer[];
}

/**
 * What hangs on the records that were found, and those that notes name. With each round more is
 * known of what was found: a module is asked again only where that changes its question, and what
 * it gave is judged anew. So in the end everything follows from all that was found, whatever came
 * first.
 */
export class RelatedRecords {
  private rounds = 0;
  private seeds: Seeds | undefined;
  /** The newest question of each module. */
  private readonly asked = new Map<string, string>();
  private readonly answered = new Map<string, Rows>();
  /** What was told of each module last. */
  private readonly told = new Map<string, string>();

  constructor(
    private readonly rest: RestCaller,
    private readonly catalogue: VtenextModuleCatalogue,
    private readonly modules: readonly CrmModule[],
    private readonly closed: MatchSignals['closed'],
  ) {}

  /**
   * One round, from all that was found so far. Gives what there is to tell anew: each answer takes
   * the place of the module's one before.
   */
  after(findings: readonly Finding[]): Observable<ModuleAnswer> {
    const round = ++this.rounds;
    return this.seedsAmong(findings).pipe(
      // A later round knows all of it.
      filter(() => round === this.rounds),
      mergeMap((seeds) => {
        this.seeds = seeds;
        const asked = this.modules.filter(({ name }) => seeds.reaches(name));
        return merge(
          defer(() => this.news()),
          ...asked.map((module) => this.ask(module)),
        );
      }),
    );
  }

  private seedsAmong(findings: readonly Finding[]): Observable<Seeds> {
    const known = findings.flatMap((finding) => (finding.kind === 'known' ? finding.known : []));
    const named = known.map((record) =>
      this.catalogue
        .moduleOf(record.id, this.modules)
        .pipe(map((module) => ({ ...record, module: module?.name ?? '' }))),
    );
    return (named.length > 0 ? forkJoin(named) : of([])).pipe(
      map((records) => {
        const found = findings.flatMap((one) => (one.kind === 'answer' ? one.found : []));
        return seedsOf(found, records, this.modules);
      }),
    );
  }

  private ask(module: CrmModule): Observable<ModuleAnswer> {
    const { name } = module;
    const isNewest = (query: string): boolean => this.asked.get(name) === query;
    return this.catalogue.describe(name).pipe(
      switchMap((description) => {
        const query =
          this.seeds &&
          writeVtql({
            select: selectedFields(description),
            from: name,
            where: relatedQuestion(description, this.seeds, this.closed),
            limit: MOST_ROWS,
          });
        if (!query || isNewest(query)) return EMPTY;
        this.asked.set(name, query);
        return this.rest.call('query', { query }, rowsSchema).pipe(
          mergeMap((rows) => {
            const isLate = !isNewest(query) && isNewest(this.answered.get(name)?.query ?? '');
            if (!isLate) this.answered.set(name, { module, description, query, rows });
            return this.news();
          }),
        );
      }),
      orFailed(module),
    );
  }

  /** Of each module what is not told yet. */
  private news(): Observable<ModuleAnswer> {
    const { seeds } = this;
    if (!seeds) return EMPTY;
    const names = new Map(seeds.labels);
    for (const { module, description, rows } of this.answered.values()) {
      if (module.name !== COMPANIES) continue;
      for (const row of rows) names.set(row.id, recordName(description, row));
    }
    const records = [
      ...[...this.answered.values()]
        .flatMap(({ module, description, rows }) =>
          rows.map((row) =>
            toRecord(module, description, row, relatedReasons(description, seeds, names, row)),
          ),
        )
        .filter(({ reasons }) => reasons.length > 0),
      // The people once more, with the names of their companies.
      ...seeds.found.flatMap(({ module, description, row }) => {
        const company = names.get(row[companyField(description) ?? ''] ?? '');
        return company === undefined ? [] : [toRecord(module, description, row, [], company)];
      }),
    ];
    return from(
      this.modules.flatMap((module): readonly ModuleAnswer[] => {
        const ofModule = records.filter((record) => record.module === module.name);
        const text = JSON.stringify(ofModule);
        if (text === (this.told.get(module.name) ?? '[]')) return [];
        this.told.set(module.name, text);
        return [{ status: 'found', module, records: ofModule, isRelated: true }];
      }),
    );
  }
}
