import type { Action } from '@ngrx/store';
import type { RecordForm } from '../domain/record-form';
import { HostActions, PaneActions } from '../machine/machine.actions';
import { aMail, aModule, aRecord, aSide, anAccount, anOpenMail } from '../testing/samples';
import { FormActions, RecordActions } from './creating.actions';
import { creatingFeature } from './creating.reducer';
import type { CreatingState, Draft, Origin } from './creating.state';

const form: RecordForm = {
  module: 'Contacts',
  moduleLabel: 'Contact',
  nameFields: ['lastname'],
  hasOwner: true,
  fields: [
    { name: 'lastname', label: 'Last Name', kind: 'text', mandatory: true, meaning: 'lastName' },
    { name: 'email', label: 'Email', kind: 'email', mandatory: false, meaning: 'email' },
    { name: 'amount', label: 'Amount', kind: 'decimal', mandatory: false },
    {
      name: 'account_id',
      label: 'Account',
      kind: 'reference',
      mandatory: false,
      refersTo: ['Accounts'],
    },
  ],
};
const origin: Origin = {
  account: anAccount,
  mail: aMail(),
  side: aSide(),
  modules: [aModule()],
  known: [],
};
const values = { lastname: 'Rossi', email: 'anna@x.example' };
const likeness = { module: 'Contacts', names: { lastname: 'Rossi' }, address: 'anna@x.example' };
const none = { records: [], unasked: [] };
const draft: Draft = {
  origin,
  form,
  values,
  linked: {},
  refused: [],
  mayBeStored: false,
  similar: { status: 'known', likeness, found: none },
};
const filling = (named: Partial<Draft> = {}): CreatingState => ({
  status: 'filling',
  draft: { ...draft, ...named },
});
const mailId = origin.mail.itemId;
const created = { record: aRecord(), altered: [] };

function after(state: CreatingState | undefined, ...actions: readonly Action[]): CreatingState {
  return actions.reduce(creatingFeature.reducer, state as CreatingState);
}
function draftOf(state: CreatingState): Draft {
  if (!('draft' in state)) throw new Error(`There is no draft in ${state.status}.`);
  return state.draft;
}

