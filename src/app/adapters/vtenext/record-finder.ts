import { Injectable, inject } from '@angular/core';
import {
  type Observable,
  catchError,
  concatMap,
  forkJoin,
  from,
  map,
  merge,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import { type ModuleDescription, type RecordAnswer, recordSchema, rowsSchema } from '../../../contract/rest';
import type { CrmModule, CrmRecord, Evidence, ModuleAnswer } from '../../domain/crm';
import type { Mail } from '../../domain/mail';
import { toProblem } from '../../domain/problem';
import { ModuleCatalogue } from './module-catalogue';
import { RestCaller } from './rest-caller';
import { type Condition, writeVtql } from './vtql';

/** How many records a module gives at a time. */
const PAGE = 10;
/** A query of words × fields multiplies out; the CRM takes it well up to here (API.md 14.11). */
const MOST_TERMS = 200;

/** Finds records, one query a module; each module's answer comes as it is there. */
@Injectable({ providedIn: 'root' })
export class RecordFinder {
  private readonly rest = inject(RestCaller);
  private readonly catalogue = inject(ModuleCatalogue);

  /** Records with an address of the mail's other side, from modules that have e-mail fields. */
  suggest(mail: Mail, modules: readonly CrmModule[]): Observable<ModuleAnswer> {
    const role = mail.sentByUser ? 'to' : 'from';
    const people = mail.sentByUser
      ? [...mail.to, ...mail.cc].filter(({ address }) => !same(address, mail.from.address))
      : [mail.from, mail.sender];
    const addresses = [...new Set(people.map(({ address }) => address.toLowerCase()))].filter(
      (address) => address.includes('@'),
    );
    if (addresses.length === 0) return of();
    const asked = modules.filter(({ hasEmail }) => hasEmail);
    return this.each(asked, (module, description) => ({
      where: fieldsOf(description, ['email']).map((field) => [
        addresses.length === 1
          ? { field, is: addresses[0] ?? '' }
          : { field, isOneOf: addresses },
      ]),
      record: (row) => {
        const address = fieldsOf(description, ['email'])
          .map((field) => row[field] ?? '')
          .find((value) => addresses.includes(value.toLowerCase()));
        return toRecord(module, description, row, [
          { kind: 'address', role, position: 0, address: address ?? '', named: false },
        ]);
      },
    }));
  }

  /** Records in which every word of `text` occurs, in any of name, e-mail and phone. */
  search(text: string, modules: readonly CrmModule[]): Observable<ModuleAnswer> {
    const words = [...new Set(text.toLowerCase().split(/\s+/))].filter((word) => word !== '');
    return this.each(modules, (module, description) => {
      const fields = [
        ...new Set([...labelFields(description), ...fieldsOf(description, ['email', 'phone'])]),
      ];
      return {
        where: everyWordSomewhere(words, fields),
        record: (row) => toRecord(module, description, row, []),
      };
    });
  }

  /** Records by id, their modules known by the ids' prefixes; those the CRM denies are left out. */
  recordsOf(
    ids: readonly string[],
    modules: readonly CrmModule[],
  ): Observable<readonly CrmRecord[]> {
    if (ids.length === 0) return of([]);
    const described = modules.map((module) =>
      this.catalogue
        .describe(module.name)
        .pipe(map((description) => ({ module, description }))),
    );
    return forkJoin(described).pipe(
      switchMap((all) =>
        from(ids).pipe(
          concatMap((id) => {
            const known = all.find(({ description }) => id.startsWith(`${description.idPrefix}x`));
            return known
              ? this.rest.call('retrieve', { id }, recordSchema).pipe(
                  map((row) => [toRecord(known.module, known.description, row, [])]),
                  catchError((error: unknown) => unlessDenied(error)),
                )
              : of([]);
          }),
          toArray(),
          map((lists) => lists.flat()),
        ),
      ),
    );
  }

  private each(
    modules: readonly CrmModule[],
    ask: (module: CrmModule, description: ModuleDescription) => ModuleQuestion,
  ): Observable<ModuleAnswer> {
    return merge(
      ...modules.map((module) =>
        this.catalogue.describe(module.name).pipe(
          switchMap((description) => {
            const { where, record } = ask(module, description);
            const query = writeVtql({
              select: selected(description),
              from: module.name,
              where,
              limit: PAGE + 1,
            });
            if (!query) return of([]).pipe(map(() => found(module, [], record)));
            return this.rest
              .call('query', { query }, rowsSchema)
              .pipe(map((rows) => found(module, rows, record)));
          }),
          catchError((error: unknown) => {
            const problem = toProblem(error);
            return problem.kind === 'keyRefused' || problem.kind === 'locked'
              ? throwError(() => error)
              : of<ModuleAnswer>({ status: 'failed', module, problem });
          }),
        ),
      ),
    );
  }
}

/** A record that is gone or may not be seen is none; anything else is a failure. */
function unlessDenied(error: unknown): Observable<readonly CrmRecord[]> {
  const { kind } = toProblem(error);
  return kind === 'forbidden' || kind === 'recordGone' ? of([]) : throwError(() => error);
}

interface ModuleQuestion {
  readonly where: readonly (readonly Condition[])[];
  readonly record: (row: RecordAnswer) => CrmRecord;
}

function found(
  module: CrmModule,
  rows: readonly RecordAnswer[],
  record: ModuleQuestion['record'],
): ModuleAnswer {
  return {
    status: 'found',
    module,
    records: rows.slice(0, PAGE).map(record),
    ...(rows.length > PAGE && { next: PAGE }),
  };
}

/** Words joined by AND over fields joined by OR, multiplied out: the grammar has no parentheses. */
function everyWordSomewhere(words: readonly string[], fields: readonly string[]): Condition[][] {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  let kept = longestFirst.length;
  while (kept > 1 && kept * fields.length ** kept > MOST_TERMS) kept -= 1;
  return longestFirst
    .slice(0, kept)
    .reduce<Condition[][]>(
      (alternatives, word) =>
        alternatives.flatMap((all) => fields.map((field) => [...all, { field, contains: word }])),
      [[]],
    );
}

export function labelFields({ labelFields: names, fields }: ModuleDescription): string[] {
  const known = new Set(fields.map(({ name }) => name));
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => known.has(name));
}

