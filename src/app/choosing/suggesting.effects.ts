import { inject } from '@angular/core';
import { Actions, createEffect } from '@ngrx/effects';
import type { Action } from '@ngrx/store';
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
  timer,
} from 'rxjs';
import { partOfPane } from '../platform/part-of-pane';
import { lazy } from '../platform/lazy-port';
import { Favourites } from '../ports/favourites';
import { LinkJournal } from '../ports/link-journal';
import { MailReader } from '../ports/mail-reader';
import { ModuleCatalogue } from '../ports/module-catalogue';
import { RecordSuggestions } from '../ports/record-suggestions';
import { askWhenIdle } from '../machine/ask-when-idle';
import { prepareAfterSuggestions } from '../machine/after-suggestions';
import { ask, machineStates, whileIn } from '../machine/invoke';
import { CrmActions, HostActions } from '../machine/machine.actions';
import type { In, MachineState } from '../machine/machine.state';
import { allSettings, certainPeople } from './our-side';

/** How long the rest waits for the first answer of the CRM, in milliseconds. */
const FIRST_ANSWER = 700;
/** Milliseconds in which an answer is on the screen. */
const SHOWN = 50;

/**
 * What joins all signals, not loaded before there is something to see; may fail as
 * `paneIncomplete`.
 */
const loadGathering = () => partOfPane(import('./signal-gathering'));

const hasAnswer = ({ pane }: MachineState): boolean =>
  pane.status === 'choosing' &&
  'answers' in pane.suggestions &&
  pane.suggestions.answers.length > 0;

/**
 * What everything but the people is asked by, once there is something to see, or nothing to wait
 * for.
 */
const whenShown = (states: Observable<MachineState>, isAsked: boolean): Observable<unknown> =>
  isAsked
    ? merge(states.pipe(filter(hasAnswer), delay(SHOWN)), timer(FIRST_ANSWER))
    : of('nothing to wait for');

/** Anew for each mail and each attempt, by what is known when it begins. */
const whileChoosing = (
  states: Observable<MachineState>,
  suggest: (pane: In<'choosing'>, state: MachineState) => Observable<Action>,
): Observable<Action> =>
  states.pipe(
    map(({ pane }) => pane),
    whileIn(
      'choosing',
      ({ mail, attempt }) => `${String(attempt)} ${mail.itemId}`,
      (pane) =>
        states.pipe(
          take(1),
          switchMap((state) => suggest(pane, state)),
        ),
    ),
  );

/** By the people of the mail at once; by all else once Outlook and this device have told it. */
export const suggestRecords = createEffect(
  (
    states = machineStates(),
    host = inject(MailReader),
    suggestions = inject(lazy(RecordSuggestions)),
    journal = inject(LinkJournal),
    favourites = inject(Favourites),
  ) => {
    const suggest = (
      { mail, modules }: In<'choosing'>,
      state: MachineState,
    ): Observable<Action> => {
      const { account, user } = state;
      const settings = allSettings(state);
      const people = certainPeople(mail, settings);
      const gathered$ = whenShown(states, people.length > 0).pipe(
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
            () =>
              suggestions.pipe(
                switchMap((port) =>
                  port.suggest(people, gathered$.pipe(map(({ signals }) => signals)), modules),
                ),
              ),
            {
              answer: (answer) => CrmActions.recordsSuggested({ answer }),
              problem: (problem) => CrmActions.suggestionsFailed({ problem }),
            },
          ),
          of(CrmActions.suggestionsCompleted()),
        ),
      );
    };
    return whileChoosing(states, suggest);
  },
  { functional: true },
);

/**
 * What is remembered of modules is used at once and asked for anew when all is quiet, once while
 * the pane is open and somebody is signed in.
 */
export const refreshModules = createEffect(
  (states = machineStates(), catalogue = inject(ModuleCatalogue)) =>
    askWhenIdle(states, () => catalogue.refreshModules(), {
      answer: (modules) => CrmActions.modulesRefreshed({ modules }),
      failed: () => CrmActions.modulesNotRefreshed(),
    }),
  { functional: true },
);

/** What the page of records opens when it is asked for. */
export const prepareToChoose = createEffect(
  (actions = inject(Actions)) =>
    prepareAfterSuggestions(actions, () =>
      Promise.all([
        import('./signal-gathering'),
        import('./record-card'),
        import('./search-results'),
        import('./settings-card'),
        import('../ui/sealed-note'),
        import('../ui/problem-text'),
      ]),
    ),
  { functional: true, dispatch: false },
);
