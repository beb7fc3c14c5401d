import type { FrameLocator } from '@playwright/test';

/**
 * How long the pane may not answer, in loops of `PaneTasks`: 300 ms
 * on a machine that takes 10 ms for one. What Outlook hands over in
 * one piece is parsed in one task, which takes half of it at 40 MB.
 */
export const BUDGET = 30;

/** What kept the pane from answering while something was done. */
export interface Stops {
  /** Milliseconds of the longest task. */
  readonly longest: number;
  /** The same, as a multiple of a loop of fixed length that was timed before and after. */
  readonly loops: number;
}

/** The pane's long tasks, measured by the browser in the pane's own frame. */
export class PaneTasks {
  /** The loop, as it was timed last: after one piece of work is before the next. */
  private calibration: number | undefined;

  constructor(private readonly frame: FrameLocator) {}

  async during(work: () => Promise<void>): Promise<Stops> {
    const before = this.calibration ?? (await this.calibrate());
    await this.observe();
    await work();
    const longest = await this.longest();
    const after = await this.calibrate();
    this.calibration = after;
    // A machine that others slow down slows both: the slower of the two tells what the work had.
    return { longest, loops: longest / Math.max(before, after) };
  }

  private async observe(): Promise<void> {
    await this.frame.locator('body').evaluate(() => {
      const pane = window as unknown as { longTasks?: { tasks: number[]; stop: () => void } };
      pane.longTasks?.stop();
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { name, duration } of list.getEntries())
          if (name === 'self') tasks.push(duration);
      });
      observer.observe({ type: 'longtask' });
      pane.longTasks = {
        tasks,
        stop: () => {
          for (const { name, duration } of observer.takeRecords()) {
            if (name === 'self') tasks.push(duration);
          }
          observer.disconnect();
        },
      };
    });
  }

  private longest(): Promise<number> {
    return this.frame.locator('body').evaluate(async () => {
      // A task is told of after its end.
      await new Promise((done) => setTimeout(done, 100));
      const { longTasks } = window as unknown as {
        longTasks?: { tasks: number[]; stop: () => void };
      };
      longTasks?.stop();
      return Math.max(0, ...(longTasks?.tasks ?? []));
    });
  }

  /** Milliseconds of the loop: the middle one of several. */
  private calibrate(): Promise<number> {
    return this.frame.locator('body').evaluate(async () => {
      const times: number[] = [];
      for (let sample = 0; sample < 7; sample += 1) {
        const start = performance.now();
        const words = new Map<string, number>();
        for (let at = 0; at < 60_000; at += 1) {
          const word = `word ${String(at % 5_000)}`;
          words.set(word, (words.get(word) ?? 0) + word.length);
        }
        times.push(performance.now() - start);
        await new Promise((done) => setTimeout(done, 0));
      }
      return times.sort((one, other) => one - other)[3] ?? 1;
    });
  }
}
