import { inject } from '@angular/core';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { concatLatestFrom } from '@ngrx/operators';
import { type Action, Store } from '@ngrx/store';
import {
  EMPTY,
  type Observable,
  type OperatorFunction,
  catchError,
  concat,
  concatMap,
  distinctUntilChanged,
  filter,
  forkJoin,
  from,
  map,
  mergeMap,
  of,
  pipe,
  switchMap,
  throwError,
  timer,
} from 'rxjs';
import { domainOf } from '../domain/address';
import { toProblem } from '../domain/problem';
import type { RecordForm } from '../domain/record-form';
import { freeMailDomains } from '../platform/free-mail';
import { ask } from '../machine/invoke';
import { CrmActions, PaneActions } from '../machine/machine.actions';
import { TYPING_PAUSE, asksForSignIn } from '../machine/machine.state';
import { lazy } from '../platform/lazy-port';
import { RecordCreation } from '../ports/record-creation';
import { RecordSearch } from '../ports/record-search';
import { checkForm } from './check-form';
import { FormActions, RecordActions } from './creating.actions';
import { creatingFeature } from './creating.reducer';
import {
  type Creating,
  type CreatingState,
  type Draft,
  type Origin,
  USUAL_MODULES,
} from './creating.state';
import { correspondent, prefill } from './prefill';

const creatingStates = (): Observable<CreatingState> =>
  inject(Store).select(creatingFeature.selectCreatingState);

/** Works while `part` gives the same object; another one, or none, cancels the work. */
function during<Part extends object, T>(
  part: (state: CreatingState) => Part | undefined,
  key: (part: Part) => unknown,
  work: (part: Part) => Observable<T>,
): OperatorFunction<CreatingState, T> {
  return pipe(
    map(part),
    distinctUntilChanged((one, other) => (one && key(one)) === (other && key(other))),
    switchMap((now) => (now ? work(now) : EMPTY)),
  );
}

const draftOf = (state: CreatingState): Draft | undefined =>
  state.status === 'filling' || state.status === 'checking' ? state.draft : undefined;

/** The usual modules first, then all, where they are wanted. */
export const offerModules = createEffect(
  (states = creatingStates(), creation = inject(lazy(RecordCreation))) =>
    states.pipe(
      during(
        (state) => (state.status === 'choosingModule' && state.isAsking ? state : undefined),
        ({ scope }) => scope,
        ({ origin, scope }) =>
          concat(
            ask(
              () =>
                creation.pipe(switchMap((port) => port.creatableModules(inScope(origin, scope)))),
              {
                answer: (module) => RecordActions.moduleOffered({ module }),
                problem: (problem) => RecordActions.modulesFailed({ problem }),
              },
            ),
            of(RecordActions.modulesCompleted()),
          ),
      ),
    ),
  { functional: true },
);

function inScope({ modules }: Origin, scope: Creating<'choosingModule'>['scope']) {
  const usual = modules.filter(({ name }) => USUAL_MODULES.includes(name));
  // Where none of the usual modules is permitted there is nothing to wait for.
  return scope === 'usual' && usual.length > 0 ? usual : modules;
}

export const loadForm = createEffect(
  (
    states = creatingStates(),
    creation = inject(lazy(RecordCreation)),
    freeMail = freeMailDomains(),
  ) =>
    states.pipe(
      during(
        (state) => (state.status === 'loadingForm' ? state : undefined),
        (state) => state,
        ({ origin, module }) =>
          ask(
            () =>
              creation.pipe(
                switchMap((port) =>
                  forkJoin([of(port), port.formOf(module, origin.modules), freeMail]),
                ),
                switchMap(([port, form, domains]) => {
                  const isFreeMail = (domain: string): boolean => domains.has(domain.toLowerCase());
                  return companyFor(port, form, origin, isFreeMail).pipe(
                    map((company) => ({
                      form,
                      prefilled: prefill(form, origin, company, isFreeMail),
                    })),
                  );
                }),
              ),
            {
              answer: RecordActions.formLoaded,
              problem: (problem) => RecordActions.formFailed({ problem }),
            },
          ),
      ),
    ),
  { functional: true },
);

/**
 * The company of the correspondent, where the form has a place for it. It is no loss without it.
 */
