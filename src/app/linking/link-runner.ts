import { Injectable, inject } from '@angular/core';
import {
  type Observable,
  catchError,
  concat,
  concatMap,
  defer,
  from,
  map,
  of,
  tap,
} from 'rxjs';
import type { Action } from '@ngrx/store';
import { toProblem } from '../domain/problem';
import { Crm } from '../ports/crm';
import { MailHost } from '../ports/mail-host';
import type { Link, LinkFacts, LinkId } from './link-plan';
import { type Shelf, type StepEvent, performStep } from './link-steps';
import { LinkActions } from './linking.actions';

/**
 * Runs the steps of links, one after another, and tells what happens as actions.
 *
 * Contents of files wait on a shelf of the link's own, so that a retry needs no second reading from
 * Outlook; an effect clears it when the link is over.
 */
@Injectable({ providedIn: 'root' })
export class LinkRunner {
  private readonly host = inject(MailHost);
  private readonly crm = inject(Crm);
  private readonly shelves = new Map<LinkId, Shelf>();

  /** Performs the steps from `next` on. Never fails: a failure is the last action. */
  run(link: Link, known: LinkFacts, next: number): Observable<Action> {
    const { id, steps } = link;
    const shelf = this.shelfOf(id);
    let facts = known;
    let current = next;
    const learn = (event: StepEvent): void => {
      if (event.kind === 'learnt') {
        facts = { ...facts, ...event.facts, files: { ...facts.files, ...event.facts.files } };
      }
    };
    const perform = (step: number): Observable<Action> =>
      defer(() => {
        const work = steps[step];
        current = step;
        return concat(
          of(LinkActions.stepStarted({ id, step })),
          work
            ? performStep(work, { link, facts, shelf, host: this.host, crm: this.crm }).pipe(
                tap(learn),
                map((event) =>
                  event.kind === 'progress'
                    ? LinkActions.uploadProgressed({ id, sent: event.sent, total: event.total })
                    : LinkActions.stepDone({ id, step, facts: event.facts }),
                ),
              )
            : of(),
        );
      });
    return concat(
      from(steps.keys()).pipe(concatMap((step) => (step < next ? of() : perform(step)))),
      of(LinkActions.mailLinked({ id })),
    ).pipe(
      catchError((error: unknown) =>
        of(LinkActions.linkFailed({ id, step: current, problem: toProblem(error) })),
      ),
    );
  }

  /** Drops the contents of every other link: it is over. */
  forgetAllBut(ids: readonly LinkId[]): void {
    for (const id of this.shelves.keys()) if (!ids.includes(id)) this.shelves.delete(id);
  }

  private shelfOf(id: LinkId): Shelf {
    const shelf = this.shelves.get(id) ?? new Map<string, never>();
    this.shelves.set(id, shelf);
    return shelf;
  }
}
