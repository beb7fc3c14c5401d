/** Milliseconds of the rate that a direction may catch up with after a pause or a late timer. */
const BURST = 50;
/** Milliseconds that one piece occupies the line: short, so that connections take turns. */
const TURN = 20;

/** One direction of a line: what passes it waits for its turn, in the order of asking. */
export class Direction {
  private bytesPerMillisecond = Infinity;
  /** When the line has passed everything asked for so far; the clock is `performance.now()`. */
  private freeAt = 0;
  private readonly waiting = new Set<() => void>();

  /** Also lets pass at once what waits under the old rate. */
  setRate(bitsPerSecond: number): void {
    this.bytesPerMillisecond = bitsPerSecond === 0 ? Infinity : bitsPerSecond / 8_000;
    this.freeAt = 0;
    for (const pass of this.waiting) pass();
  }

  /** How many bytes go in one piece at most. */
  get pieceSize(): number {
    return Math.max(1, Math.floor(this.bytesPerMillisecond * TURN));
  }

  /** Waits until so many bytes have passed. */
  async pass(bytes: number): Promise<void> {
    const now = performance.now();
    this.freeAt = Math.max(now - BURST, this.freeAt) + bytes / this.bytesPerMillisecond;
    const milliseconds = this.freeAt - now;
    if (milliseconds <= 0) return;
    await new Promise<void>((done) => {
      const pass = (): void => {
        clearTimeout(timer);
        this.waiting.delete(pass);
        done();
      };
      // No reason for the process to stay: whoever waits is gone when the server has closed.
      const timer = setTimeout(pass, milliseconds).unref();
      this.waiting.add(pass);
    });
  }
}

/** A line of limited rate, shared by all connections that are opened while it is limited. */
export class Line {
  readonly incoming = new Direction();
  readonly outgoing = new Direction();
  /** In each direction; 0 when unlimited. */
  bitsPerSecond = 0;

  limit(bitsPerSecond: number): void {
    this.bitsPerSecond = bitsPerSecond;
    this.incoming.setRate(bitsPerSecond);
    this.outgoing.setRate(bitsPerSecond);
  }
}
