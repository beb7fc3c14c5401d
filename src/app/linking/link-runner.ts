import { Injectable, inject } from '@angular/core';
import type { Action } from '@ngrx/store';
import {
  type Observable,
  catchError,
  concat,
  concatMap,
  defer,
  endWith,
  from,
  ignoreElements,
  map,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import { type LinkFacts, startedOver, withLearnt, withoutFiles } from '../domain/link-facts';
import { partOfPane, toProblem } from '../domain/problem';
import { Crm } from '../ports/crm';
import { LinkJournal } from '../ports/link-journal';
import { LinkTurns, waiting } from '../ports/link-turns';
import { MailHost } from '../ports/mail-host';
import { journalEntry } from './journal-entry';
import { Shelf, type StepEvent, lost } from './link-bench';
import type { Link, LinkId } from './link-plan';
import { LinkActions } from './linking.actions';

/**
 * Runs the steps of links, one after another, and tells what happens as actions. What is learnt is in
 * the journal before the next step begins, so that a link goes on where it was when the pane is
 * closed in the middle.
 *
 * Contents of files wait on a shelf of the link's own, so that a retry needs no second reading from
 * Outlook; an effect clears it when the link is over.
 */
@Injectable({ providedIn: 'root' })
export class LinkRunner {
  private readonly host = inject(MailHost);
  private readonly crm = inject(Crm);
  private readonly journal = inject(LinkJournal);
  private readonly turns = inject(LinkTurns);
  private readonly shelves = new Map<LinkId, Shelf>();

  /** Performs the steps from `next` on. Never fails: a failure is the last action. */
  run(link: Link, known: LinkFacts, next: number): Observable<Action> {
    const { id, steps } = link;
    const shelf = this.shelfOf(id);
    let facts = known;
    let current = next;
    const noted = (state: 'begun' | 'linked'): Observable<never> =>
      defer(() => {
        const entry = journalEntry(link, facts, state);
        return entry ? this.journal.write(entry) : of();
      }).pipe(ignoreElements());
    const perform = (step: number): Observable<Action> =>
      defer(() => {
        const work = steps[step];
        current = step;
        if (!work) return of();
        return concat(
          of(LinkActions.stepStarted({ id, step })),
          defer(loadSteps).pipe(
            switchMap(({ performStep }) =>
              performStep(work, { link, facts, shelf, host: this.host, crm: this.crm }),
            ),
            concatMap((event) => {
              if (event.kind === 'progress') {
                const { kind: _progress, ...upload } = event;
                return of(LinkActions.uploadProgressed({ id, upload }));
              }
              facts = factsAfter(facts, event);
              switch (event.kind) {
                case 'learnt':
                  return noted('begun').pipe(
                    endWith(LinkActions.stepDone({ id, step, facts: event.facts })),
                  );
                case 'startedOver':
                  return noted('begun').pipe(endWith(LinkActions.startedOver({ id })));
                case 'filesLost':
                  return concat(
                    noted('begun'),
                    of(LinkActions.filesLost({ id, ids: event.ids })),
                    throwError(lost),
                  );
              }
            }),
          ),
        );
      });
    const stepsFrom = (start: number, end: number): Observable<Action> =>
      from(steps.keys()).pipe(
        concatMap((step) => (step < Math.max(start, next) || step >= end ? of() : perform(step))),
      );
    const look = steps.findIndex(({ name }) => name === 'findMessage');
    const inTurn = defer(() => this.turns.hold(turnName(link, facts), stepsFrom(look, steps.length)));
    return concat(
      stepsFrom(0, look),
      inTurn.pipe(map((action) => (action === waiting ? LinkActions.turnAwaited({ id }) : action))),
      noted('linked'),
      of(LinkActions.mailLinked({ id })),
    ).pipe(
      catchError((error: unknown) =>
        concat(
          link.repairs ? noted('linked') : of(),
          of(LinkActions.linkFailed({ id, step: current, problem: toProblem(error) })),
        ),
      ),
    );
  }

  /** Drops the contents of every other link: it is over. */
  forgetAllBut(ids: readonly LinkId[]): void {
    for (const id of this.shelves.keys()) if (!ids.includes(id)) this.shelves.delete(id);
  }

  private shelfOf(id: LinkId): Shelf {
    const shelf = this.shelves.get(id) ?? new Shelf();
    this.shelves.set(id, shelf);
    return shelf;
  }
}

/** Loads the steps of a link. Fails with `paneIncomplete`. */
export const loadSteps = () => partOfPane(import('./link-steps'));

function factsAfter(facts: LinkFacts, event: Exclude<StepEvent, { kind: 'progress' }>): LinkFacts {
  switch (event.kind) {
    case 'learnt':
      return withLearnt(facts, event.facts);
    case 'filesLost':
      return withoutFiles(facts, event.ids);
    case 'startedOver':
      return startedOver(facts);
  }
}

/** Links of one mail to one CRM wait for each other. */
function turnName({ account, mail }: Link, { envelope }: LinkFacts): string {
  return JSON.stringify([account.crmAddress, account.userName, envelope?.messageId ?? mail.itemId]);
}