describe('creatingFeature', () => {
  const closed: CreatingState = { status: 'closed' };

  it('goes from the choice of the module to the form, and looks for similar records at once', () => {
    let state = after(closed, FormActions.opened({ origin }));
    expect(state).toEqual({
      status: 'choosingModule',
      origin,
      offered: [],
      scope: 'usual',
      isAsking: true,
    });
    state = after(
      state,
      RecordActions.moduleOffered({ module: aModule() }),
      RecordActions.moduleOffered({ module: aModule() }),
      RecordActions.modulesCompleted(),
    );
    expect(state).toEqual(jasmine.objectContaining({ offered: [aModule()], isAsking: false }));
    state = after(state, FormActions.moduleChosen({ module: aModule() }));
    expect(state.status).toBe('loadingForm');
    state = after(state, RecordActions.formLoaded({ form, prefilled: { values, linked: {} } }));
    expect(state.status).toBe('filling');
    expect(draftOf(state).similar).toEqual({ status: 'asking', likeness });
  });

  it('keeps what is typed when it is opened again over the same mail', () => {
    const state = filling({ values: { lastname: 'typed' } });
    expect(after(state, FormActions.opened({ origin }))).toBe(state);
    const other = { ...origin, mail: aMail({ itemId: 'item-2' }) };
    expect(after(state, FormActions.opened({ origin: other })).status).toBe('choosingModule');
  });

  it('is dropped when it is left or another item is opened', () => {
    expect(after(filling(), PaneActions.recordFormLeft())).toEqual(closed);
    const item = anOpenMail({ itemId: 'item-2' });
    expect(after(filling(), HostActions.itemOpened({ item }))).toEqual(closed);
  });

  it('comes back to what failed', () => {
    const problem = { kind: 'offline' } as const;
    for (const [status, event] of [
      ['choosingModule', RecordActions.modulesFailed({ problem })],
      ['loadingForm', RecordActions.formFailed({ problem })],
    ] as const) {
      const state = {
        status,
        origin,
        module: aModule(),
        offered: [],
        scope: 'usual',
        isAsking: true,
      } as CreatingState;
      const failed = after(state, event);
      expect(failed.status).toBe('failed');
      expect(after(failed, FormActions.retryRequested())).toEqual(state);
    }
  });

  it('saves nothing while a field must not stand as it is', () => {
    const state = after(
      filling({ values: { lastname: '  ', amount: '1.234' } }),
      FormActions.saveRequested(),
    );
    expect(state.status).toBe('filling');
    expect(draftOf(state).refused).toEqual([
      { field: 'lastname', reason: 'missing' },
      { field: 'amount', reason: 'number' },
    ]);
    const mended = after(state, FormActions.valueChanged({ field: 'amount', value: '1234' }));
    expect(draftOf(mended).refused.map(({ field }) => field)).toEqual(['lastname']);
  });

  it('saves at once what was checked, and checks first what was not', () => {
    expect(after(filling(), FormActions.saveRequested()).status).toBe('saving');
    const changed = filling({ values: { ...values, lastname: 'Rosso' } });
    const checking = after(changed, FormActions.saveRequested());
    expect(checking.status).toBe('checking');
    expect(after(checking, RecordActions.similarFound({ found: none })).status).toBe('saving');
  });

  it('lets a person decide where there is something similar, and then saves', () => {
    const found = { records: [aRecord()], unasked: [] };
    const checking = after(filling({ similar: { status: 'idle' } }), FormActions.saveRequested());
    const state = after(checking, RecordActions.similarFound({ found }));
    expect(state.status).toBe('filling');
    expect(after(state, FormActions.saveRequested()).status).toBe('saving');
  });

  it('creates all the same after a look that failed', () => {
    const problem = { kind: 'timedOut' } as const;
    const checking = after(filling({ similar: { status: 'idle' } }), FormActions.saveRequested());
    const state = after(checking, RecordActions.similarFailed({ problem }));
    expect(state.status).toBe('filling');
    expect(after(state, FormActions.saveRequested()).status).toBe('saving');
  });

  it('never creates a second time without a look after a lost answer', () => {
    const problem = { kind: 'unreachable' } as const;
    const saving: CreatingState = { status: 'saving', draft };
    const lost = after(saving, RecordActions.creationFailed({ mailId, problem }));
    expect(draftOf(lost)).toEqual(jasmine.objectContaining({ mayBeStored: true, problem }));
    const again = after(lost, FormActions.saveRequested());
    expect(again.status).toBe('checking');
    const unknown = after(again, RecordActions.similarFailed({ problem }));
    expect(unknown.status).toBe('filling');
    expect(after(unknown, FormActions.saveRequested()).status).toBe('checking');
    expect(after(again, RecordActions.similarFound({ found: none })).status).toBe('saving');
    const there = after(
      again,
      RecordActions.similarFound({ found: { records: [aRecord()], unasked: [] } }),
    );
    expect(there.status).toBe('filling');
    expect(after(there, FormActions.saveRequested()).status).toBe('saving');
  });

  it('shows what the CRM refused at the field, or beside the form', () => {
    const saving: CreatingState = { status: 'saving', draft };
    const refusal = (field: string) =>
      after(
        saving,
        RecordActions.creationFailed({
          mailId,
          problem: { kind: 'fieldRefused', field, reason: 'missing' },
        }),
      );
    expect(draftOf(refusal('email'))).toEqual(
      jasmine.objectContaining({
        refused: [{ field: 'email', reason: 'missing' }],
        mayBeStored: false,
      }),
    );
    expect(draftOf(refusal('hidden_field')).problem?.kind).toBe('fieldRefused');
  });

  it('is stored for the mail it was typed for only', () => {
    const saving: CreatingState = { status: 'saving', draft };
    expect(after(saving, RecordActions.recordCreated({ mailId, created })).status).toBe('stored');
    expect(after(saving, RecordActions.recordCreated({ mailId: 'item-2', created }))).toBe(saving);
    expect(after(closed, RecordActions.recordCreated({ mailId, created }))).toEqual(closed);
  });

  it('seeks, takes and clears a reference', () => {
    let state = after(filling(), FormActions.referenceSought({ field: 'account_id', text: 'ac' }));
    expect(draftOf(state).lookup?.text).toBe('ac');
    const record = aRecord({ id: '3x20', module: 'Accounts' });
    state = after(state, FormActions.referenceChosen({ field: 'account_id', record }));
    expect(draftOf(state).values['account_id']).toBe('3x20');
    expect(draftOf(state).lookup).toBeUndefined();
    state = after(state, FormActions.referenceChosen({ field: 'account_id' }));
    expect(draftOf(state).values['account_id']).toBe('');
    expect(draftOf(state).linked).toEqual({});
  });

  it('takes no typing while the CRM is at it', () => {
    for (const status of ['checking', 'saving'] as const) {
      const state: CreatingState = { status, draft };
      const typed = after(state, FormActions.valueChanged({ field: 'lastname', value: 'x' }));
      expect(typed).toBe(state);
      expect(after(state, FormActions.saveRequested())).toBe(state);
    }
  });
});
