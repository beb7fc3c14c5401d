import type { Action } from '@ngrx/store';
import { BehaviorSubject, type Observable, Subject, of } from 'rxjs';
import { ProblemError } from '../domain/problem';
import type { RecordForm } from '../domain/record-form';
import { CrmActions, PaneActions } from '../machine/machine.actions';
import { FakeCrm } from '../testing/fake-crm';
import { aMail, aModule, aRecord, aSide, anAccount } from '../testing/samples';
import { RecordActions } from './creating.actions';
import {
  askForSignIn,
  loadForm,
  offerModules,
  saveRecord,
  handOverRecord,
} from './creating.effects';
import type { CreatingState, Draft, Origin } from './creating.state';

function collect(actions$: Observable<Action>): Action[] {
  const actions: Action[] = [];
  actions$.subscribe((action) => actions.push(action));
  return actions;
}

const leads = aModule({ name: 'Leads' });
const custom = aModule({ name: 'Installations' });
const origin: Origin = {
  account: anAccount,
  mail: aMail(),
  side: aSide(),
  modules: [aModule(), leads, custom],
  known: [],
};
const form: RecordForm = {
  module: 'Contacts',
  moduleLabel: 'Contact',
  nameFields: ['lastname'],
  hasOwner: true,
  fields: [
    { name: 'lastname', label: 'Last', kind: 'text', mandatory: true, meaning: 'lastName' },
    {
      name: 'account_id',
      label: 'Account',
      kind: 'reference',
      mandatory: false,
      meaning: 'company',
      refersTo: ['Accounts'],
    },
  ],
};
const draft: Draft = {
  origin,
  form,
  values: { lastname: ' Rossi ' },
  linked: {},
  refused: [],
  mayBeStored: false,
  similar: { status: 'idle' },
};
const mailId = origin.mail.itemId;
const choosing = (scope: 'usual' | 'all'): CreatingState => ({
  status: 'choosingModule',
  origin,
  offered: [],
  scope,
  isAsking: true,
});

describe('offerModules', () => {
  it('asks for the usual modules first, and for all where they are wanted', () => {
    const crm = new FakeCrm();
    const states = new BehaviorSubject<CreatingState>(choosing('usual'));
    const actions = collect(offerModules(states, of(crm.creation)));
    expect(crm.creation.creatableModulesCalls.only.args[0]).toEqual([aModule(), leads]);
    crm.creation.creatableModulesCalls.only.next(aModule());
    states.next({ ...choosing('usual'), offered: [aModule()] } as CreatingState);
    crm.creation.creatableModulesCalls.only.complete();
    expect(actions).toEqual([
      RecordActions.moduleOffered({ module: aModule() }),
      RecordActions.modulesCompleted(),
    ]);
    states.next(choosing('all'));
    expect(crm.creation.creatableModulesCalls.last.args[0]).toEqual(origin.modules);
  });
});

describe('loadForm', () => {
  const loading: CreatingState = { status: 'loadingForm', origin, module: aModule() };

  it('fills in what the mail tells, and the company of its domain', () => {
    const crm = new FakeCrm();
    const actions = collect(
      loadForm(new BehaviorSubject(loading), of(crm.creation), of(new Set<string>())),
    );
    crm.creation.formOfCalls.only.answer(form);
    expect(crm.creation.companyOfCalls.only.args[0]).toBe('rossi-impianti.example');
    const company = aRecord({ id: '3x1', module: 'Accounts' });
    crm.creation.companyOfCalls.only.answer(company);
    expect(actions).toEqual([
      RecordActions.formLoaded({
        form,
        prefilled: {
          values: { lastname: 'Rossi', account_id: '3x1' },
          linked: { account_id: company },
        },
      }),
    ]);
  });

  it('asks for no company of a domain that is anybody’s, and does without one that cannot be asked', () => {
    const free = new FakeCrm();
    collect(
      loadForm(
        new BehaviorSubject(loading),
        of(free.creation),
        of(new Set(['rossi-impianti.example'])),
      ),
    );
    free.creation.formOfCalls.only.answer(form);
    expect(free.creation.companyOfCalls.all).toEqual([]);
    const crm = new FakeCrm();
    const actions = collect(
      loadForm(new BehaviorSubject(loading), of(crm.creation), of(new Set<string>())),
    );
    crm.creation.formOfCalls.only.answer(form);
    crm.creation.companyOfCalls.only.fail(new ProblemError({ kind: 'timedOut' }));
    expect(actions.map(({ type }) => type)).toEqual([RecordActions.formLoaded.type]);
  });

  it('cancels the question when the form is left', () => {
    const crm = new FakeCrm();
    const states = new BehaviorSubject<CreatingState>(loading);
    collect(loadForm(states, of(crm.creation), of(new Set<string>())));
    states.next({ status: 'closed' });
    expect(crm.creation.formOfCalls.only.cancelled).toBeTrue();
  });
});

describe('saveRecord', () => {
  it('creates once, and is not cancelled by what the pane shows meanwhile', () => {
    const crm = new FakeCrm();
    const states = new BehaviorSubject<CreatingState>({ status: 'saving', draft });
    const actions = collect(saveRecord(states, of(crm.creation)));
    states.next({ status: 'saving', draft });
    states.next({ status: 'closed' });
    const { only } = crm.creation.createRecordCalls;
    expect(only.args[1]).toEqual({ lastname: 'Rossi' });
    expect(only.cancelled).toBeFalse();
    const created = { record: aRecord(), altered: [] };
    only.answer(created);
    expect(actions).toEqual([RecordActions.recordCreated({ mailId, created })]);
  });

  it('tells why it failed', () => {
    const crm = new FakeCrm();
    const actions = collect(
      saveRecord(new BehaviorSubject<CreatingState>({ status: 'saving', draft }), of(crm.creation)),
    );
    const problem = { kind: 'fieldRefused', field: 'lastname', reason: 'missing' } as const;
    crm.creation.createRecordCalls.only.fail(new ProblemError(problem));
    expect(actions).toEqual([RecordActions.creationFailed({ mailId, problem })]);
  });
});

describe('handOverRecord', () => {
  const record = aRecord();
  function settled(altered: boolean, closed = false): Action[] {
    const created = {
      record,
      altered: altered ? [{ label: 'Last', how: 'cut' as const, stored: 'x' }] : [],
    };
    const events = new Subject<Action>();
    const state: CreatingState = closed
      ? { status: 'closed' }
      : { status: 'stored', origin, created };
    const actions = collect(handOverRecord(events as never, new BehaviorSubject(state)));
    events.next(RecordActions.recordCreated({ mailId, created }));
    return actions;
  }

  it('chooses the new record and closes the form', () => {
    expect(settled(false)).toEqual([
      PaneActions.recordTakenFromForm({ record }),
      PaneActions.recordFormLeft(),
    ]);
  });
  it('leaves the form open where it has something to say', () => {
    expect(settled(true)).toEqual([PaneActions.recordTakenFromForm({ record })]);
  });
  it('chooses nothing for another mail', () => {
    expect(settled(false, true)).toEqual([]);
  });
});

describe('askForSignIn', () => {
  it('takes the page away where the key is refused', () => {
    const events = new Subject<Action>();
    const actions = collect(askForSignIn(events as never));
    events.next(RecordActions.formFailed({ problem: { kind: 'offline' } }));
    events.next(RecordActions.creationFailed({ mailId, problem: { kind: 'keyRefused' } }));
    expect(actions).toEqual([CrmActions.keyRefused({ problem: { kind: 'keyRefused' } })]);
  });
});
