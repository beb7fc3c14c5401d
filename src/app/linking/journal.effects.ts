import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { Store } from '@ngrx/store';
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
import { Preferences } from '../ports/preferences';
import { ask, linksEntering } from './invoke';
import { givenUpEntry } from './journal-reading';
import { knownKey } from './link-plan';
import { JournalActions, LinkPageActions } from './linking.actions';
import { linkingFeature } from './linking.reducer';
import type { LinkingState } from './linking.state';

const links = (): Observable<LinkingState['links']> =>
  inject(Store).select(linkingFeature.selectLinks);
const wholeState = (): Observable<LinkingState> =>
  inject(Store).select(linkingFeature.selectLinkingState);

/** The journal is read anew whenever a link begins or ends. */
export const listUnfinished = createEffect(
  (states = wholeState(), actions = inject(Actions), journal = inject(LinkJournal)) =>
    merge(
      states.pipe(
        distinctUntilChanged(
          (one, other) => one.account === other.account && phases(one) === phases(other),
        ),
      ),
      actions.pipe(
        ofType(LinkPageActions.unfinishedForgotten),
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

const phases = ({ links: all }: LinkingState): string =>
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
  (states = links(), journal = inject(LinkJournal)) =>
    states.pipe(
      linksEntering('cancelled'),
      mergeMap(({ link, facts }) => {
        const { account, earlier } = link;
        const mailKey = knownKey(link, facts);
        if (earlier) return journal.write(earlier);
        return mailKey === undefined ? EMPTY : journal.remove({ account, mailKey });
      }),
    ),
  { functional: true, dispatch: false },
);

export const keepPreferences = createEffect(
  (actions = inject(Actions), preferences = inject(Preferences)) =>
    actions.pipe(
      ofType(LinkPageActions.choicesChanged),
      concatMap(({ change }) => preferences.choose(change)),
    ),
  { functional: true, dispatch: false },
);
