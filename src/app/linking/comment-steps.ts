import { EMPTY, type Observable, catchError, defer, map, of, throwError } from 'rxjs';
import type { CommentFate } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import type { LinkFacts } from '../domain/link-facts';
import { type ProblemKind, toProblem } from '../domain/problem';
import { type StepEvent, type Workbench, learnt, messageOf } from './link-bench';

/** What will not go better at another attempt: the mail is linked, and the note is left out. */
const REFUSALS: readonly ProblemKind[] = ['forbidden', 'recordGone', 'storedWrongly'];

/**
 * Which records have the note. One that was missing and is found now was written by this link, whose
 * answer was lost; one that was written and is missing now is written again.
 */
export function findComments({ link, facts, crm }: Workbench): Observable<StepEvent> {
  const { note, records } = link;
  const { at } = facts.note;
  const after = firstAfter(facts);
  const sought = records
    .map(({ id }) => id)
    .filter((id) => at[id]?.fate !== 'refused' && at[id]?.fate !== 'there');
  if (!note || sought.length === 0) return EMPTY;
  const fateOf = (id: string, commentId: string | undefined): CommentFate => {
    if (commentId === undefined) return { fate: 'missing' };
    return at[id] ? { fate: 'added', commentId } : { fate: 'there' };
  };
  return crm.findComments({ ...messageOf(facts), id: after }, sought, note).pipe(
    map((found) =>
      noted(facts, after, Object.fromEntries(sought.map((id) => [id, fateOf(id, found[id])]))),
    ),
    unlessRefused(facts, sought),
  );
}

export function addComment(
  record: CrmRecord,
  { link, facts, crm }: Workbench,
): Observable<StepEvent> {
  const { note } = link;
  const { after, at } = facts.note;
  if (!note || after === undefined || at[record.id]?.fate !== 'missing') return EMPTY;
  return crm.addComment(record, note).pipe(
    map((commentId) => noted(facts, after, { [record.id]: { fate: 'added', commentId } })),
    unlessRefused(facts, [record.id]),
  );
}

/**
 * The message above whose number comments count: the one that was stored when they were first looked
 * for, unless the CRM gives numbers out again, restored from a backup, and stores this one lower.
 */
function firstAfter(facts: LinkFacts): string {
  const { id } = messageOf(facts);
  const { after = id } = facts.note;
  const numberOf = (one: string): number => Number(one.split('x').at(-1));
  return numberOf(id) < numberOf(after) ? id : after;
}

function noted(
  { note: { at } }: LinkFacts,
  after: string,
  fates: Readonly<Record<string, CommentFate>>,
): StepEvent {
  return learnt({ note: { after, at: { ...at, ...fates } } });
}

function unlessRefused(
  facts: LinkFacts,
  ids: readonly string[],
): (events: Observable<StepEvent>) => Observable<StepEvent> {
  return catchError((error: unknown) =>
    defer(() => {
      const problem = toProblem(error);
      if (!REFUSALS.includes(problem.kind)) return throwError(() => error);
      const after = firstAfter(facts);
      const fates = ids.map((id) => [id, { fate: 'refused', problem }] as const);
      return of(noted(facts, after, Object.fromEntries(fates)));
    }),
  );
}
