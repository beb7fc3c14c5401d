import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Direction, Line } from './line.ts';

/**
 * A connection as a server sees it behind a slow line. What has not passed the line yet is not read
 * from the socket, so that its sender is held up by TCP and no more than one chunk is kept here.
 */
export class SlowConnection extends Duplex {
  readonly remoteAddress: string | undefined;
  readonly remotePort: number | undefined;
  private isReceiving = false;

  constructor(
    private readonly socket: Socket,
    private readonly line: Line,
  ) {
    super({ allowHalfOpen: socket.allowHalfOpen });
    this.remoteAddress = socket.remoteAddress;
    this.remotePort = socket.remotePort;
    socket.on('data', (chunk: Buffer) => void this.receive(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
    socket.pause();
  }

  /** What HTTP calls after its last answer. */
  destroySoon(): void {
    this.end(() => this.destroy());
  }

  override _read(): void {
    if (!this.isReceiving) this.socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.send(chunk).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }

  private async receive(chunk: Buffer): Promise<void> {
    this.isReceiving = true;
    this.socket.pause();
    let hasRoom = true;
    for (const piece of pieces(chunk, this.line.incoming)) {
      await this.line.incoming.pass(piece.length);
      if (this.destroyed) return;
      hasRoom = this.push(piece);
    }
    this.isReceiving = false;
    // Where there is no room, the next `_read` goes on.
    if (hasRoom) this.socket.resume();
  }

  private async send(chunk: Buffer): Promise<void> {
    for (const piece of pieces(chunk, this.line.outgoing)) {
      await this.line.outgoing.pass(piece.length);
      if (this.destroyed) return;
      if (!this.socket.write(piece)) await once(this.socket, 'drain');
    }
  }
}

/** Cuts a chunk as the rate demands at each time. */
function* pieces(chunk: Buffer, direction: Direction): Generator<Buffer> {
  for (let start = 0; start < chunk.length;) {
    const piece = chunk.subarray(start, start + direction.pieceSize);
    start += piece.length;
    yield piece;
  }
}
