import { Injectable, inject } from '@angular/core';
import {
  type Observable,
  catchError,
  concatMap,
  from,
  map,
  mergeMap,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import { recordSchema, rowsSchema } from '../../../../contract/rest';
import type {
  DocumentOrigin,
  FoundFiles,
  SoughtFile,
  StoredFile,
  StoredMessage,
} from '../../../domain/archive';
import { toProblem } from '../../../domain/problem';
import { CrmWriter, unlessGone } from './crm-writer';
import type { Notes } from './document-finder';
import { writeDocumentMark } from './document-mark';
import {
  type Claim,
  type DocumentRow,
  type FileGroup,
  claims,
  documentRow,
  groupsOf,
  orderOfOneCall,
} from './files';
import { ownMark } from './message-finder';
import { recordNumber } from '../records/record-number';
import { RestCaller } from '../rest/rest-caller';
import { writeVtql } from '../rest/vtql';
import { policyOf } from '../../../domain/problem-policy';

/** Documents are marked side by side, as many as the CRM is asked at once. */
const MARKED_AT_ONCE = 3;
/** As many of the user's newest messages are looked at for one that was stored at the same time. */
const NEWEST_MESSAGES = 100;
/** Messages whose numbers are so near may have been stored at the same time. */
const NEAR = 100;

/** Marks documents that the CRM made of files that went with a message. */
@Injectable({ providedIn: 'root' })
export class DocumentMarker {
  private readonly rest = inject(RestCaller);
  private readonly writer = inject(CrmWriter);

  /** Marks the documents that came with the message, where it is certain which they are. */
  claim(
    message: StoredMessage,
    files: readonly SoughtFile[],
    rows: readonly DocumentRow[],
    origin: DocumentOrigin,
    notes: Notes,
  ): Observable<FoundFiles> {
    const times = message.timesStored ?? 1;
    const groups = groupsOf(files, rows, message).map((group) => ({
      group,
      claimed: claims(group, times),
    }));
    const isOfCall = ({ notes: text, mark }: DocumentRow): boolean =>
      text === '' || (mark?.attempt === origin.attempt && mark.messageId === message.id);
    const inOrder = orderOfOneCall(rows.filter(isOfCall), message.id);
    const isSure = (claimed: readonly Claim[]): boolean =>
      claimed.every(({ row }) => inOrder.has(row.id));
    const needsLook = groups.some(({ claimed }) => claimed && !isSure(claimed));
    return (needsLook ? this.isAlone(message, rows, origin) : of(true)).pipe(
      switchMap((isAlone) =>
        this.markClaims(
          message,
          groups.map(({ group, claimed }) => ({
            group,
            claimed: claimed && (isAlone || isSure(claimed)) ? claimed : undefined,
          })),
          origin,
          notes,
        ),
      ),
    );
  }

  /**
   * Whether no other message of this user was stored about the time of this one, whose files could
   * be taken for this one's: a server drops files behind a success, and then another's would count.
   */
  private isAlone(
    message: StoredMessage,
    rows: readonly DocumentRow[],
    { attempt }: DocumentOrigin,
  ): Observable<boolean> {
    const number = recordNumber(message.id);
    const last = Math.max(...rows.map(({ id }) => recordNumber(id)));
    const query = writeVtql({
      select: ['createdtime', 'xmailer', 'mtype'],
      from: 'Messages',
      where: [[{ field: 'mtype', is: 'Link' }]],
      orderBy: 'createdtime',
      descending: true,
      limit: NEWEST_MESSAGES,
    });
    if (!query) return of(false);
    return this.rest.call('query', { query }, rowsSchema).pipe(
      map((newest) =>
        newest
          .filter((row) => ownMark(row)?.attempt !== attempt)
          .map(({ id }) => recordNumber(id))
          .every((one) => one < number - NEAR || one > last),
      ),
    );
  }

  private markClaims(
    message: StoredMessage,
    groups: readonly {
      readonly group: FileGroup;
      readonly claimed?: readonly Claim[] | undefined;
    }[],
    origin: DocumentOrigin,
    notes: Notes,
  ): Observable<FoundFiles> {
    const times = message.timesStored ?? 1;
    const doubtful = groups.flatMap(({ group, claimed }) =>
      claimed || group.rows.length === 0 ? [] : group.files.map(({ attachmentId }) => attachmentId),
    );
    const certain = groups.flatMap(({ claimed }) => claimed ?? []);
    const seen = new Set<string>();
    return from(certain).pipe(
      mergeMap(({ file, row }) => {
        const marked = { attempt: origin.attempt, messageId: message.id, digest: file.digest };
        return (notes === 'written' ? this.mark(row.id, marked, origin) : of(false)).pipe(
          map((isMarked) => storedFile(file, isMarked ? { ...row, mark: marked } : row, origin)),
        );
      }, MARKED_AT_ONCE),
      toArray(),
      switchMap((all) => {
        const first = all.filter(({ attachmentId }) => {
          const isFirst = !seen.has(attachmentId);
          seen.add(attachmentId);
          return isFirst;
        });
        const again = all.filter((one) => !first.includes(one) && one.isOwn);
        // Documents of a copy that is gone hang on that copy alone.
        const moved = times > 1 ? first : [];
        return from([
          ...again.map(({ documentId }) =>
            this.writer.remove(documentId).pipe(catchError(unlessGone)),
          ),
          ...moved.map(({ documentId }) => this.writer.relate(documentId, [message.id])),
        ]).pipe(
          concatMap((work) => work),
          toArray(),
          map(() => ({
            stored: first.map((one) => ({ ...one, isListed: true })),
            doubtful,
          })),
        );
      }),
    );
  }

  /**
   * Gives whether the mark is there: where the CRM refuses it, the document is found by its id
   * alone.
   */
  private mark(
    id: string,
    mark: { attempt: string; messageId: string; digest: string },
    origin: DocumentOrigin,
  ): Observable<boolean> {
    const notecontent = writeDocumentMark(mark, origin);
    return this.rest
      .call('revise', { element: JSON.stringify({ id, notecontent }) }, recordSchema, 'write')
      .pipe(
        map((row) => documentRow(row).mark?.digest === mark.digest),
        catchError((error: unknown) =>
          policyOf(toProblem(error)).deniesField ? of(false) : throwError(() => error),
        ),
      );
  }

  /** Marks a document as one of another copy of the mail. */
  remark(
    id: string,
    messageId: string,
    digest: string,
    origin: DocumentOrigin,
  ): Observable<boolean> {
    return this.mark(id, { attempt: origin.attempt, messageId, digest }, origin);
  }
}

/** A row as the file that it holds. */
export function storedFile(
  { attachmentId, name }: Pick<SoughtFile, 'attachmentId' | 'name'>,
  { id, title, size, mark }: DocumentRow,
  { attempt }: DocumentOrigin,
): StoredFile {
  const isRenamed = title !== '' && title !== name;
  return {
    attachmentId,
    documentId: id,
    size,
    isOwn: mark?.attempt === attempt,
    ...(isRenamed && { name: title }),
  };
}
