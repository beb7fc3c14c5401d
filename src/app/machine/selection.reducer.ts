import { createReducer, on } from '@ngrx/store';
import type { CrmRecord } from '../domain/crm';
import { hasRecords } from './answers-state';
import { PaneActions } from './machine.actions';
import { type In, initialState } from './machine.state';
import { transition, transitionEvenBehindSignIn } from './pane-transitions';

const without = (
  records: readonly CrmRecord[] | undefined,
  { id }: CrmRecord,
): readonly CrmRecord[] => (records ?? []).filter((record) => record.id !== id);

function toggled({ chosen }: In<'choosing'>, record: CrmRecord): readonly CrmRecord[] {
  const others = without(chosen, record);
  return others.length < chosen.length ? others : [...chosen, record];
}

/** What the mail shall be linked to: the records chosen, the form for a new one, the note. */
export const selectionReducer = createReducer(
  initialState,
  on(
    PaneActions.recordToggled,
    transition('choosing', (pane, { record }) => ({ ...pane, chosen: toggled(pane, record) })),
  ),
  on(
    PaneActions.newRecordRequested,
    transition('choosing', (pane) => ({ ...pane, creating: 'open' })),
  ),
  on(
    PaneActions.recordTakenFromForm,
    transitionEvenBehindSignIn((pane, { record }) => ({
      ...pane,
      // A search that found nothing has its answer.
      ...(!hasRecords(pane.search) && { query: { text: '' }, search: { status: 'idle' } }),
      chosen: [...without(pane.chosen, record), record],
      fromForm: [...without(pane.fromForm, record), record],
    })),
  ),
  on(
    PaneActions.recordFormLeft,
    transitionEvenBehindSignIn((pane) => ({ ...pane, creating: 'left' })),
  ),
  on(
    PaneActions.noteChanged,
    transition('choosing', (pane, { note }) => ({ ...pane, note })),
  ),
);
