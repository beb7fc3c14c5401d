import { Injectable, inject } from '@angular/core';
import { type Observable, catchError, map, of, switchMap, throwError } from 'rxjs';
import {
  type RecordAnswer,
  anySchema,
  describeSchema,
  recordSchema,
  rowsSchema,
} from '../../../../contract/rest';
import type { StoredMessage } from '../../../domain/archive';
import type { CrmRecord } from '../../../domain/crm';
import { inertPage } from '../../../platform/inert-page';
import { ProblemError, toProblem } from '../../../domain/problem';
import { CommentStore } from '../../../ports/comment-store';
import { recordNumber } from '../records/record-number';
import { RestCaller } from '../rest/rest-caller';
import { withEntities } from './text';
import { writeVtql } from '../rest/vtql';
import { policyOf } from '../../../domain/problem-policy';

/** What the CRM calls comments on records; its pages say Talks (REST API 9). */
const COMMENTS = 'ModComments';

/** Comments of vtenext, as its API takes them (REST API 9). */
@Injectable({ providedIn: 'root' })
export class VtenextCommentStore extends CommentStore {
  private readonly rest = inject(RestCaller);

  override findComments(
    { id, owner }: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>> {
    const query = writeVtql({
      select: ['commentcontent', 'related_to'],
      from: COMMENTS,
      where: [
        [
          { field: 'related_to', isOneOf: recordIds },
          { field: 'assigned_user_id', is: owner },
        ],
      ],
      orderBy: 'createdtime',
      descending: true,
      limit: 200,
    });
    if (!query) return of({});
    return this.rest.call('query', { query }, rowsSchema).pipe(
      map((rows) => {
        const same = rows.filter(
          (row) =>
            recordNumber(row.id) > recordNumber(id) && isSame(row['commentcontent'] ?? '', text),
        );
        return Object.fromEntries(same.map((row) => [row['related_to'] ?? '', row.id]));
      }),
    );
  }

  /**
   * One comment, compared with what was sent. Without a visibility only its author would see it
   * (read in the source of CE 20.04.3: `ModCommentsCore`).
   */
  override addComment(record: CrmRecord, text: string): Observable<string> {
    const element = {
      commentcontent: commentText(text),
      related_to: record.id,
      visibility_comm: 'All',
    };
    return this.rest
      .call(
        'create',
        { elementType: COMMENTS, element: JSON.stringify(element) },
        recordSchema,
        'write',
      )
      .pipe(
        switchMap((row) => {
          const isKept =
            row['related_to'] === record.id && isSame(row['commentcontent'] ?? '', text);
          if (isKept) return of(row.id);
          return this.rest
            .call('delete', { id: row.id }, anySchema, 'write')
            .pipe(switchMap(() => problem({ kind: 'storedWrongly', what: 'comment' })));
        }),
        catchError((error: unknown) =>
          policyOf(toProblem(error)).doubtsComments
            ? this.whyRefused(record, error)
            : throwError(() => error),
        ),
      );
  }

  /** Records of some modules can have no comments; the CRM then finds fault with the reference. */
  private whyRefused({ module }: CrmRecord, error: unknown): Observable<never> {
    return this.rest.call('describe', { elementType: COMMENTS }, describeSchema).pipe(
      switchMap(({ createable, fields }) => {
        const target = fields.find(({ name }) => name === 'related_to')?.type.refersTo;
        const isPossible = createable && (target?.includes(module) ?? true);
        return isPossible ? throwError(() => error) : problem({ kind: 'forbidden' });
      }),
    );
  }
}

/**
 * A text as the CRM keeps and shows it. Its pages print a comment as HTML, one level of entities
 * decoded: a blank after `<` and `&` keeps what looks like a tag or an entity from being one.
 */
function commentText(text: string): string {
  const tagless = text.replace(/<(?=[a-z/!?])/gi, '$& ');
  return withEntities(
    tagless.replace(/&(?=(#?\w{1,40};?))/g, (_, word: string) => (isReference(word) ? '& ' : '&')),
  );
}

/**
 * Whether a browser reads `&` and this as another character: of some names it needs no semicolon.
 */
function isReference(word: string): boolean {
  return inertPage(`&amp;${word}`).body.textContent !== inertPage(`&${word}`).body.textContent;
}

/** Whether a comment is still what was written, and where: its id may have been given out anew. */
export function isSameComment(row: RecordAnswer, recordId: string, text: string): boolean {
  return row['related_to'] === recordId && isSame(row['commentcontent'] ?? '', text);
}

/** Whether the CRM holds this text, however it wrote it: blanks and entities do not count. */
function isSame(kept: string, text: string): boolean {
  return essence(kept) === essence(commentText(text));
}

/** Without blanks; characters above U+FFFF may have been lost as `????` (REST API 7.4). */
function essence(html: string): string {
  const text = inertPage(html).documentElement.textContent;
  return text.replace(/[\s\p{C}]+/gu, '').replace(/[?\u{10000}-\u{10ffff}]+/gu, '?');
}

const problem = (what: ProblemError['problem']): Observable<never> =>
  throwError(() => new ProblemError(what));
