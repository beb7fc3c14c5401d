import { type Subscription, firstValueFrom } from 'rxjs';
import type { OpenItem } from '../../domain/mail';
import {
  type RealOutlook,
  aMailItem,
  closeOutlooks,
  adaptersIn,
  openOutlook,
} from './real-outlook.spec';

const summary = (item: OpenItem): string => (item.kind === 'mail' ? item.subject : item.kind);

/** Polls, for a message between windows has no end to wait for. */
async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 3_000;
  while (!holds() && performance.now() < end) await pause(10);
}

const pause = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

describe('OfficeItemWatch.itemChanges', () => {
  let subscriptions: Subscription[] = [];
  afterEach(() => {
    subscriptions.forEach((subscription) => {
      subscription.unsubscribe();
    });
    subscriptions = [];
    closeOutlooks();
  });

  /** Starts, and listens as the pane does. */
  async function listen({ host, watch }: RealOutlook): Promise<string[]> {
    await firstValueFrom(watch.start());
    const told: string[] = [];
    subscriptions.push(watch.itemChanges().subscribe((item) => told.push(summary(item))));
    await until(() => host.hasItemChangedListener());
    return told;
  }

  it('tells the next mail when another one is selected', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    const told = await listen(outlook);
    outlook.host.select(await aMailItem('second'));
    await until(() => told.length > 0);
    expect(told).toEqual(['Subject of second']);
  });

  it('tells all in order when three mails are selected quickly', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    const told = await listen(outlook);
    const next = await Promise.all(['second', 'third', 'fourth'].map((id) => aMailItem(id)));
    next.forEach((item) => {
      outlook.host.select(item);
    });
    await until(() => told.length === 3);
    expect(told).toEqual(['Subject of second', 'Subject of third', 'Subject of fourth']);
  });

  it('tells nothing new when the same mail is announced again', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    const told = await listen(outlook);
    outlook.host.select(await aMailItem('first'));
    outlook.host.select(await aMailItem('second'));
    await until(() => told.length > 0);
    expect(told).toEqual(['Subject of second']);
  });

  it('tells that nothing is open, and what comes then, when nothing is selected', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    const told = await listen(outlook);
    outlook.host.select(null);
    outlook.host.select(await aMailItem('first'));
    await until(() => told.length === 2);
    expect(told).toEqual(['nothing', 'Subject of first']);
  });

  it('tells that its copy is stale when the focus shows a missed event', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    const told = await listen(outlook);
    outlook.host.selectWithoutEvent(await aMailItem('second'));
    outlook.pane.dispatchEvent(new Event('focus'));
    await until(() => told.length > 0);
    expect(told).toEqual(['stale']);
  });

  it('tells the mail again when it turns out to be on the screen after all', async () => {
    const first = await aMailItem('first');
    const outlook = await openOutlook(first);
    const told = await listen(outlook);
    outlook.host.selectWithoutEvent(await aMailItem('second'));
    outlook.pane.dispatchEvent(new Event('focus'));
    await until(() => told.length > 0);
    outlook.host.selectWithoutEvent(first);
    outlook.pane.document.dispatchEvent(new Event('visibilitychange'));
    await until(() => told.length > 1);
    expect(told).toEqual(['stale', 'Subject of first']);
  });

  it('stays quiet at focus when the mail known is on the screen', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    const told = await listen(outlook);
    outlook.pane.dispatchEvent(new Event('focus'));
    await until(() => headersAsked(outlook));
    await pause(50);
    expect(headersAsked(outlook)).toBeTrue();
    expect(told).toEqual([]);
  });

  it('stays quiet at focus when this Outlook cannot tell (Mailbox 1.5)', async () => {
    const outlook = await openOutlook(await aMailItem('first'), { mailbox: '1.5' });
    const told = await listen(outlook);
    outlook.host.selectWithoutEvent(await aMailItem('second'));
    outlook.pane.dispatchEvent(new Event('focus'));
    await pause(50);
    expect(told).toEqual([]);
    expect(headersAsked(outlook)).toBeFalse();
  });

  it('tells a change that came between the start and the listening', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    await firstValueFrom(outlook.watch.start());
    const other = adaptersIn(outlook.pane).watch; // it listens, so that the client takes the event
    subscriptions.push(other.itemChanges().subscribe());
    await until(() => outlook.host.hasItemChangedListener());
    outlook.host.select(await aMailItem('second'));
    await until(() => outlook.pane.Office?.context.mailbox.item?.subject === 'Subject of second');
    const told: string[] = [];
    subscriptions.push(outlook.watch.itemChanges().subscribe((item) => told.push(summary(item))));
    await until(() => told.length > 0);
    expect(told).toEqual(['Subject of second']);
  });

  it('registers once for two listeners, and unregisters when both have gone', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    await listen(outlook);
    await listen(outlook);
    const registrations = outlook.host
      .trace()
      .filter(({ message }) => '_actionType' in message && message._actionType === 1)
      .filter(({ message }) => message._actionName === 'olkItemSelectedChanged');
    expect(registrations.length).toBe(1);
    subscriptions.pop()?.unsubscribe();
    await pause(20);
    expect(outlook.host.hasItemChangedListener()).toBeTrue();
    subscriptions.pop()?.unsubscribe();
    await until(() => !outlook.host.hasItemChangedListener());
    expect(outlook.host.hasItemChangedListener()).toBeFalse();
  });

  for (const failure of ['unsupported', 'never answers'] as const) {
    it(`registers at the next focus when the first registration was: ${failure}`, async () => {
      const outlook = await openOutlook(await aMailItem('first'), { patience: { call: 300 } });
      outlook.host.fail('addHandlerAsync', failure);
      await firstValueFrom(outlook.watch.start());
      const told: string[] = [];
      subscriptions.push(outlook.watch.itemChanges().subscribe((item) => told.push(summary(item))));
      await pause(400);
      expect(outlook.host.hasItemChangedListener()).toBeFalse();
      outlook.host.fail('addHandlerAsync', undefined);
      outlook.pane.dispatchEvent(new Event('focus'));
      await until(() => outlook.host.hasItemChangedListener());
      outlook.host.select(await aMailItem('second'));
      await until(() => told.length > 0);
      expect(told).toEqual(['Subject of second']);
    });
  }
});

