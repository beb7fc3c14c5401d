import { Injectable, inject } from '@angular/core';
import { type Observable, catchError, map, of, throwError } from 'rxjs';
import { rowsSchema } from '../../../../contract/rest';
import type { SoughtFile } from '../../../domain/archive';
import { toProblem } from '../../../domain/problem';
import { type DocumentRow, documentRow, possibleTitles } from './files';
import { VtenextModuleCatalogue } from '../records/module-catalogue';
import { RestCaller } from '../rest/rest-caller';
import { type Condition, writeVtql } from '../rest/vtql';

/** As many documents of the titles sought are read. */
const MOST_DOCUMENTS = 1_000;

/** What may be done with the notes of documents (REST API 14.16): marks stand in them. */
export type Notes = 'written' | 'read' | 'hidden';

/** Finds documents that may hold files of a mail, as far as this user may see them. */
@Injectable({ providedIn: 'root' })
export class DocumentFinder {
  private readonly rest = inject(RestCaller);
  private readonly catalogue = inject(VtenextModuleCatalogue);

  /**
   * What this user may do with notes: selecting a hidden field is an error, so `describe` is asked.
   */
  notes(): Observable<Notes> {
    return this.catalogue.describe('Documents').pipe(
      map(({ fields }): Notes => {
        const field = fields.find(({ name }) => name === 'notecontent');
        if (!field) return 'hidden';
        return field.editable === false ? 'read' : 'written';
      }),
      catchError((error: unknown) =>
        toProblem(error).kind === 'forbidden' ? of('hidden' as const) : throwError(() => error),
      ),
    );
  }

  /** Documents of these titles and this owner, or of these ids. */
  documents(
    files: readonly SoughtFile[],
    owner: string,
    notes: Notes,
    ids: readonly string[] = [],
  ): Observable<readonly DocumentRow[]> {
    const titles = [...new Set(files.flatMap(({ name }) => possibleTitles(name)))];
    const known = [...new Set([...ids, ...files.flatMap(({ documentId }) => documentId ?? [])])];
    const where: (readonly Condition[])[] = [
      ...(titles.length > 0 && owner !== ''
        ? [
            [
              { field: 'notes_title', isOneOf: titles },
              { field: 'assigned_user_id', is: owner },
            ],
          ]
        : []),
      ...(known.length > 0 ? [[{ field: 'id', isOneOf: known }]] : []),
    ];
    const query = writeVtql({
      select: [
        'notes_title',
        'filesize',
        'createdtime',
        'creator',
        ...(notes === 'hidden' ? [] : ['notecontent']),
      ],
      from: 'Documents',
      where,
      orderBy: 'createdtime',
      descending: true,
      limit: MOST_DOCUMENTS,
    });
    if (!query) return of([]);
    return this.rest.call('query', { query }, rowsSchema).pipe(
      map((rows) => rows.map(documentRow)),
      catchError((error: unknown) => {
        // What was described may be a day old.
        const problem = toProblem(error);
        return notes !== 'hidden' && problem.kind === 'fieldRefused'
          ? this.documents(files, owner, 'hidden', ids)
          : throwError(() => error);
      }),
    );
  }

  /** Those of the documents that are there, by their ids. */
  existing(ids: readonly string[]): Observable<ReadonlySet<string>> {
    const query = writeVtql({
      select: ['notes_title'],
      from: 'Documents',
      where: [[{ field: 'id', isOneOf: ids }]],
      limit: MOST_DOCUMENTS,
    });
    if (!query) return of(new Set<string>());
    return this.rest
      .call('query', { query }, rowsSchema)
      .pipe(map((rows) => new Set(rows.map(({ id }) => id))));
  }
}
