import { inject } from '@angular/core';
import { createEffect } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  defer,
  delay,
  filter,
  map,
  merge,
  of,
  shareReplay,
  switchMap,
  take,
  tap,
  timer,
} from 'rxjs';
import { partOfPane } from '../platform/part-of-pane';
import { Crm } from '../ports/crm';
import { Favourites } from '../ports/favourites';
import { LinkJournal } from '../ports/link-journal';
import { MailReader } from '../ports/mail-reader';
import { whenIdle } from '../machine/when-idle';
import { ask, whileIn } from '../machine/invoke';
import { CrmActions, HostActions } from '../machine/machine.actions';
import { linkingFeature } from '../machine/machine.reducer';
import { type LinkingState, initialState } from '../machine/machine.state';
import { allSettings, certainPeople } from './our-side';

const wholeState = (): Observable<LinkingState> =>
  inject(Store).select(linkingFeature.selectLinkingState);

/** How long the rest waits for the first answer of the CRM, in milliseconds. */
const FIRST_ANSWER = 700;
/** Milliseconds in which an answer is on the screen. */
const SHOWN = 50;

/** What joins all clues: not loaded before there is something to see. Fails with `paneIncomplete`. */
const loadGathering = () => partOfPane(import('./signal-gathering'));

const hasAnswer = ({ pane }: LinkingState): boolean =>
  pane.status === 'choosing' &&
  'answers' in pane.suggestions &&
  pane.suggestions.answers.length > 0;

/** By the people of the mail at once; by all else once Outlook and this device have told it. */
export const suggestRecords = createEffect(
  (
    states = wholeState(),
    host = inject(MailReader),
    crm = inject(Crm),
    journal = inject(LinkJournal),
    favourites = inject(Favourites),
  ) => {
    let state = initialState;
    return states.pipe(
      tap((next) => (state = next)),
      map(({ pane }) => pane),
      whileIn(
        'choosing',
        ({ mail, attempt }) => `${String(attempt)} ${mail.itemId}`,
        (pane) => {
          const { mail, modules } = pane;
          const { account, user } = state;
          const settings = allSettings(state);
          const people = certainPeople(mail, settings);
          const idle$: Observable<unknown> =
            people.length > 0
              ? merge(states.pipe(filter(hasAnswer), delay(SHOWN)), timer(FIRST_ANSWER))
              : of('nothing to wait for');
          const gathered$ = idle$.pipe(
            take(1),
            switchMap(loadGathering),
            switchMap(({ gatherSignals }) =>
              gatherSignals({
                mail,
                settings,
                addresses: user?.address === undefined ? [] : [user.address],
                favourites: defer(() => (account ? favourites.list(account) : of([]))),
                thread: defer(() => host.readThread(mail)),
                linked: defer(() => (account ? journal.linked(account) : of([]))),
              }),
            ),
            shareReplay({ bufferSize: 1, refCount: true }),
          );
          return merge(
            gathered$.pipe(
              map(({ side }) => HostActions.peopleKnown({ side })),
              // It is told with the suggestions.
              catchError(() => EMPTY),
            ),
            concat(
              ask(
                () => crm.suggest(people, gathered$.pipe(map(({ signals }) => signals)), modules),
                {
                  answer: (answer) => CrmActions.recordsSuggested({ answer }),
                  problem: (problem) => CrmActions.suggestionsFailed({ problem }),
                },
              ),
              of(CrmActions.suggestionsCompleted()),
            ),
          );
        },
      ),
    );
  },
  { functional: true },
);

/**
 * What is remembered of modules is used at once and asked for anew when all is quiet, once while the
 * pane is open and somebody is signed in.
 */
export const refreshModules = createEffect(
  (states = wholeState(), crm = inject(Crm)) =>
    whenIdle(states, () => crm.refreshModules(), {
      answer: (modules) => CrmActions.modulesRefreshed({ modules }),
      failed: () => CrmActions.modulesNotRefreshed(),
    }),
  { functional: true },
);
