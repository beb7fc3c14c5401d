import type { Action } from '@ngrx/store';
import { BehaviorSubject, type Observable, Subject, of } from 'rxjs';
import type { MessageLook } from '../domain/archive';
import { noProgress } from '../domain/link-progress';
import { ProblemError } from '../domain/problem';
import { choosing } from '../testing/harness/pane-screen';
import { FakeCrm } from '../testing/fake-crm';

import { MemoryJournal } from '../testing/memory-stores';
import { aMail, aModule, aRecord, anAccount, anAttempt, anIdentity } from '../testing/samples';
import { undoneEntry } from './journal-entry';
import { LinkActions, PaneActions } from '../machine/machine.actions';
import {
  type LinkState,
  type MachineState,
  type UndoImpact,
  initialState,
} from '../machine/machine.state';
import { findUndoImpact, showToAll, undo } from './receipt.effects';

const id = 'link-1';
const message = { id: '44x1', owner: '19x4', isOwn: true };
const progress = {
  ...noProgress,
  attempt: anAttempt,
  identity: anIdentity(),
  judged: { '44x7': false },
  message,
  created: ['7x1'],
};
const link = {
  id,
  account: anAccount,
  mail: aMail(),
  records: [aRecord()],
  steps: [],
  visibility: 'Public' as const,
};
const linked: LinkState = { link, progress, status: 'linked' };
const company = aRecord({ id: '3x20', module: 'Accounts', label: 'Rossi Impianti' });
const deal = aRecord({ id: '13x5', module: 'Potentials', label: 'Pumps' });
const unreachable = { kind: 'unreachable' } as const;

const stateOf = (state: LinkState): MachineState => ({
  ...initialState,
  account: anAccount,
  pane: choosing({ modules: [aModule()] }),
  links: { [id]: state },
});

function collect(actions$: Observable<Action>): Action[] {
  const actions: Action[] = [];
  actions$.subscribe((action) => actions.push(action));
  return actions;
}

describe('findUndoImpact', () => {
  function considering(state: LinkState): { crm: FakeCrm; actions: Action[] } {
    const crm = new FakeCrm();
    const asked = of(PaneActions.undoConsidered({ id }));
    return {
      crm,
      actions: collect(findUndoImpact(asked, of(stateOf(state)), of(crm.archive), of(crm.search))),
    };
  }
  const look = (found: Partial<NonNullable<MessageLook['message']>>): MessageLook => ({
    message: { ...message, ...found },
    idIsTaken: false,
    undecided: [],
  });
  const told = (impact: UndoImpact): Action[] => [LinkActions.undoImpactKnown({ id, impact })];

  it('names the other records that are noted at the message, read at that moment', () => {
    const { crm, actions } = considering(linked);
    expect(crm.archive.findMessageCalls.only.args).toEqual([
      anIdentity(),
      { attempt: anAttempt, judged: { '44x7': false } },
    ]);
    crm.archive.findMessageCalls.only.answer(look({ noted: ['4x50', '3x20'] }));
    expect(crm.search.recordsOfCalls.only.args).toEqual([['3x20'], [aModule()]]);
    crm.search.recordsOfCalls.only.answer([company]);
    expect(actions).toEqual(told({ records: [company], andOthers: false }));
  });

  it("asks for no record where none but the link's own is noted", () => {
    const { crm, actions } = considering(linked);
    crm.archive.findMessageCalls.only.answer(look({ noted: ['4x50'] }));
    expect(crm.search.recordsOfCalls.all).toEqual([]);
    expect(actions).toEqual(told({ records: [], andOthers: false }));
  });

  it('says that there may be others where not all fitted, or not all may be seen', () => {
    const one = considering(linked);
    one.crm.archive.findMessageCalls.only.answer(look({ noted: ['4x50'], notedMore: true }));
    expect(one.actions).toEqual(told({ records: [], andOthers: true }));
    const two = considering(linked);
    two.crm.archive.findMessageCalls.only.answer(look({ noted: ['3x20', '13x5'] }));
    two.crm.search.recordsOfCalls.only.answer([company]);
    expect(two.actions).toEqual(told({ records: [company], andOthers: true }));
  });

  it('names those whose links came back when the mail was stored again', () => {
    const earlier = undoneEntry({ ...link, records: [aRecord(), deal] }, progress);
    const { crm, actions } = considering({ ...linked, link: { ...link, earlier } });
    crm.archive.findMessageCalls.only.answer(look({ noted: ['4x50', '3x20', '13x5'] }));
    expect(crm.search.recordsOfCalls.only.args[0]).toEqual(['3x20']);
    crm.search.recordsOfCalls.only.answer([company]);
    expect(actions).toEqual(told({ records: [company, deal], andOthers: false }));
  });

  it('never leaves the question waiting: what cannot be told may be others', () => {
    const one = considering(linked);
    one.crm.archive.findMessageCalls.only.fail(new ProblemError(unreachable));
    expect(one.actions).toEqual(told({ records: [], andOthers: true }));
    const two = considering(linked);
    two.crm.archive.findMessageCalls.only.answer(look({ noted: ['3x20'] }));
    two.crm.search.recordsOfCalls.only.fail(new ProblemError(unreachable));
    expect(two.actions).toEqual(told({ records: [], andOthers: true }));
    const { identity: _unread, ...unread } = progress;
    const three = considering({ ...linked, progress: unread });
    expect(three.crm.archive.findMessageCalls.all).toEqual([]);
    expect(three.actions).toEqual(told({ records: [], andOthers: true }));
  });

  it('asks nothing where the message stays', () => {
    const { crm, actions } = considering({
      ...linked,
      progress: { ...progress, messageWasThere: true },
    });
    expect(crm.archive.findMessageCalls.all).toEqual([]);
    expect(actions).toEqual([]);
  });
});

