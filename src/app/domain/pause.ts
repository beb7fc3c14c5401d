/** Milliseconds that work on a mail may take before everything else has its turn. */
const SLICE = 25;

/**
 * Makes a `pause` for one piece of work: called often, it gives way to whatever waits, a click as well
 * as a frame, once a slice of time is over. A channel, for timers are slowed down in hidden panes.
 */
export function createPause(): () => Promise<void> {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < SLICE) return GO_ON;
    return new Promise<void>((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        begun = performance.now();
        done();
      };
      port2.postMessage(undefined);
    });
  };
}

const GO_ON = Promise.resolve();

export type Pause = ReturnType<typeof createPause>;
