import { Injector } from '@angular/core';
import { lastValueFrom, toArray } from 'rxjs';
import { clockError, compareClocks } from './device-diagnostics';
import { BrowserDevice } from './browser-device';
import { paneProviders } from '../../testing/harness/pane-providers';
import { STORAGE_PARTITION, STORAGE_PATIENCE } from './storage';

describe('compareClocks', () => {
  const noon = Date.parse('2026-11-26T12:00:00Z');

  it('takes two minutes for nothing', () => {
    expect(compareClocks(noon, noon - 119_000)).toEqual({ topic: 'clock', code: 'right' });
    expect(compareClocks(noon, noon + 120_000)).toEqual({ topic: 'clock', code: 'right' });
  });

  it('tells by how many minutes the clock is wrong, either way', () => {
    for (const there of [noon - 3_600_000, noon + 3_600_000]) {
      expect(compareClocks(noon, there)).toEqual({
        topic: 'clock',
        code: 'wrong',
        facts: { minutes: '60' },
      });
    }
  });

  it('does not know without the time of the server', () => {
    expect(compareClocks(noon, NaN)).toEqual({ topic: 'clock', code: 'unknown' });
  });
});

describe('clockError', () => {
  const answering = (headers: Record<string, string>): void => {
    spyOn(window, 'fetch').and.resolveTo(new Response(null, { headers }));
  };
  const hourAgo = (): string => new Date(Date.now() - 3_600_000).toUTCString();

  it('tells how far the clock is ahead of the pane’s server', async () => {
    answering({ Date: hourAgo() });
    expect(Math.abs(((await clockError()) ?? 0) - 3_600_000)).toBeLessThan(2_000);
  });

  it('takes what a cache kept for as old as it is', async () => {
    answering({ Date: hourAgo(), Age: '3600' });
    expect(Math.abs((await clockError()) ?? NaN)).toBeLessThan(2_000);
  });

  it('tells nothing when the server does not', async () => {
    answering({});
    expect(await clockError()).toBeUndefined();
  });

  it('tells nothing when the server does not answer', async () => {
    spyOn(window, 'fetch').and.rejectWith(new TypeError('Failed to fetch'));
    expect(await clockError()).toBeUndefined();
  });
});

describe('BrowserDevice', () => {
  const storage = async (): Promise<string | undefined> => {
    const device = Injector.create({
      providers: [
        { provide: BrowserDevice, deps: [] },
        ...paneProviders,
        { provide: STORAGE_PARTITION, useValue: () => 'spec ' },
        { provide: STORAGE_PATIENCE, useValue: 3_000 },
      ],
    }).get(BrowserDevice);
    const findings = await lastValueFrom(device.diagnose().pipe(toArray()));
    expect(findings.map(({ topic }) => topic).sort()).toEqual([
      'clock',
      'online',
      'pane',
      'storage',
    ]);
    return findings.find(({ topic }) => topic === 'storage')?.code;
  };

  it('finds that the storage works, and leaves nothing in it', async () => {
    expect(await storage()).toBe('works');
    const left = (await indexedDB.databases()).map(({ name }) => name);
    expect(left.filter((name) => name?.includes('examination'))).toEqual([]);
  });

  it('finds that the storage is slow', async () => {
    let now = 0;
    spyOn(performance, 'now').and.callFake(() => (now += 2_000));
    expect(await storage()).toBe('slow');
  });

  it('finds that the storage is blocked when it throws', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('Blocked', 'SecurityError'));
    expect(await storage()).toBe('blocked');
  });
});
