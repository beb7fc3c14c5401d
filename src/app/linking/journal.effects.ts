import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import {
  EMPTY,
  type Observable,
  concat,
  concatMap,
  distinctUntilChanged,
  last,
  merge,
  mergeMap,
  of,
  switchMap,
  take,
} from 'rxjs';
import { type JournalEntry, LinkJournal } from '../ports/link-journal';
import { ask, linkStates, linksEntering, machineStates } from '../machine/invoke';
import { givenUpEntry } from '../machine/journal-reading';
import { knownKey } from '../machine/link-plan';
import { JournalActions, PaneActions } from '../machine/machine.actions';
import type { MachineState } from '../machine/machine.state';

/** The journal is read anew whenever a link begins or ends. */
export const listUnfinished = createEffect(
  (states = machineStates(), actions = inject(Actions), journal = inject(LinkJournal)) =>
    merge(
      states.pipe(
        distinctUntilChanged(
          (one, other) => one.account === other.account && phases(one) === phases(other),
        ),
      ),
      actions.pipe(
        ofType(PaneActions.unfinishedForgotten),
        concatMap(({ entry }) => giveUp(journal, entry)),
        switchMap(() => states.pipe(take(1))),
      ),
    ).pipe(
      switchMap(({ account }) =>
        account
          ? ask(() => journal.unfinished(account), {
              answer: (entries) => JournalActions.unfinishedListed({ entries }),
              problem: () => JournalActions.unfinishedListed({ entries: [] }),
            })
          : EMPTY,
      ),
    ),
  { functional: true },
);

const phases = ({ links: all }: MachineState): string =>
  Object.values(all)
    .map(({ link, status }) => `${link.id} ${status}`)
    .join();

/** What was linked stays in the journal; what was only begun leaves it. */
const giveUp = (journal: LinkJournal, entry: JournalEntry): Observable<unknown> => {
  const kept = givenUpEntry(entry);
  return concat(kept ? journal.write(kept) : journal.remove(entry), of(true)).pipe(last());
};

/** A link that was cancelled before it wrote anything leaves the journal as it found it. */
export const forgetCancelled = createEffect(
  (states = linkStates(), journal = inject(LinkJournal)) =>
    states.pipe(
      linksEntering('cancelled'),
      mergeMap(({ link, progress }) => {
        const { account, earlier } = link;
        const mailKey = knownKey(link, progress);
        if (earlier) return journal.write(earlier);
        return mailKey === undefined ? EMPTY : journal.remove({ account, mailKey });
      }),
    ),
  { functional: true, dispatch: false },
);
