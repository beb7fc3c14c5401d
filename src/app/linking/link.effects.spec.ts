import type { Action } from '@ngrx/store';
import { Subject } from 'rxjs';
import { ProblemError } from '../domain/problem';
import { Calls } from '../testing/calls';
import { FakeHostDiagnostics, FakeMailReader } from '../testing/fakes';
import { MemoryJournal } from '../testing/memory-stores';
import { CrmActions } from '../machine/machine.actions';
import { PREPARE_PAUSE } from '../machine/machine.state';
import { prepareToLink } from './link.effects';

describe('prepareToLink', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('loads what linking needs after the first screen, and minds no failure', () => {
    const [host, journal] = [new FakeMailReader(), new MemoryJournal()];
    const diagnostics = new FakeHostDiagnostics();
    const prepareCalls = new Calls<[], unknown>();
    const prepared = spyOn(journal, 'prepare').and.callThrough();
    const actions$ = new Subject<Action>();
    prepareToLink(actions$, host, diagnostics, { prepare: prepareCalls.ask }, journal).subscribe();
    actions$.next(CrmActions.suggestionsCompleted());
    jasmine.clock().tick(PREPARE_PAUSE - 1);
    expect(prepareCalls.all).toEqual([]);
    jasmine.clock().tick(1);
    expect(host.prepareCalls.all.length).toBe(1);
    expect(diagnostics.prepareCalls.all.length).toBe(1);
    expect(prepared).toHaveBeenCalledTimes(1);
    prepareCalls.only.fail(new ProblemError({ kind: 'paneIncomplete' }));
    actions$.next(CrmActions.suggestionsCompleted());
    jasmine.clock().tick(PREPARE_PAUSE);
    expect(prepareCalls.all.length).toBe(2);
  });
});
