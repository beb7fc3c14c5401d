import { type Subscription, firstValueFrom } from 'rxjs';
import { OfficeCalls } from './office-calls';
import { aMailItem, closeOutlooks, openOutlook } from './real-outlook.spec';

const pause = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

describe('OfficeCalls', () => {
  let subscriptions: Subscription[] = [];
  afterEach(() => {
    subscriptions.forEach((subscription) => {
      subscription.unsubscribe();
    });
    subscriptions = [];
    closeOutlooks();
  });

  async function open(answerAfter: number) {
    const outlook = await openOutlook(await aMailItem('first'));
    const patience = {
      start: 1_000,
      call: 1_000,
      attachment: 1_000,
      afterSilence: 1_000,
      look: 1_000,
    };
    outlook.host.delay('body.getAsync', answerAfter);
    const sent = () =>
      outlook.host
        .trace()
        .filter(({ direction, message }) => direction === 'in' && isBodyCall(message._data)).length;
    return { calls: new OfficeCalls(outlook.pane, patience), sent };
  }

  const isBodyCall = (asked: unknown): boolean =>
    (asked as { MethodData?: { DispatchId: number } } | null)?.MethodData?.DispatchId === 37;

  it('asks for three things at a time when more are wanted', async () => {
    const { calls, sent } = await open(150);
    let answered = 0;
    subscriptions = Array.from({ length: 5 }, () =>
      calls.body().subscribe(() => {
        answered += 1;
      }),
    );
    await pause(80);
    expect(sent()).toBe(3);
    await pause(400);
    expect([sent(), answered]).toEqual([5, 5]);
  });

  it('never sends a call that waits when nobody wants it any more', async () => {
    const { calls, sent } = await open(100);
    subscriptions = Array.from({ length: 5 }, () => calls.body().subscribe());
    subscriptions.forEach((subscription) => {
      subscription.unsubscribe();
    });
    await pause(300);
    expect(sent()).toBe(3);
  });

  it('goes on with the next call when one has failed', async () => {
    const { calls } = await open(0);
    const outcomes = await Promise.allSettled([
      firstValueFrom(
        calls.ask(1_000, (item, done) => {
          item.getAttachmentContentAsync('no such id', done);
        }),
      ),
      firstValueFrom(calls.body()),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});
