import { Injector } from '@angular/core';
import { NEVER, Subject, of, throwError } from 'rxjs';
import { accountId } from '../../domain/account';
import { waiting } from '../../ports/link-lock';
import { BrowserLinkLock } from './browser-link-lock';
import { STORAGE_PARTITION } from './storage';

/** Longer than a loaded machine needs to grant a lock. */
const pause = (milliseconds = 250): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

describe('BrowserLinkTurns', () => {
  let turns: BrowserLinkLock;
  beforeEach(() => {
    turns = Injector.create({
      providers: [
        { provide: BrowserLinkLock, deps: [] },
        { provide: STORAGE_PARTITION, useValue: () => 'turns-spec.' },
      ],
    }).get(BrowserLinkLock);
  });

  it('lets the second wait until the first is done, and says so', async () => {
    const first = new Subject<string>();
    const heard: unknown[] = [];
    turns.hold('mail', first).subscribe();
    await pause();
    turns.hold('mail', of('second')).subscribe((value) => heard.push(value));
    await pause();
    expect(heard).toEqual([waiting]);
    first.complete();
    await pause();
    expect(heard).toEqual([waiting, 'second']);
  });

  it('lets panes wait for each other whose user name is written in another case', async () => {
    const account = { crmAddress: 'https://crm.example', userName: 'Mario' };
    turns.hold(accountId(account, '<1@mail>'), NEVER).subscribe();
    await pause();
    const heard: unknown[] = [];
    turns
      .hold(accountId({ ...account, userName: 'mario' }, '<1@mail>'), of('second'))
      .subscribe((value) => heard.push(value));
    await pause();
    expect(heard).toEqual([waiting]);
  });

  it('keeps nobody waiting for another mail', async () => {
    turns.hold('one', NEVER).subscribe();
    const heard: unknown[] = [];
    turns.hold('two', of('done')).subscribe((value) => heard.push(value));
    await pause();
    expect(heard).toEqual(['done']);
  });

  it('ends with a failure, and with being given up', async () => {
    const failures: unknown[] = [];
    turns
      .hold(
        'mail',
        throwError(() => 'broken'),
      )
      .subscribe({ error: (e) => failures.push(e) });
    await pause();
    expect(failures).toEqual(['broken']);
    const given = turns.hold('mail', NEVER).subscribe();
    await pause();
    given.unsubscribe();
    await pause();
    const heard: unknown[] = [];
    turns.hold('mail', of('next')).subscribe((value) => heard.push(value));
    await pause();
    expect(heard).toEqual(['next']);
  });

  it('never begins what was given up while it waited', async () => {
    const first = turns.hold('mail', NEVER).subscribe();
    await pause();
    const work = new Subject<never>();
    const second = turns.hold('mail', work).subscribe();
    await pause();
    second.unsubscribe();
    first.unsubscribe();
    await pause();
    expect(work.observed).toBeFalse();
  });

  it('does the work at once where the browser has no locks', () => {
    spyOnProperty(navigator, 'locks').and.returnValue(undefined as never);
    const heard: unknown[] = [];
    turns.hold('mail', of('done')).subscribe((value) => heard.push(value));
    expect(heard).toEqual(['done']);
  });
});
