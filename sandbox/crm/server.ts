import cors from '@fastify/cors';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { Crm, type CrmOptions } from './crm.ts';
import { Faults } from './http/faults.ts';
import { type LoggedCall, serveRestApi } from './http/rest-api.ts';
import { serveTestApi } from './http/test-api.ts';
import { Line } from './line/line.ts';
import { slowServer } from './line/slow-server.ts';
import { serveWebView } from './web/web-view.ts';

export type { CrmOptions } from './crm.ts';

const gibibyte = 1024 ** 3;

/** A CRM with its HTTP server; ready for `listen` or `inject`, closed by `close`. */
export async function buildCrm(options: CrmOptions): Promise<FastifyInstance> {
  return serveCrm(new Crm(options));
}

/** The HTTP server of a CRM: REST API, web view and test API. Closing it closes the CRM. */
export async function serveCrm(crm: Crm): Promise<FastifyInstance> {
  const faults = new Faults();
  const log: LoggedCall[] = [];
  const line = new Line();
  const app = fastify({
    bodyLimit: gibibyte,
    forceCloseConnections: true,
    serverFactory: (listener) => slowServer(line, listener),
  });
  // Before the server closes, which waits for its connections.
  app.addHook('preClose', (done) => {
    faults.clear();
    done();
  });
  app.addHook('onClose', () => {
    crm.close();
  });
  await app.register(async (rest) => {
    // PHP decides by itself what it reads: everything but forms arrives here as bytes.
    rest.removeAllContentTypeParsers();
    rest.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    await rest.register(formbody, { bodyLimit: gibibyte });
    await rest.register(multipart, {
      limits: { fileSize: gibibyte, fieldSize: gibibyte, files: 1000, parts: 2000 },
    });
    serveRestApi(rest, crm, faults, log);
  });
  await app.register(async (tests) => {
    // As vtenext, it keeps no connection (REST API 1): a browser sends a call that is cut once more
    // by itself where it has one that was used before.
    tests.addHook('onRequest', (_request, reply, done) => {
      void reply.header('Connection', 'close');
      done();
    });
    await tests.register(cors, { origin: '*', methods: ['GET', 'POST', 'DELETE'] });
    await tests.register(formbody);
    serveTestApi(tests, crm, { faults, line, log });
  });
  await app.register((web) => serveWebView(web, crm));
  return app;
}