function companyFor(
  creation: RecordCreation,
  form: RecordForm,
  { side, modules }: Origin,
  isFreeMail: (domain: string) => boolean,
) {
  const isWanted = form.fields.some(
    ({ meaning }) => meaning === 'company' || meaning === 'customer',
  );
  const domain = domainOf(correspondent(side).address);
  if (!isWanted || domain === '' || isFreeMail(domain)) return of(undefined);
  return creation
    .companyOf(domain, modules)
    .pipe(
      catchError((error: unknown) =>
        asksForSignIn(toProblem(error)) ? throwError(() => error) : of(undefined),
      ),
    );
}

export const findSimilar = createEffect(
  (states = creatingStates(), creation = inject(lazy(RecordCreation))) =>
    states.pipe(
      during(
        (state) => {
          const draft = draftOf(state);
          return draft?.similar.status === 'asking' ? { draft, similar: draft.similar } : undefined;
        },
        ({ similar }) => similar,
        ({ draft, similar }) =>
          ask(
            () =>
              creation.pipe(
                switchMap((port) => port.similarRecords(similar.likeness, draft.origin.modules)),
              ),
            {
              answer: (found) => RecordActions.similarFound({ found }),
              problem: (problem) => RecordActions.similarFailed({ problem }),
            },
          ),
      ),
    ),
  { functional: true },
);

export const findReferences = createEffect(
  (states = creatingStates(), search = inject(lazy(RecordSearch))) =>
    states.pipe(
      during(
        (state) => {
          const draft = draftOf(state);
          return draft?.lookup && { draft, lookup: draft.lookup };
        },
        ({ lookup }) => `${lookup.field} ${lookup.text} ${String(lookup.round ?? 0)}`,
        ({ draft, lookup }) => {
          const field = draft.form.fields.find(({ name }) => name === lookup.field);
          const modules = draft.origin.modules.filter(({ name }) =>
            field?.refersTo?.includes(name),
          );
          return timer(TYPING_PAUSE).pipe(
            switchMap(() =>
              concat(
                ask(() => search.pipe(switchMap((port) => port.search(lookup.text, modules))), {
                  answer: (answer) => RecordActions.referencesFound({ answer }),
                  problem: (problem) => RecordActions.referencesFailed({ problem }),
                }),
                of(RecordActions.referencesCompleted()),
              ),
            ),
          );
        },
      ),
    ),
  { functional: true },
);

/** A write: never cancelled, whatever the pane shows meanwhile. */
export const saveRecord = createEffect(
  (states = creatingStates(), creation = inject(lazy(RecordCreation))) =>
    states.pipe(
      map((state) => (state.status === 'saving' ? state.draft : undefined)),
      distinctUntilChanged(),
      filter((draft) => draft !== undefined),
      mergeMap(({ form, values, origin }) => {
        const mailId = origin.mail.itemId;
        const checked = checkForm(form, values).values;
        return ask(() => creation.pipe(switchMap((port) => port.createRecord(form, checked))), {
          answer: (created) => RecordActions.recordCreated({ mailId, created }),
          problem: (problem) => RecordActions.creationFailed({ mailId, problem }),
        });
      }),
    ),
  { functional: true },
);

/** The new record is chosen at once; the form closes, unless it has to say how it was stored. */
export const handOverRecord = createEffect(
  (actions = inject(Actions), states = creatingStates()) =>
    actions.pipe(
      ofType(RecordActions.recordCreated),
      concatLatestFrom(() => states),
      filter(([{ created }, state]) => state.status === 'stored' && state.created === created),
      concatMap(([{ created }]): Observable<Action> => {
        const { record, altered } = created;
        const chosen = PaneActions.recordTakenFromForm({ record });
        return altered.length > 0 ? of(chosen) : from([chosen, PaneActions.recordFormLeft()]);
      }),
    ),
  { functional: true },
);

/** The record is chosen and the form closes. */
export const takeSimilarRecord = createEffect(
  (actions = inject(Actions)) =>
    actions.pipe(
      ofType(FormActions.similarRecordChosen),
      mergeMap(({ record }) => [
        PaneActions.recordTakenFromForm({ record }),
        PaneActions.recordFormLeft(),
      ]),
    ),
  { functional: true },
);

/** A refused key takes the whole page away; what was typed is there after signing in. */
export const askForSignIn = createEffect(
  (actions = inject(Actions)) =>
    actions.pipe(
      ofType(
        RecordActions.modulesFailed,
        RecordActions.formFailed,
        RecordActions.similarFailed,
        RecordActions.referencesFailed,
        RecordActions.creationFailed,
      ),
      filter(({ problem }) => asksForSignIn(problem)),
      map(({ problem }) => CrmActions.keyRefused({ problem })),
    ),
  { functional: true },
);
