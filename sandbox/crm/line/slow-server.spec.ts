import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Line } from './line.ts';
import { slowServer } from './slow-server.ts';

const megabyte = 1_000_000;
const eightMegabits = 8 * megabyte;

describe('A server at the end of a slow line', () => {
  let line: Line;
  let server: Server;
  let address: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  /** Answers with the number of bytes that it received. */
  const count = (request: IncomingMessage, response: ServerResponse): void => {
    let received = 0;
    request.on('data', (chunk: Buffer) => (received += chunk.length));
    request.on('end', () => response.setHeader('Connection', 'close').end(String(received)));
  };

  beforeEach(async () => {
    line = new Line();
    answer = count;
    server = slowServer(line, (request, response) => {
      answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function upload(bytes: number): Promise<string> {
    const answered = await fetch(address, { method: 'POST', body: new Uint8Array(bytes) });
    return answered.text();
  }

  async function seconds(work: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    await work();
    return (performance.now() - start) / 1000;
  }

  it('receives no faster than the line', async () => {
    line.limit(eightMegabits);
    let received = '';
    const taken = await seconds(async () => (received = await upload(megabyte)));
    expect(received).toBe('1000000');
    expect(taken).toBeGreaterThan(0.9);
  });

  it('sends no faster than the line', async () => {
    line.limit(eightMegabits);
    answer = (_request, response) => response.end(Buffer.alloc(megabyte, 7));
    let received = Buffer.alloc(0);
    const taken = await seconds(async () => {
      received = Buffer.from(await (await fetch(address)).arrayBuffer());
    });
    expect(received).toEqual(Buffer.alloc(megabyte, 7));
    expect(taken).toBeGreaterThan(0.9);
  });

  it('shares the line among all connections, by turns', async () => {
    line.limit(eightMegabits);
    const ends: number[] = [];
    const taken = await seconds(() =>
      Promise.all(
        [1, 2, 3, 4].map(async () => ends.push(await seconds(() => upload(megabyte / 4)))),
      ),
    );
    expect(taken).toBeGreaterThan(0.9);
    // Nobody is served first: with one after another the first would be done in a quarter.
    expect(Math.min(...ends)).toBeGreaterThan(taken / 2);
  });

  it('goes as fast as it can while the line is unlimited, and again afterwards', async () => {
    const unlimited = await seconds(() => upload(4 * megabyte));
    line.limit(eightMegabits);
    const limited = await seconds(() => upload(2 * megabyte));
    line.limit(0);
    const again = await seconds(() => upload(4 * megabyte));
    expect(Math.max(unlimited, again)).toBeLessThan(limited);
  });

  it('lets pass at once what waits when the limit is lifted', async () => {
    line.limit(80);
    const sent = upload(megabyte);
    expect(await Promise.race([sent, wait(100, 'waiting')])).toBe('waiting');
    line.limit(0);
    expect(await sent).toBe('1000000');
  });

  it('holds the sender up by TCP and keeps next to nothing', async () => {
    line.limit(eightMegabits);
    let received = 0;
    answer = (request) => request.on('data', (chunk: Buffer) => (received += chunk.length));
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sender.on('error', () => undefined);
    sender.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${50 * megabyte}\r\n\r\n`);
    sender.write(Buffer.alloc(50 * megabyte));
    const [socket] = await connected;
    while (received < megabyte / 2) await wait(5);
    expect(socket.bytesRead - received).toBeLessThan(200_000);
    expect(sender.writableNeedDrain).toBeTrue();
    sender.destroy();
  });

  it('tells who calls', async () => {
    line.limit(eightMegabits);
    answer = (request, response) => response.end(request.socket.remoteAddress);
    expect(await (await fetch(address)).text()).toBe('127.0.0.1');
  });

  it('serves one request after another on a connection', async () => {
    line.limit(eightMegabits);
    answer = (_request, response) => response.end('kept');
    const answers: string[] = [];
    for (const _ of [1, 2, 3]) answers.push(await (await fetch(address)).text());
    expect(answers).toEqual(['kept', 'kept', 'kept']);
  });

  it('cuts a connection without an answer', async () => {
    line.limit(eightMegabits);
    answer = (request) => request.socket.destroy();
    await expectAsync(upload(10)).toBeRejected();
  });

  it('forgets a caller that goes away', async () => {
    line.limit(80);
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sender.write('POST / HTTP/1.1\r\n');
    const [socket] = await connected;
    sender.resetAndDestroy();
    await once(socket, 'close').catch(() => undefined);
    expect(socket.destroyed).toBeTrue();
  });

  it('closes with calls under way', async () => {
    line.limit(80);
    const sent = upload(megabyte);
    const rejected = expectAsync(sent).toBeRejected();
    await once(server, 'connection');
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    await rejected;
  });
});
