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
import {
  type LinkProgress,
  startedOver,
  withProgress,
  withoutFiles,
} from '../domain/link-progress';
import { accountId } from '../domain/account';
import { toProblem } from '../domain/problem';
import { partOfPane } from '../platform/part-of-pane';
import { Crm } from '../ports/crm';
import { LinkJournal } from '../ports/link-journal';
import { LinkLock, waiting } from '../ports/link-lock';
import { MailReader } from '../ports/mail-reader';
import { journalEntry } from './journal-entry';
import { type StepEvent, lost } from './step-context';
import type { Link } from '../machine/link-plan';
import { LinkActions } from '../machine/machine.actions';
import { isLost } from '../machine/machine.state';
import { ContentCaches } from './content-cache';

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
  private readonly host = inject(MailReader);
  private readonly crm = inject(Crm);
  private readonly journal = inject(LinkJournal);
  private readonly turns = inject(LinkLock);
  private readonly contentCaches = inject(ContentCaches);

  /** Performs the steps from `next` on. Never fails: a failure is the last action. */
  run(link: Link, known: LinkProgress, next: number): Observable<Action> {
    const { id, steps } = link;
    const contentCache = this.contentCaches.of(id);
    let progress = known;
    let current = next;
    const noted = (state: 'begun' | 'linked'): Observable<never> =>
      defer(() => {
        const entry = journalEntry(link, progress, state);
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
              performStep(work, { link, progress, contentCache, host: this.host, crm: this.crm }),
            ),
            concatMap((event) => {
              if (event.kind === 'progress') {
                const { kind: _progress, ...upload } = event;
                return of(LinkActions.uploadProgressed({ id, upload }));
              }
              progress = progressAfter(progress, event);
              switch (event.kind) {
                case 'progressed':
                  return noted('begun').pipe(
                    endWith(LinkActions.stepDone({ id, step, progress: event.progress })),
                  );
                case 'startedOver':
                  return concat(
                    noted('begun'),
                    of(LinkActions.startedOver({ id, message: event.message })),
                    // What a repair was for is gone: all of the link is to be done anew.
                    link.repairs ? throwError(lost) : of(),
                  );
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
    const inTurn = (name: () => string, work: Observable<Action>): Observable<Action> =>
      defer(() => this.turns.hold(name(), work)).pipe(
        map((action) => (action === waiting ? LinkActions.turnAwaited({ id }) : action)),
      );
    const look = steps.findIndex(({ name }) => name === 'findMessage');
    const [begin, end] = storingSteps(steps);
    const storing = stepsFrom(begin, end);
    return concat(
      stepsFrom(0, look),
      inTurn(
        () => mailTurn(link, progress),
        concat(
          stepsFrom(look, begin),
          end > Math.max(begin, next) ? inTurn(() => accountTurn(link), storing) : storing,
          stepsFrom(end, steps.length),
        ),
      ),
      noted('linked'),
      of(LinkActions.mailLinked({ id })),
    ).pipe(
      catchError((error: unknown) =>
        concat(
          link.repairs && !isLost(toProblem(error)) ? noted('linked') : of(),
          of(LinkActions.linkFailed({ id, step: current, problem: toProblem(error) })),
        ),
      ),
    );
  }
}

/** Loads the steps of a link. Fails with `paneIncomplete`. */
export const loadSteps = () => partOfPane(import('./link-steps'));

function progressAfter(
  progress: LinkProgress,
  event: Exclude<StepEvent, { kind: 'progress' }>,
): LinkProgress {
  switch (event.kind) {
    case 'progressed':
      return withProgress(progress, event.progress);
    case 'filesLost':
      return withoutFiles(progress, event.ids);
    case 'startedOver':
      return startedOver(progress, event.message);
  }
}

/** Links of one mail to one CRM wait for each other. */
function mailTurn({ account, mail }: Link, { envelope }: LinkProgress): string {
  return accountId(account, envelope?.messageId ?? mail.itemId);
}

/** Links of all mails wait for each other while the CRM gives their files their numbers. */
function accountTurn({ account }: Link): string {
  return accountId(account);
}

/**
 * From which step, and up to which, a message and its files are stored and found: by their numbers
 * alone the files of two mails that are stored at the same time could not be told apart.
 */
function storingSteps(steps: Link['steps']): readonly [begin: number, end: number] {
  const begin = steps.findIndex(({ name }) => name === 'beginStoring');
  if (begin < 0) return [steps.length, steps.length];
  const found = steps.findLastIndex(({ name }) => name === 'findFiles');
  return [begin, Math.max(found, begin + 1) + 1];
}
