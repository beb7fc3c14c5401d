import { EMPTY, type Observable, catchError, defer, map, of, throwError } from 'rxjs';
import type { CommentOutcome } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import type { LinkProgress } from '../domain/link-progress';
import { toProblem } from '../domain/problem';
import { policyOf } from '../domain/problem-policy';
import { type StepEvent, type StepContext, progressed, messageOf } from './step-context';

/**
 * Which records have the note. One that was missing and is found now was written by this link,
 * whose answer was lost; one that was written and is missing now is written again.
 */
export function findComments({ link, progress, comments }: StepContext): Observable<StepEvent> {
  const { note, records } = link;
  const { at } = progress.note;
  const after = firstAfter(progress);
  const sought = records
    .map(({ id }) => id)
    .filter((id) => at[id]?.fate !== 'refused' && at[id]?.fate !== 'there');
  if (!note || sought.length === 0) return EMPTY;
  const fateOf = (id: string, commentId: string | undefined): CommentOutcome => {
    if (commentId === undefined) return { fate: 'missing' };
    return at[id] ? { fate: 'added', commentId } : { fate: 'there' };
  };
  return comments.findComments({ ...messageOf(progress), id: after }, sought, note).pipe(
    map((found) =>
      noted(progress, after, Object.fromEntries(sought.map((id) => [id, fateOf(id, found[id])]))),
    ),
    unlessRefused(progress, sought),
  );
}

export function addComment(
  record: CrmRecord,
  { link, progress, comments }: StepContext,
): Observable<StepEvent> {
  const { note } = link;
  const { after, at } = progress.note;
  if (!note || after === undefined || at[record.id]?.fate !== 'missing') return EMPTY;
  return comments.addComment(record, note).pipe(
    map((commentId) => noted(progress, after, { [record.id]: { fate: 'added', commentId } })),
    unlessRefused(progress, [record.id]),
  );
}

/**
 * The message above whose number comments count: the one that was stored when they were first
 * looked for, unless the CRM gives numbers out again, restored from a backup, and stores this one
 * lower.
 */
function firstAfter(progress: LinkProgress): string {
  const { id } = messageOf(progress);
  const { after = id } = progress.note;
  const numberOf = (one: string): number => Number(one.split('x').at(-1));
  return numberOf(id) < numberOf(after) ? id : after;
}

function noted(
  { note: { at } }: LinkProgress,
  after: string,
  fates: Readonly<Record<string, CommentOutcome>>,
): StepEvent {
  return progressed({ note: { after, at: { ...at, ...fates } } });
}

function unlessRefused(
  progress: LinkProgress,
  ids: readonly string[],
): (events: Observable<StepEvent>) => Observable<StepEvent> {
  return catchError((error: unknown) =>
    defer(() => {
      const problem = toProblem(error);
      if (!policyOf(problem).skipsComment) return throwError(() => error);
      const after = firstAfter(progress);
      const fates = ids.map((id) => [id, { fate: 'refused', problem }] as const);
      return of(noted(progress, after, Object.fromEntries(fates)));
    }),
  );
}
