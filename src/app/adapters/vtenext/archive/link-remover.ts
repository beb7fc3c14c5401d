import { Injectable, inject } from '@angular/core';
import {
  type Observable,
  catchError,
  concatMap,
  forkJoin,
  from,
  map,
  of,
  switchMap,
  toArray,
} from 'rxjs';
import { recordSchema } from '../../../../contract/rest';
import type { Discarded } from '../../../domain/archive';
import type { Discardable } from '../../../ports/message-archive';
import { RestCaller } from '../rest/rest-caller';
import { isSameComment } from './comment-store';
import { CrmWriter, unlessGone } from './crm-writer';
import { VtenextDocumentArchive } from './document-archive';
import { ownMark } from './message-finder';

/** Deletes what one link left in the CRM, as far as its marks are still there. */
@Injectable({ providedIn: 'root' })
export class LinkRemover {
  private readonly rest = inject(RestCaller);
  private readonly documents = inject(VtenextDocumentArchive);
  private readonly writer = inject(CrmWriter);

  /** See `MessageArchive.discard`: files and comments first, then the message. */
  remove(own: Discardable): Observable<Discarded> {
    return forkJoin([this.documents.ownDocuments(own), this.ownComments(own)]).pipe(
      switchMap(([documents, comments]) =>
        from([...documents, ...comments]).pipe(
          concatMap((id) => this.writer.remove(id).pipe(catchError(unlessGone))),
          toArray(),
          switchMap(() => this.removeMessage(own)),
          map((message) => ({ message, documents: documents.length })),
        ),
      ),
    );
  }

  /** Comments that are still what was written: ids may have been given out anew. */
  private ownComments({ comments }: Discardable): Observable<readonly string[]> {
    return from(comments).pipe(
      concatMap(({ id, recordId, text }) =>
        this.rest.call('retrieve', { id }, recordSchema).pipe(
          map((row) => (isSameComment(row, recordId, text) ? [id] : [])),
          catchError((error: unknown) => unlessGone(error).pipe(map(() => []))),
        ),
      ),
      toArray(),
      map((ids) => ids.flat()),
    );
  }

  private removeMessage({ attempt, message }: Discardable): Observable<Discarded['message']> {
    if (!message) return of('none');
    const { id } = message;
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      catchError((error: unknown) => unlessGone(error)),
      switchMap((row): Observable<Discarded['message']> => {
        if (!row) return of('gone');
        if (ownMark(row)?.attempt !== attempt) return of('foreign');
        return this.writer.remove(id).pipe(map(() => 'deleted'));
      }),
    );
  }
}
