/** Milliseconds that work on a mail may take before everything else has its turn. */
const SLICE = 25;

/** Gives way in the middle of long work: `if (pause.isDue()) await pause.take();` */
export interface Pause {
  /** Whether a slice of time is over since the last one. Costs next to nothing. */
  isDue(): boolean;
  /** Ends when whatever waited had its turn, a click as well as a frame. */
  take(): Promise<void>;
}

/**
 * The pauses of one piece of work. Through a channel, for timers are slowed down in hidden panes.
 */
export function createPause(): Pause {
  let begun = performance.now();
  return {
    isDue: () => performance.now() - begun >= SLICE,
    take: () =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          begun = performance.now();
          done();
        };
        port2.postMessage(undefined);
      }),
  };
}
