import { TestBed } from '@angular/core/testing';
import { type Observable, firstValueFrom, of, throwError } from 'rxjs';
import { type Problem, ProblemError, type ProblemKind } from '../../../domain/problem';
import { Cache } from '../../../ports/cache';
import type { Account } from '../../../domain/account';
import { MemoryCache } from '../../../testing/memory-stores';
import { FailedSignInCounter } from './failed-sign-in-counter';

const mario: Account = { crmAddress: 'https://crm.example', userName: 'mario' };

/** A device that keeps nothing. */
class BlockedCache extends MemoryCache {
  override read(): Observable<unknown> {
    return throwError(() => new Error('blocked'));
  }
  override write(): Observable<void> {
    return throwError(() => new Error('blocked'));
  }
}

function counting(cache: Cache = new MemoryCache()): FailedSignInCounter {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [{ provide: Cache, useValue: cache }] });
  return TestBed.inject(FailedSignInCounter);
}

const letIn = (failedSignIns: FailedSignInCounter, account = mario): void => {
  of('answer').pipe(failedSignIns.watching(account)).subscribe();
};
const refuse = (failedSignIns: FailedSignInCounter, kind: ProblemKind, account = mario): void => {
  const problem = { kind } as Problem;
  throwError(() => new ProblemError(problem))
    .pipe(failedSignIns.watching(account))
    .subscribe({ error: () => undefined });
};
const count = (failedSignIns: FailedSignInCounter, account = mario): Promise<number> =>
  firstValueFrom(failedSignIns.of(account));

describe('FailedSignInCounter', () => {
  // security: lock-out
  it('counts wrong passwords and wrong keys together, whatever the case of the name', async () => {
    const failedSignIns = counting();
    expect(await count(failedSignIns)).toBe(0);
    refuse(failedSignIns, 'signInRefused');
    refuse(failedSignIns, 'keyRefused', { ...mario, userName: 'MARIO' });
    expect(await count(failedSignIns)).toBe(2);
  });

  it('keeps users and CRMs apart', async () => {
    const failedSignIns = counting();
    refuse(failedSignIns, 'signInRefused');
    expect(await count(failedSignIns, { ...mario, userName: 'anna' })).toBe(0);
    expect(await count(failedSignIns, { ...mario, crmAddress: 'https://test.example' })).toBe(0);
  });

  it('begins anew once the CRM lets the user in', async () => {
    const failedSignIns = counting();
    refuse(failedSignIns, 'signInRefused');
    letIn(failedSignIns);
    expect(await count(failedSignIns)).toBe(0);
    refuse(failedSignIns, 'keyRefused');
    expect(await count(failedSignIns)).toBe(1);
  });

  it('counts nothing that the CRM does not count', async () => {
    const failedSignIns = counting();
    refuse(failedSignIns, 'locked');
    refuse(failedSignIns, 'authorizationLost');
    expect(await count(failedSignIns)).toBe(0);
  });

  // security: lock-out
  it('counts attempts whose answer was lost, late or could not be read', async () => {
    const failedSignIns = counting();
    for (const kind of [
      'timedOut',
      'unreachable',
      'notVtenext',
      'offline',
      'redirected',
    ] as const) {
      refuse(failedSignIns, kind);
    }
    expect(await count(failedSignIns)).toBe(5);
  });

  // security: lock-out
  it('counts together with another pane, and goes on after a sign-out', async () => {
    const cache = new MemoryCache();
    const [one, other] = [counting(cache), counting(cache)];
    for (const failedSignIns of [one, other, one]) refuse(failedSignIns, 'signInRefused');
    await Promise.all([count(one), count(other)]);
    await firstValueFrom(cache.forget(mario), { defaultValue: undefined });
    expect(await count(other)).toBe(3);
  });

  it('goes on counting where the device keeps no more', async () => {
    const cache = new MemoryCache();
    const failedSignIns = counting(cache);
    refuse(failedSignIns, 'signInRefused');
    await count(failedSignIns);
    spyOn(cache, 'write').and.returnValue(of(undefined));
    for (let more = 0; more < 3; more += 1) refuse(failedSignIns, 'signInRefused');
    expect(await count(failedSignIns)).toBe(4);
    letIn(failedSignIns);
    expect(await count(failedSignIns)).toBe(0);
  });

  // security: lock-out
  it('keeps nothing that was typed in clear', async () => {
    const cache = new MemoryCache();
    const write = spyOn(cache, 'write').and.callThrough();
    const failedSignIns = counting(cache);
    refuse(failedSignIns, 'signInRefused', { ...mario, userName: 'Secret-1' });
    await count(failedSignIns);
    expect(JSON.stringify(write.calls.allArgs())).not.toMatch(/secret-1|crm\.example/i);
  });

  // security: lock-out
  it('is remembered by the next pane', async () => {
    const cache = new MemoryCache();
    const first = counting(cache);
    refuse(first, 'signInRefused');
    refuse(first, 'signInRefused');
    await count(first);
    const next = counting(cache);
    refuse(next, 'signInRefused');
    expect(await count(next)).toBe(3);
    letIn(next);
    await count(next);
    expect(await count(counting(cache))).toBe(0);
  });

  it('takes nothing that was tampered with for a count', async () => {
    for (const kept of ['7', -1, 1.5, NaN, {}, null]) {
      const cache = new MemoryCache();
      spyOn(cache, 'read').and.returnValue(of(kept));
      expect(await count(counting(cache))).toBe(0);
    }
  });

  // security: lock-out
  it('counts in memory when the storage is blocked', async () => {
    const failedSignIns = counting(new BlockedCache());
    refuse(failedSignIns, 'signInRefused');
    refuse(failedSignIns, 'signInRefused');
    expect(await count(failedSignIns)).toBe(2);
  });
});
