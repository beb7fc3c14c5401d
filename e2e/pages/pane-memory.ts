import type { CDPSession, Frame, Page } from '@playwright/test';

/** Bytes that scripts of the pane hold, by where they lie. */
interface HeapUsage {
  /** Objects and texts: the answers of Outlook in base64 are here. */
  readonly script: number;
  /** What stands behind them in the browser's engine: nodes, Blob handles, requests. */
  readonly engine: number;
  /** Contents of array buffers: decoded files. */
  readonly buffers: number;
}

const totalOf = ({ script, engine, buffers }: HeapUsage): number => script + engine + buffers;

/**
 * The memory of the pane's own process. Chromium gives pages of different sites processes of their
 * own, so the simulated Outlook, which holds the whole mail, is not counted.
 *
 * The bytes of a Blob are not counted either: they lie in the browser's process or on its disk, and
 * are the request under way.
 */
export class PaneMemory {
  private constructor(
    private readonly session: CDPSession,
    private readonly frame: Frame,
  ) {}

  /** Fails when the pane shares its process with the page around it. */
  static async of(page: Page): Promise<PaneMemory> {
    const element = await page.waitForSelector('iframe[title="Link to CRM"]');
    const frame = await element.contentFrame();
    if (!frame) throw new Error('The pane has no page');
    return new PaneMemory(await page.context().newCDPSession(frame), frame);
  }

  /**
   * How many bytes more than before there were at most while `work` went on. Garbage is collected
   * after each sample: what a sample sees is all that is held, and what was thrown away since the
   * last one. So it is never less than the most that was held within one turn of the script.
   */
  async growthDuring(work: () => Promise<void>): Promise<{ bytes: number; samples: number }> {
    await this.collectGarbage();
    const before = totalOf(await this.usage());
    let isDone = false;
    const working = work().finally(() => (isDone = true));
    let peak = before;
    let samples = 0;
    while (!isDone) {
      peak = Math.max(peak, totalOf(await this.usage()));
      samples += 1;
      await this.collectGarbage();
      await new Promise((done) => setTimeout(done, 20));
    }
    await working;
    peak = Math.max(peak, totalOf(await this.usage()));
    return { bytes: peak - before, samples };
  }

  /** Lets the pane hold so many bytes, in an array buffer or as text. */
  async hold(where: 'buffer' | 'text', bytes: number): Promise<void> {
    await this.frame.evaluate(
      ([kind, length]) => {
        const content = new Uint8Array(length).fill(65);
        Object.assign(globalThis, {
          [`held-${kind}`]: kind === 'buffer' ? content : new TextDecoder().decode(content),
        });
      },
      [where, bytes] as const,
    );
  }

  private async usage(): Promise<HeapUsage> {
    const usage = (await this.session.send('Runtime.getHeapUsage')) as {
      readonly usedSize: number;
      readonly embedderHeapUsedSize?: number;
      readonly backingStorageSize?: number;
    };
    return {
      script: usage.usedSize,
      engine: usage.embedderHeapUsedSize ?? 0,
      buffers: usage.backingStorageSize ?? 0,
    };
  }

  private async collectGarbage(): Promise<void> {
    await this.session.send('HeapProfiler.collectGarbage');
  }
}
