import { inject } from '@angular/core';
import { createEffect } from '@ngrx/effects';
import { concatLatestFrom } from '@ngrx/operators';
import { Observable, defer, filter, map, merge, switchMap, take, timer } from 'rxjs';
import { partOfPane } from '../platform/part-of-pane';
import { lazy } from '../platform/lazy-port';
import { LinkJournal } from '../ports/link-journal';
import { MailReader } from '../ports/mail-reader';
import { MessageArchive } from '../ports/message-archive';
import { RecordSearch } from '../ports/record-search';
import { ask, machineStates, whileIn } from '../machine/invoke';
import { CrmActions } from '../machine/machine.actions';
import { EARLIER_PAUSE, type MachineState, type PaneState } from '../machine/machine.state';

/**
 * Whether there is something to choose from, or will be nothing: until then nothing else is asked.
 */
const hasSuggestions = (pane: PaneState): boolean => {
  if (pane.status !== 'choosing') return true;
  const { suggestions } = pane;
  if (suggestions.status === 'streaming') return suggestions.answers.length > 0;
  return suggestions.status !== 'idle';
};

/** When the page is drawn next; a hidden page is not. */
const nextFrame = (): Observable<void> =>
  new Observable<void>((subscriber) => {
    const frame = requestAnimationFrame(() => {
      subscriber.next();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  });

/** Whether all suggestions are there. */
const isSuggested = ({ pane }: MachineState): boolean =>
  pane.status !== 'choosing' || ['done', 'failed'].includes(pane.suggestions.status);

/**
 * What looks for them, not loaded before there is something to see. Fails with `paneIncomplete`.
 */
const loadLook = () => partOfPane(import('./earlier-look'));

/**
 * What the CRM and the journal know of the open mail: asked when all records are suggested, or a
 * moment after the first, so that these are shown first.
 */
export const lookForEarlierLinks = createEffect(
  (
    states = machineStates(),
    host = inject(MailReader),
    archive = inject(lazy(MessageArchive)),
    search = inject(lazy(RecordSearch)),
    journal = inject(LinkJournal),
  ) =>
    states.pipe(
      map(({ pane }) => pane),
      filter(hasSuggestions),
      whileIn(
        'choosing',
        ({ mail, earlier }) => `${String(earlier.round)} ${mail.itemId}`,
        ({ mail, modules }) =>
          merge(
            timer(EARLIER_PAUSE),
            states.pipe(filter(isSuggested), take(1), switchMap(nextFrame)),
          ).pipe(
            take(1),
            concatLatestFrom(() => states),
            switchMap(([, { account }]) =>
              ask(
                () =>
                  defer(loadLook).pipe(
                    switchMap(({ lookForEarlier }) =>
                      lookForEarlier(mail, modules, account, {
                        host,
                        archive,
                        search,
                        journal,
                      }),
                    ),
                  ),
                {
                  answer: (earlier) => CrmActions.earlierLinksFound({ earlier }),
                  problem: (problem) => CrmActions.earlierLinksFailed({ problem }),
                },
              ),
            ),
          ),
      ),
    ),
  { functional: true },
);
