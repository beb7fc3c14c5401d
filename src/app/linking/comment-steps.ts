import { EMPTY, type Observable, catchError, defer, map, of, throwError } from 'rxjs';
import type { CommentFate } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { type Problem, type ProblemKind, toProblem } from '../domain/problem';
import { type StepEvent, type Workbench, learnt, messageOf } from './link-bench';

/** What will not go better at another attempt: the mail is linked, and the note is left out. */
const REFUSALS: readonly ProblemKind[] = ['forbidden', 'recordGone', 'storedWrongly'];

/**
 * A comment that was not there at the first look, and is found now, was written by this link, whose
 * answer was lost.
 */
export function findComments({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const { note, records } = link;
  const open = records.map(({ id }) => id).filter((id) => !facts.comments[id]);
  if (!note || open.length === 0) return EMPTY;
  return defer(() => {
    const message = messageOf(facts);
    const { commentsAfter = message.id } = facts;
    const fateOf = (commentId: string): CommentFate =>
      facts.commentsAfter === undefined ? { fate: 'there' } : { fate: 'added', commentId };
    return crm.findComments({ ...message, id: commentsAfter }, open, note).pipe(
      map((found) => {
        const fates = Object.entries(found).map(([id, commentId]) => [id, fateOf(commentId)]);
        return learnt({
          commentsAfter,
          comments: Object.fromEntries(fates) as Record<string, CommentFate>,
        });
      }),
    );
  }).pipe(unlessRefused(open));
}

export function addComment(
  record: CrmRecord,
  { link, facts, crm }: Workbench,
): Observable<StepEvent> {
  const { note } = link;
  if (!note || facts.comments[record.id]) return EMPTY;
  return crm.addComment(record, note).pipe(
    map((commentId) => learnt({ comments: { [record.id]: { fate: 'added', commentId } } })),
    unlessRefused([record.id]),
  );
}

function unlessRefused(
  recordIds: readonly string[],
): (events: Observable<StepEvent>) => Observable<StepEvent> {
  const refused = (problem: Problem): StepEvent =>
    learnt({
      comments: Object.fromEntries(recordIds.map((id) => [id, { fate: 'refused', problem }])),
    });
  return catchError((error: unknown) => {
    const problem = toProblem(error);
    return REFUSALS.includes(problem.kind) ? of(refused(problem)) : throwError(() => error);
  });
}
