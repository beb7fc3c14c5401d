import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Line } from './line.ts';
import { SlowConnection } from './slow-connection.ts';

/**
 * An HTTP server at the end of a line. While the line is unlimited a connection reaches HTTP as it
 * is and costs nothing; HTTP takes any stream for a connection, so that none listens in between.
 */
export function slowServer(line: Line, listener: RequestListener): Server {
  const server = createServer(listener);
  // A request over a slow line may take any time; idle connections stay, as Fastify has it.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 72_000;
  const serve = server.listeners('connection') as ((connection: unknown) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const connection = line.bitsPerSecond === 0 ? socket : new SlowConnection(socket, line);
    for (const each of serve) each.call(server, connection);
  });
  return server;
}
