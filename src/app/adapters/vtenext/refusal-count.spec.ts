import { TestBed } from '@angular/core/testing';
import { type Observable, firstValueFrom, of, throwError } from 'rxjs';
import { type Problem, ProblemError, type ProblemKind } from '../../domain/problem';
import { Cache } from '../../ports/cache';
import type { Account } from '../../ports/credential-vault';
import { MemoryCache } from '../../testing/memory-stores';
import { RefusalCount } from './refusal-count';

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

function counting(cache: Cache = new MemoryCache()): RefusalCount {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [{ provide: Cache, useValue: cache }] });
  return TestBed.inject(RefusalCount);
}

const letIn = (refusals: RefusalCount, account = mario): void => {
  of('answer').pipe(refusals.watching(account)).subscribe();
};
const refuse = (refusals: RefusalCount, kind: ProblemKind, account = mario): void => {
  const problem = { kind } as Problem;
  throwError(() => new ProblemError(problem))
    .pipe(refusals.watching(account))
    .subscribe({ error: () => undefined });
};
const count = (refusals: RefusalCount, account = mario): Promise<number> =>
  firstValueFrom(refusals.of(account));

describe('RefusalCount', () => {
  // security: lock-out
  it('counts wrong passwords and wrong keys together, whatever the case of the name', async () => {
    const refusals = counting();
    expect(await count(refusals)).toBe(0);
    refuse(refusals, 'signInRefused');
    refuse(refusals, 'keyRefused', { ...mario, userName: 'MARIO' });
    expect(await count(refusals)).toBe(2);
  });

  it('keeps users and CRMs apart', async () => {
    const refusals = counting();
    refuse(refusals, 'signInRefused');
    expect(await count(refusals, { ...mario, userName: 'anna' })).toBe(0);
    expect(await count(refusals, { ...mario, crmAddress: 'https://test.example' })).toBe(0);
  });

  it('begins anew once the CRM lets the user in', async () => {
    const refusals = counting();
    refuse(refusals, 'signInRefused');
    letIn(refusals);
    expect(await count(refusals)).toBe(0);
    refuse(refusals, 'keyRefused');
    expect(await count(refusals)).toBe(1);
  });

  it('counts nothing that the CRM does not count', async () => {
    const refusals = counting();
    refuse(refusals, 'locked');
    refuse(refusals, 'authorizationLost');
    expect(await count(refusals)).toBe(0);
  });

  // security: lock-out
  it('counts attempts whose answer was lost, late or could not be read', async () => {
    const refusals = counting();
    for (const kind of [
      'timedOut',
      'unreachable',
      'notVtenext',
      'offline',
      'redirected',
    ] as const) {
      refuse(refusals, kind);
    }
    expect(await count(refusals)).toBe(5);
  });

  // security: lock-out
  it('counts together with another pane, and goes on after a sign-out', async () => {
    const cache = new MemoryCache();
    const [one, other] = [counting(cache), counting(cache)];
    for (const refusals of [one, other, one]) refuse(refusals, 'signInRefused');
    await Promise.all([count(one), count(other)]);
    await firstValueFrom(cache.forget(mario), { defaultValue: undefined });
    expect(await count(other)).toBe(3);
  });

  it('goes on counting where the device keeps no more', async () => {
    const cache = new MemoryCache();
    const refusals = counting(cache);
    refuse(refusals, 'signInRefused');
    await count(refusals);
    spyOn(cache, 'write').and.returnValue(of(undefined));
    for (let more = 0; more < 3; more += 1) refuse(refusals, 'signInRefused');
    expect(await count(refusals)).toBe(4);
    letIn(refusals);
    expect(await count(refusals)).toBe(0);
  });

  // security: lock-out
  it('keeps nothing that was typed in clear', async () => {
    const cache = new MemoryCache();
    const write = spyOn(cache, 'write').and.callThrough();
    const refusals = counting(cache);
    refuse(refusals, 'signInRefused', { ...mario, userName: 'Secret-1' });
    await count(refusals);
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
    const refusals = counting(new BlockedCache());
    refuse(refusals, 'signInRefused');
    refuse(refusals, 'signInRefused');
    expect(await count(refusals)).toBe(2);
  });
});
