import { type Clock, install } from '@sinonjs/fake-timers';

/**
 * Timers that go only when told (`tick`), or from one to the next as soon as nothing else is to do
 * (`setTickMode`); dates and frames go on. Unlike Jasmine's clock it lets timers be cleared that
 * were set before it was installed: those of other specs, which would otherwise go off after they
 * were given up. For specs alone.
 */
export function installClock(): Clock {
  return install({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    shouldClearNativeTimers: true,
  });
}