describe('OfficeItemWatch.currentItem', () => {
  afterEach(closeOutlooks);

  const loadOf = (element: HTMLIFrameElement) =>
    new Promise<'loaded anew'>((resolve) => {
      element.addEventListener('load', () => {
        resolve('loaded anew');
      });
    });

  it('gives the mail when it is proven to be on the screen', async () => {
    const { watch, element } = await openOutlook(await aMailItem('first'));
    const answer = firstValueFrom(watch.currentItem()).then(summary);
    expect(await Promise.race([answer, loadOf(element)])).toBe('Subject of first');
  });

  it('loads the pane anew, where the right mail is found, when an event was missed', async () => {
    const { host, watch, element } = await openOutlook(await aMailItem('first'));
    host.selectWithoutEvent(await aMailItem('second'));
    const reloading = loadOf(element);
    const told: OpenItem[] = [];
    watch.currentItem().subscribe((item) => told.push(item));
    expect(await reloading).toBe('loaded anew');
    const again = adaptersIn(element.contentWindow ?? window).watch;
    expect(summary(await firstValueFrom(again.start()))).toBe('Subject of second');
    expect(told).toEqual([]);
  });

  it('loads the pane anew when nothing is known to be open', async () => {
    const { host, watch, element } = await openOutlook(null);
    host.selectWithoutEvent(await aMailItem('first'));
    const reloading = loadOf(element);
    watch.currentItem().subscribe();
    expect(await reloading).toBe('loaded anew');
  });
});

function headersAsked({ host }: RealOutlook): boolean {
  return host.trace().some(({ direction, message }) => {
    const asked = message._data as { MethodData?: { DispatchId: number } } | null;
    return direction === 'in' && asked?.MethodData?.DispatchId === 168;
  });
}
