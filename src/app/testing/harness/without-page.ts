/**
 * For a suite whose panes have no page: what waits until the page is drawn is called at once, when
 * all that was promised is done. A browser draws 60 times in a second, and thousands of panes would
 * wait for that alone.
 */
export function drawAtOnce(): void {
  const { requestAnimationFrame, cancelAnimationFrame } = window;
  const waiting = new Map<number, FrameRequestCallback>();
  const { port1, port2 } = new MessageChannel();
  let last = 0;

  beforeAll(() => {
    port1.onmessage = ({ data: id }: MessageEvent<number>) => {
      const run = waiting.get(id);
      waiting.delete(id);
      run?.(performance.now());
    };
    Object.assign(window, {
      requestAnimationFrame: (run: FrameRequestCallback): number => {
        last += 1;
        waiting.set(last, run);
        port2.postMessage(last);
        return last;
      },
      cancelAnimationFrame: (id: number): void => {
        waiting.delete(id);
      },
    });
  });
  afterAll(() => {
    Object.assign(window, { requestAnimationFrame, cancelAnimationFrame });
    port1.close();
  });
}
