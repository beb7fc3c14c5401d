/**
 * A clock that goes only when told, or from one timer to the next as soon as nothing else is to do. Unlike Jasmine's it lets timers be cleared that were set before
 * it was installed: those of other specs, which would otherwise go off after they were given up. For
 * specs alone.
 */
export class FakeClock {
  private now = 0;
  private last = 1e9; // far above what a browser gives
  private readonly timers = new Map<number, { at: number; every?: number; run: () => void }>();
  private readonly real = {
    setTimeout: window.setTimeout,
    clearTimeout: window.clearTimeout,
    setInterval: window.setInterval,
    clearInterval: window.clearInterval,
  };

  install(): void {
    const set =
      (isRepeated: boolean) =>
      (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]): number => {
        this.timers.set((this.last += 1), {
          at: this.now + delay,
          ...(isRepeated && { every: Math.max(delay, 1) }),
          run: () => {
            run(...args);
          },
        });
        return this.last;
      };
    const clear = (id?: number): void => {
      if (id !== undefined && this.timers.delete(id)) return;
      this.real.clearTimeout.call(window, id);
    };
    Object.assign(window, {
      setTimeout: set(false),
      setInterval: set(true),
      clearTimeout: clear,
      clearInterval: clear,
    });
  }

  uninstall(): void {
    Object.assign(window, this.real);
    this.timers.clear();
  }

  /** Goes on by itself until it is uninstalled: whoever waits, waits for nothing. */
  async run(): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    while (window.setTimeout !== this.real.setTimeout) {
      // What is to be done first is done by then: messages come after promises.
      await new Promise((done) => {
        port1.onmessage = done;
        port2.postMessage(undefined);
      });
      const due = Math.min(...[...this.timers.values()].map(({ at }) => at));
      if (Number.isFinite(due)) this.tick(Math.max(due - this.now, 0));
    }
    port1.close();
  }

  /** Lets so many milliseconds pass. */
  tick(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= end);
      const [next] = due.toSorted(([, one], [, other]) => one.at - other.at);
      if (!next) break;
      const [id, timer] = next;
      this.now = timer.at;
      if (timer.every === undefined) this.timers.delete(id);
      else timer.at += timer.every;
      timer.run();
    }
    this.now = end;
  }
}