describe('showToAll', () => {
  const there = { id: '44x2', owner: '19x4' };
  function asking(): { crm: FakeCrm; actions: Action[] } {
    const crm = new FakeCrm();
    const state: LinkState = {
      ...linked,
      progress: { ...progress, message: there, messageWasThere: true },
    };
    const asked = of(PaneActions.showToAllRequested({ id }));
    return { crm, actions: collect(showToAll(asked, of({ [id]: state }), of(crm.archive))) };
  }
  const look = (message = there) => ({ message, idIsTaken: false, undecided: [] });

  it('shows the message that is linked, and says so once it is done', () => {
    const { crm, actions } = asking();
    crm.archive.findMessageCalls.only.answer(look());
    expect(crm.archive.showToAllCalls.only.args).toEqual([there]);
    expect(actions).toEqual([]);
    crm.archive.showToAllCalls.only.answer(undefined);
    expect(actions).toEqual([LinkActions.shownToAll({ id })]);
  });

  it('says why it could not', () => {
    const { crm, actions } = asking();
    const problem = { kind: 'forbidden' } as const;
    crm.archive.findMessageCalls.only.answer(look());
    crm.archive.showToAllCalls.only.fail(new ProblemError(problem));
    expect(actions).toEqual([LinkActions.showToAllFailed({ id, problem })]);
  });

  it('shows nothing where another mail has the number by now, or the message is gone', () => {
    for (const now of [look({ id: '44x3', owner: '19x4' }), { idIsTaken: false, undecided: [] }]) {
      const { crm, actions } = asking();
      crm.archive.findMessageCalls.only.answer(now);
      expect(crm.archive.showToAllCalls.all.length).toBe(0);
      expect(actions.map(({ type }) => type)).toEqual([LinkActions.showToAllFailed.type]);
    }
  });
});

describe('undo', () => {
  const undoing: LinkState = { link, progress, status: 'undoing', before: { status: 'linked' } };
  function begin(): { crm: FakeCrm; journal: MemoryJournal; actions: Action[] } {
    const [crm, journal] = [new FakeCrm(), new MemoryJournal()];
    const states = new BehaviorSubject<MachineState['links']>({ [id]: undoing });
    return { crm, journal, actions: collect(undo(states, of(crm.archive), journal)) };
  }

  it('deletes what bears the mark of the attempt, and notes what comes back with the mail', () => {
    const { crm, journal, actions } = begin();
    expect(crm.archive.discardCalls.only.args[0]).toEqual({
      attempt: anAttempt,
      message,
      owner: '19x4',
      files: [],
      unmarked: [],
      comments: [],
    });
    const discarded = { message: 'deleted', documents: 1 } as const;
    crm.archive.discardCalls.only.answer(discarded);
    expect(actions).toEqual([LinkActions.undone({ id, discarded })]);
    expect([...journal.entries.values()].map(({ undone }) => undone)).toEqual([[aRecord()]]);
  });

  it('notes what other windows had linked the message to, for that comes back, too', () => {
    const [crm, journal] = [new FakeCrm(), new MemoryJournal()];
    const impact = { records: [company], andOthers: false };
    const state: LinkState = { ...undoing, before: { status: 'linked', impact } };
    collect(undo(of({ [id]: state }), of(crm.archive), journal));
    crm.archive.discardCalls.only.answer({ message: 'deleted', documents: 1 });
    expect([...journal.entries.values()].map(({ undone }) => undone)).toEqual([
      [company, aRecord()],
    ]);
  });

  it("notes nothing of a message that is another's by now", () => {
    const { crm, journal, actions } = begin();
    const discarded = { message: 'foreign', documents: 0 } as const;
    crm.archive.discardCalls.only.answer(discarded);
    expect(actions).toEqual([LinkActions.undone({ id, discarded })]);
    expect(journal.entries.size).toBe(0);
  });

  it('says why it did not come to its end', () => {
    const { crm, actions } = begin();
    crm.archive.discardCalls.only.fail(new ProblemError(unreachable));
    expect(actions).toEqual([LinkActions.undoFailed({ id, problem: unreachable })]);
  });

  it('works for links one after another', () => {
    const crm = new FakeCrm();
    const states = new Subject<MachineState['links']>();
    collect(undo(states, of(crm.archive), new MemoryJournal()));
    states.next({ [id]: undoing });
    states.next({ [id]: linked });
    states.next({ [id]: undoing });
    expect(crm.archive.discardCalls.all.length).toBe(2);
  });
});
