import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { concatLatestFrom } from '@ngrx/operators';
import { EMPTY, concat, endWith, last, map, mergeMap, of, switchMap, throwError } from 'rxjs';
import type { Discarded } from '../domain/archive';
import { lazy } from '../platform/lazy-port';
import { LinkJournal } from '../ports/link-journal';
import { MessageArchive } from '../ports/message-archive';
import { RecordSearch } from '../ports/record-search';
import { ask, linkStates, linksEntering, machineStates } from '../machine/invoke';
import { lost } from './step-context';
import { undoneEntry } from './journal-entry';
import { union } from '../machine/journal-reading';
import { knownKey } from '../machine/link-plan';
import { LinkActions, PaneActions } from '../machine/machine.actions';
import { type UndoImpact, ownOf } from '../machine/machine.state';

// They join the store with the view of a link.

export const undo = createEffect(
  (states = linkStates(), archive = inject(lazy(MessageArchive)), journal = inject(LinkJournal)) =>
    states.pipe(
      linksEntering('undoing'),
      mergeMap((state) => {
        const { link, progress } = state;
        const { id } = link;
        const own = ownOf(state);
        const entry = own?.message && undoneEntry(link, progress, state.before.impact?.records);
        if (!own) return EMPTY;
        return ask(
          () =>
            archive.pipe(
              switchMap((port) => port.discard(own)),
              switchMap((discarded) =>
                concat(
                  entry && discarded.message !== 'foreign' ? journal.write(entry) : EMPTY,
                  of(discarded),
                ).pipe(last()),
              ),
            ),
          {
            answer: (discarded) => LinkActions.undone({ id, discarded: discarded as Discarded }),
            problem: (problem) => LinkActions.undoFailed({ id, problem }),
          },
        );
      }),
    ),
  { functional: true },
);

/**
 * Before a message is deleted the records are named that other links of this account hang on it:
 * those noted at it, and those whose links came back with it (REST API 7.2). What cannot be told
 * may be others.
 */
export const findUndoImpact = createEffect(
  (
    actions = inject(Actions),
    states = machineStates(),
    archive = inject(lazy(MessageArchive)),
    search = inject(lazy(RecordSearch)),
  ) =>
    actions.pipe(
      ofType(PaneActions.undoConsidered),
      concatLatestFrom(() => states),
      mergeMap(([{ id }, { links: all, pane }]) => {
        const state = all[id];
        const own = state && ownOf(state);
        if (!state || !own?.message) return EMPTY;
        const {
          link,
          progress: { identity, judged },
        } = state;
        const isOther = (one: string): boolean => link.records.every((record) => record.id !== one);
        const known = union(link.earlier?.linked, link.earlier?.undone).filter((one) =>
          isOther(one.id),
        );
        const unsure = LinkActions.undoImpactKnown({
          id,
          impact: { records: known, andOthers: true },
        });
        if (!identity) return of(unsure);
        const modules = pane.status === 'choosing' ? pane.modules : [];
        return ask(
          () =>
            archive.pipe(
              switchMap((port) => port.findMessage(identity, { attempt: own.attempt, judged })),
              switchMap(({ message }) => {
                const isKnown = (one: string): boolean => known.some((record) => record.id === one);
                const ids = (message?.noted ?? []).filter((one) => isOther(one) && !isKnown(one));
                const records$ =
                  ids.length > 0
                    ? search.pipe(switchMap((port) => port.recordsOf(ids, modules)))
                    : of([]);
                return records$.pipe(
                  map((records): UndoImpact => ({
                    records: union(records, known),
                    andOthers: message?.notedMore === true || records.length < ids.length,
                  })),
                );
              }),
            ),
          {
            answer: (impact) => LinkActions.undoImpactKnown({ id, impact }),
            problem: () => unsure,
          },
        );
      }),
    ),
  { functional: true },
);

/**
 * Under the message's number may be another mail by now, where the CRM was restored from a backup.
 */
export const showToAll = createEffect(
  (actions = inject(Actions), states = linkStates(), archive = inject(lazy(MessageArchive))) =>
    actions.pipe(
      ofType(PaneActions.showToAllRequested),
      concatLatestFrom(() => states),
      mergeMap(([{ id }, all]) => {
        const { message, identity, attempt, judged } = all[id]?.progress ?? {};
        if (!message || !identity) return EMPTY;
        const hints = { ...(attempt !== undefined && { attempt }), ...(judged && { judged }) };
        return ask(
          () =>
            archive.pipe(
              switchMap((port) =>
                port
                  .findMessage(identity, hints)
                  .pipe(
                    switchMap((look) =>
                      look.message?.id === message.id
                        ? port.showToAll(message)
                        : throwError(() => lost()),
                    ),
                  ),
              ),
              endWith(undefined),
              last(),
            ),
          {
            answer: () => LinkActions.shownToAll({ id }),
            problem: (problem) => LinkActions.showToAllFailed({ id, problem }),
          },
        );
      }),
    ),
  { functional: true },
);

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
