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
import type { CrmModule, CrmRecord, ModuleAnswer } from '../../domain/crm';
import type { Mail } from '../../domain/mail';
import { toProblem } from '../../domain/problem';
import { orFailed } from './module-answer';
import { ModuleCatalogue } from './module-catalogue';
import { fieldsOf, selectedFields, toRecord } from './record-row';
import { RestCaller } from './rest-caller';
import { type Condition, writeVtql } from './vtql';

/** How many records a module gives at a time. */
const PAGE = 10;

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
      where: fieldsOf(description, 'email').map((field) => [
        addresses.length === 1
          ? { field, is: addresses[0] ?? '' }
          : { field, isOneOf: addresses },
      ]),
      record: (row) => {
        const address = fieldsOf(description, 'email')
          .map((field) => row[field] ?? '')
          .find((value) => addresses.includes(value.toLowerCase()));
        return toRecord(module, description, row, [
          { kind: 'address', role, position: 0, address: address ?? '', named: false },
        ]);
      },
    }));
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
              select: selectedFields(description),
              from: module.name,
              where,
              limit: PAGE + 1,
            });
            if (!query) return of([]).pipe(map(() => found(module, [], record)));
            return this.rest
              .call('query', { query }, rowsSchema)
              .pipe(map((rows) => found(module, rows, record)));
          }),
          orFailed(module),
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

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
