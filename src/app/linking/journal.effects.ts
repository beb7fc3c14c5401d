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
  of,
  switchMap,
  take,
} from 'rxjs';
import { type JournalEntry, LinkJournal } from '../ports/link-journal';
import { ask, machineStates } from '../machine/invoke';
import { givenUpEntry } from '../machine/journal-reading';
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