export function fieldsOf({ fields }: ModuleDescription, types: readonly string[]): string[] {
  return fields.filter(({ type }) => types.includes(type.name)).map(({ name }) => name);
}

function selected(description: ModuleDescription): string[] {
  const fields = [
    ...new Set([...labelFields(description), ...fieldsOf(description, ['email', 'phone'])]),
  ];
  return fields.length > 0 ? fields : ['id'];
}

/** Names as people write them: a contact's first name before the last, whatever the CRM's order. */
export function toRecord(
  module: CrmModule,
  description: ModuleDescription,
  row: RecordAnswer,
  evidence: readonly Evidence[],
): CrmRecord {
  const texts = (fields: readonly string[]): string[] =>
    fields.map((field) => plain(row[field])).filter((text) => text !== '');
  const names = labelFields(description);
  const ordered = names.includes('firstname')
    ? ['firstname', ...names.filter((name) => name !== 'firstname')]
    : names;
  const mails = texts(fieldsOf(description, ['email']));
  const phones = texts(fieldsOf(description, ['phone']));
  return {
    id: row.id,
    module: module.name,
    moduleLabel: module.singular,
    label: texts(ordered).join(' ') || row.id,
    detail: mails[0] ?? phones[0] ?? '',
    evidence,
  };
}

/** Text of the CRM, with the HTML entities that it writes itself read back (API.md 4). */
export function plain(value: string | null | undefined): string {
  return (value ?? '')
    .replace(/&(lt|gt|quot|#0?39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#039;': "'",
  '&amp;': '&',
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
