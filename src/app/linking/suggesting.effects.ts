import { inject } from '@angular/core';
import { createEffect } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import {
  type Observable,
  concat,
  defer,
  delay,
  filter,
  map,
  merge,
  of,
  tap,
  timer,
} from 'rxjs';
import { Crm } from '../ports/crm';
import { Favourites } from '../ports/favourites';
import { LinkJournal } from '../ports/link-journal';
import { MailHost } from '../ports/mail-host';
import { askAtRest } from './ask-at-rest';
import { gatherClues, peopleOf } from './clue-gathering';
import { ask, whileIn } from './invoke';
import { CrmActions } from './linking.actions';
import { linkingFeature } from './linking.reducer';
import { type LinkingState, initialState } from './linking.state';

const wholeState = (): Observable<LinkingState> =>
  inject(Store).select(linkingFeature.selectLinkingState);

/** How long the rest waits for the first answer of the CRM, in milliseconds. */
const FIRST_ANSWER = 700;
/** Milliseconds in which an answer is on the screen. */
const SHOWN = 50;

const hasAnswer = ({ pane }: LinkingState): boolean =>
  pane.status === 'choosing' &&
  'answers' in pane.suggestions &&
  pane.suggestions.answers.length > 0;

/** By the people of the mail at once; by all else once Outlook and this device have told it. */
export const suggestRecords = createEffect(
  (
    states = wholeState(),
    host = inject(MailHost),
    crm = inject(Crm),
    journal = inject(LinkJournal),
    favourites = inject(Favourites),
  ) => {
    let state = initialState;
    return states.pipe(
      tap((next) => (state = next)),
      map(({ pane }) => pane),
      whileIn('choosing', ({ mail, attempt }) => `${String(attempt)} ${mail.itemId}`, (pane) => {
        const { mail, modules } = pane;
        const { configuration, account } = state;
        const ownDomains = [...state.choices.ownDomains, ...configuration.ownDomains];
        const choices = { ...state.choices, ownDomains };
        const clues = gatherClues({
          mail,
          choices,
          favourites: defer(() => (account ? favourites.list(account) : of([]))),
          thread: defer(() => host.readThread(mail)),
          linked: defer(() => (account ? journal.linked(account) : of([]))),
          leisure: merge(states.pipe(filter(hasAnswer), delay(SHOWN)), timer(FIRST_ANSWER)),
        });
        return concat(
          ask(() => crm.suggest(peopleOf(mail, choices), clues, modules), {
            answer: (answer) => CrmActions.recordsSuggested({ answer }),
            problem: (problem) => CrmActions.suggestionsFailed({ problem }),
          }),
          of(CrmActions.suggestionsCompleted()),
        );
      }),
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
    askAtRest(states, () => crm.refreshModules(), {
      answer: (modules) => CrmActions.modulesRefreshed({ modules }),
      failed: () => CrmActions.modulesNotRefreshed(),
    }),
  { functional: true },
);
