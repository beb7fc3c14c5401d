import { Injector } from '@angular/core';
import type { AccessKey } from '../../ports/credential-vault';
import type { CallSlot, KeyVerdict, NoSlot, SlotRequest } from '../../ports/call-slots';
import { BrowserCallSlots } from './browser-call-slots';
import { paneProviders } from '../../testing/harness/pane-providers';
import { STORAGE_PARTITION } from './storage';

const key: AccessKey = {
  crmAddress: 'https://crm.example',
  userName: 'mario',
  accessKey: 'TheKey',
};
const other: AccessKey = { ...key, accessKey: 'AnotherKey' };

const pause = (milliseconds = 100): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

describe('BrowserCallSlots', () => {
  let partition = '';
  let panes: BrowserCallSlots[] = [];

  const open = (): BrowserCallSlots => {
    const own = partition;
    const pane = Injector.create({
      providers: [
        { provide: BrowserCallSlots, deps: [] },
        ...paneProviders,
        { provide: STORAGE_PARTITION, useValue: () => own },
      ],
    }).get(BrowserCallSlots);
    panes.push(pane);
    return pane;
  };
  const slotOf = async (
    pane: BrowserCallSlots,
    kind: SlotRequest = 'next',
    sent = key,
  ): Promise<CallSlot> => {
    const slot = await pane.take(sent, kind);
    if (typeof slot === 'string') throw new Error(slot);
    return slot;
  };
  const call = async (
    pane: BrowserCallSlots,
    verdict: KeyVerdict,
    kind: SlotRequest = 'next',
    sent = key,
  ): Promise<void> => {
    (await slotOf(pane, kind, sent)).end(verdict);
    await pause(60);
  };
  /** What is said within a moment; nothing to whoever still waits. */
  const soon = (asked: Promise<CallSlot | NoSlot>): Promise<CallSlot | NoSlot | undefined> =>
    Promise.race([asked, pause().then(() => undefined)]);

  beforeEach(() => {
    partition = `turns ${String(Math.random())} `;
    panes = [];
  });
  afterEach(() => {
    for (const pane of panes) pane.ngOnDestroy();
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith('turns ')) localStorage.removeItem(name);
    }
  });

  // security: bounded-failures
  it('lets two calls of all panes go beside each other, and the next when one is over', async () => {
    const [one, two] = [open(), open()];
    await call(one, 'accepted', 'first');
    const slots = [await slotOf(one), await slotOf(two)];
    const third = two.take({ ...key, userName: 'MARIO' }, 'next');
    expect(await soon(third)).toBeUndefined();
    slots[0]?.end('accepted');
    expect(await soon(third)).toBeInstanceOf(Object);
  });

  it('keeps accounts, and partitions of the browser, apart', async () => {
    const one = open();
    for (let times = 0; times < 2; times += 1) await call(one, 'unknown');
    expect(await one.take(key, 'next')).toBe('unanswered');
    expect(await soon(one.take({ ...key, userName: 'anna' }, 'next'))).toBeInstanceOf(Object);
    partition = `turns ${String(Math.random())} `;
    expect(await soon(open().take(key, 'first'))).toBeInstanceOf(Object);
  });

  it('lets the first call of a pane go alone, but keeps nobody waiting for long', async () => {
    const [one, two] = [open(), open()];
    const first = await slotOf(one, 'first');
    const asked = two.take(key, 'next');
    expect(await soon(asked)).toBeUndefined();
    first.end('accepted');
    ((await asked) as CallSlot).end('accepted');
    await slotOf(one);
    const late = open().take(key, 'first');
    expect(await soon(late)).toBeUndefined();
    await pause(2_200);
    expect(await soon(late)).toBeInstanceOf(Object);
  });

  it('lets the first call go alone where no key was accepted for long', async () => {
    const [one, two] = [open(), open()];
    await slotOf(one);
    expect(await soon(two.take(key, 'next'))).toBeUndefined();
  });

  // security: bounded-failures
  it('stops all panes at a refusal, those that open later, too, until the key is accepted', async () => {
    const [one, two] = [open(), open()];
    await call(one, 'accepted', 'first');
    const waiting = [await slotOf(one), await slotOf(two)];
    const queued = two.take(key, 'next');
    waiting[0]?.end('refused');
    waiting[1]?.end('accepted');
    expect(await queued).toBe('refused');
    expect(await open().take(key, 'first')).toBe('refused');
    expect(await soon(two.take(other, 'next'))).toBeInstanceOf(Object);
    await call(one, 'accepted', 'signIn');
    expect(await soon(two.take(key, 'next'))).toBeInstanceOf(Object);
  });

  // security: bounded-failures
  it('sends nothing by itself after two unreadable answers, also at the next start', async () => {
    const one = open();
    await call(one, 'unknown', 'first');
    await call(one, 'unknown');
    expect(await one.take(key, 'next')).toBe('unanswered');
    expect(await open().take(key, 'first')).toBe('unanswered');
    expect(await one.lost({ ...key, userName: 'Mario' })).toBe(2);
    await call(one, 'accepted', 'wanted');
    expect(await soon(one.take(key, 'next'))).toBeInstanceOf(Object);
    expect(await one.lost(key)).toBe(0);
  });

  it('takes an answer to an earlier call for no proof of a later one', async () => {
    const [one, two] = [open(), open()];
    await call(one, 'accepted', 'first');
    const [early, lost] = [await slotOf(one), await slotOf(two)];
    lost.end('unknown');
    await pause(60);
    early.end('accepted');
    expect(await one.lost(key)).toBe(1);
    await call(two, 'accepted');
    expect(await one.lost(key)).toBe(0);
  });

  // security: bounded-failures
  it('holds what a pane had under way when it was closed for lost; the next begins with one call', async () => {
    const one = open();
    await call(one, 'accepted', 'first');
    for (let times = 0; times < 2; times += 1) await slotOf(one);
    one.ngOnDestroy();
    const amid = open();
    await slotOf(amid, 'first');
    expect(await amid.lost(key)).toBe(2);
    amid.ngOnDestroy();
    const next = open();
    expect(await next.take(key, 'first')).toBe('unanswered');
    expect(await next.lost(key)).toBe(3);
    await call(next, 'accepted', 'wanted');
    expect(await soon(next.take(key, 'next'))).toBeInstanceOf(Object);
  });

  it('leaves a person one attempt to sign in, however often the same is wanted', async () => {
    const one = open();
    for (const kind of ['first', 'next', 'wanted', 'wanted'] as const)
      await call(one, 'unknown', kind);
    expect(await one.take(key, 'wanted')).toBe('refused');
    expect(await one.lost(key)).toBe(4);
    expect(await soon(one.take(other, 'signIn'))).toBeInstanceOf(Object);
  });

  it('neither counts nor proves by what has nothing to do with the key', async () => {
    const one = open();
    await call(one, 'unknown', 'first');
    for (let times = 0; times < 5; times += 1) await call(one, 'neutral');
    expect(await one.lost(key)).toBe(1);
  });

  // security: bounded-failures
  it('says nothing of accounts and keys on the device', async () => {
    const one = open();
    await call(one, 'refused', 'first');
    await call(one, 'unknown', 'next', other);
    const kept = JSON.stringify(
      Object.entries(localStorage).filter(([name]) => name.startsWith(partition)),
    );
    expect(kept.length).toBeGreaterThan(100);
    expect(kept).not.toMatch(/mario|crm\.example|TheKey|AnotherKey/i);
  });

  it('takes a click of a person for a wish, and one that a script made for none', () => {
    const one = open();
    document.body.click();
    expect(one.isWanted()).toBeFalse();
    // Only the browser makes events that are trusted.
    one['noteAct']({ isTrusted: true } as Event);
    expect(one.isWanted()).toBeTrue();
  });

  // security: bounded-failures
  it('keeps to the same bound where the browser has no locks', async () => {
    spyOnProperty(navigator, 'locks').and.returnValue(undefined as never);
    const [one, two] = [open(), open()];
    await call(one, 'accepted', 'first');
    for (let times = 0; times < 2; times += 1) await slotOf(one);
    await slotOf(two);
    expect(await open().take(key, 'next')).toBe('unanswered');
  });

  it('lets open panes know of each other where the browser keeps nothing', async () => {
    spyOn(Storage.prototype, 'getItem').and.throwError('blocked');
    spyOn(Storage.prototype, 'setItem').and.throwError('blocked');
    spyOn(Storage.prototype, 'removeItem').and.throwError('blocked');
    const [one, two] = [open(), open()];
    await call(two, 'accepted', 'first');
    await call(one, 'unknown', 'first');
    await call(one, 'refused');
    await pause();
    expect(await two.take(key, 'next')).toBe('refused');
    expect(await two.lost(key)).toBe(1);
  });
});
