import { join } from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Crm } from '../crm.ts';
import { storable } from '../text/stored-text.ts';
import { html } from './html.ts';
import { homePage, layout, messagePage, modulePage, recordPage } from './pages.ts';

/** Nothing runs and nothing is fetched from elsewhere; stored bodies inherit this. */
const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; " +
  "base-uri 'none'; form-action 'none'";

/** A transparent pixel: what the CRM shows in place of a picture it does not have. */
const blankPicture = Buffer.from(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'base64',
);

/** A small web view of what the CRM holds, at `/crm`, open to everybody on this machine. */
export async function serveWebView(app: FastifyInstance, crm: Crm): Promise<void> {
  await app.register(serveFiles, {
    root: join(import.meta.dirname, 'assets'),
    prefix: '/crm/assets/',
  });

  const page = (reply: FastifyReply, content: string): FastifyReply =>
    reply.header('Content-Security-Policy', policy).type('text/html; charset=utf-8').send(content);
  const notFound = (reply: FastifyReply): FastifyReply =>
    page(reply.code(404), layout('Not found', [], html`<p>There is nothing at this address.</p>`));

  app.get('/', (_request, reply) => reply.redirect('/crm'));
  app.get('/crm', (_request, reply) => page(reply, homePage(crm)));

  app.get<{ Params: { module: string } }>('/crm/:module', (request, reply) => {
    const module = crm.catalogue.find(request.params.module);
    return module?.isEntity ? page(reply, modulePage(crm, module)) : notFound(reply);
  });

  app.get<{ Params: { module: string; number: string } }>(
    '/crm/:module/:number',
    (request, reply) => {
      const { module, number } = request.params;
      const entry = crm.records.find(Number(number));
      if (!entry || entry.deleted || entry.module !== crm.catalogue.find(module)) {
        return notFound(reply);
      }
      const show = entry.module.name === 'Messages' ? messagePage : recordPage;
      return page(reply, show(crm, entry));
    },
  );

  app.get<{ Params: { document: string } }>('/crm/files/:document', (request, reply) => {
    const file = crm.files.ofDocument(Number(request.params.document));
    // A name with characters above U+FFFF cannot be found again (REST API 8.3).
    if (!file || storable(file.name) !== file.name) return notFound(reply);
    return reply
      .type(file.type)
      .header('Content-Length', file.size)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${encoded(file.name)}`)
      .header('X-Content-Type-Options', 'nosniff')
      .send(crm.files.open(file));
  });

  app.get('/crm/Messages/modules/Messages/src/img/blank.png', (_request, reply) =>
    reply.type('image/gif').send(blankPicture),
  );

  // The address of a record in the real CRM (REST API 4).
  app.get<{ Querystring: { module?: string; record?: string } }>('/index.php', (request, reply) => {
    const { module, record } = request.query;
    if (!module || !record) return reply.redirect('/crm');
    return reply.redirect(`/crm/${encodeURIComponent(module)}/${encodeURIComponent(record)}`);
  });
}

/** A file name as RFC 5987 wants it in a header. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
