import { Injector } from '@angular/core';
import { NEVER, Subject, of, throwError } from 'rxjs';
import { accountId } from '../../domain/account';
import { waiting } from '../../ports/link-lock';
import { BrowserLinkLock } from './browser-link-lock';
import { STORAGE_PARTITION } from './storage';

/** Longer than a loaded machine needs to grant a lock. */
const pause = (milliseconds = 250): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

describe('BrowserLinkLock', () => {
  let locks: BrowserLinkLock;
  beforeEach(() => {
    locks = Injector.create({
      providers: [
        { provide: BrowserLinkLock, deps: [] },
        { provide: STORAGE_PARTITION, useValue: () => 'lock-spec.' },
      ],
    }).get(BrowserLinkLock);
  });

  it('lets the second wait until the first is done, and says so', async () => {
    const first = new Subject<string>();
    const heard: unknown[] = [];
    locks.hold('mail', first).subscribe();
    await pause();
    locks.hold('mail', of('second')).subscribe((value) => heard.push(value));
    await pause();
    expect(heard).toEqual([waiting]);
    first.complete();
    await pause();
    expect(heard).toEqual([waiting, 'second']);
  });

  it('lets panes wait for each other whose user name is written in another case', async () => {
    const account = { crmAddress: 'https://crm.example', userName: 'Mario' };
    locks.hold(accountId(account, '<1@mail>'), NEVER).subscribe();
    await pause();
    const heard: unknown[] = [];
    locks
      .hold(accountId({ ...account, userName: 'mario' }, '<1@mail>'), of('second'))
      .subscribe((value) => heard.push(value));
    await pause();
    expect(heard).toEqual([waiting]);
  });

  it('keeps nobody waiting for another mail', async () => {
    locks.hold('one', NEVER).subscribe();
    const heard: unknown[] = [];
    locks.hold('two', of('done')).subscribe((value) => heard.push(value));
    await pause();
    expect(heard).toEqual(['done']);
  });

  it('ends with a failure, and with being given up', async () => {
    const failures: unknown[] = [];
    locks
      .hold(
        'mail',
        throwError(() => 'broken'),
      )
      .subscribe({ error: (e) => failures.push(e) });
    await pause();
    expect(failures).toEqual(['broken']);
    const given = locks.hold('mail', NEVER).subscribe();
    await pause();
    given.unsubscribe();
    await pause();
    const heard: unknown[] = [];
    locks.hold('mail', of('next')).subscribe((value) => heard.push(value));
    await pause();
    expect(heard).toEqual(['next']);
  });

  it('never begins what was given up while it waited', async () => {
    const first = locks.hold('mail', NEVER).subscribe();
    await pause();
    const work = new Subject<never>();
    const second = locks.hold('mail', work).subscribe();
    await pause();
    second.unsubscribe();
    first.unsubscribe();
    await pause();
    expect(work.observed).toBeFalse();
  });

  it('does the work at once where the browser has no locks', () => {
    spyOnProperty(navigator, 'locks').and.returnValue(undefined as never);
    const heard: unknown[] = [];
    locks.hold('mail', of('done')).subscribe((value) => heard.push(value));
    expect(heard).toEqual(['done']);
  });
});
