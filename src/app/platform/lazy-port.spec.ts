import { Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { toProblem } from '../domain/problem';
import { LazyParts, lazy, provideLazy, provideLazyPart } from './lazy-port';

abstract class Greeter {
  abstract greet(): string;
}

@Injectable({ providedIn: 'root' })
class EnglishGreeter extends Greeter {
  override greet(): string {
    return 'Hello';
  }
}

describe('provideLazy', () => {
  let loads: number;
  let isServerGone: boolean;
  const load = (): Promise<typeof EnglishGreeter> => {
    loads += 1;
    return isServerGone ? Promise.reject(new Error('404')) : Promise.resolve(EnglishGreeter);
  };
  const greeter = (): Promise<Greeter> => firstValueFrom(TestBed.inject(lazy(Greeter)));
  const problemOf = (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'none',
      (error: unknown) => toProblem(error).kind,
    );

  beforeEach(() => {
    [loads, isServerGone] = [0, false];
    TestBed.configureTestingModule({ providers: [provideLazy(Greeter, load)] });
  });

  it('loads nothing before the port is needed, and gives one instance to all', async () => {
    TestBed.inject(lazy(Greeter));
    expect(loads).toBe(0);
    const one = await greeter();
    expect(one.greet()).toBe('Hello');
    expect(await greeter()).toBe(one);
  });

  it('fails as a part of the pane that is missing, and tries again for whoever asks next', async () => {
    isServerGone = true;
    expect(await problemOf(greeter())).toBe('paneIncomplete');
    isServerGone = false;
    expect(await problemOf(greeter())).toBe('none');
  });

  it('loads all ports and parts when it is told to prepare', async () => {
    let parts = 0;
    const part = (): Promise<unknown> => Promise.resolve((parts += 1));
    TestBed.configureTestingModule({ providers: [provideLazyPart(part)] });
    await firstValueFrom(TestBed.inject(LazyParts).prepare());
    expect([loads, parts]).toEqual([1, 1]);
  });

  it('says that the pane is incomplete when something cannot be prepared', async () => {
    isServerGone = true;
    expect(await problemOf(firstValueFrom(TestBed.inject(LazyParts).prepare()))).toBe(
      'paneIncomplete',
    );
  });
});
