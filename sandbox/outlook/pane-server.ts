import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { withPolicy } from '../../deploy/built-page.ts';
import {
  CACHING,
  NAMED_FILES,
  OTHER_HEADERS,
  type PolicyOptions,
  policyHeader,
} from '../../deploy/policy.ts';

export interface PaneOptions {
  /** The built pane, `dist/pane`. */
  readonly folder: string;
  /**
   * Origin of the Outlook window: the only one that may frame the pane, by either loopback name.
   */
  readonly outlookOrigin: string;
  /** What `config.json` says at each asking; `undefined` for the file of the build. */
  readonly configuration?: () => string | undefined;
}

export const officeJsAddress = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const standInFolder = fileURLToPath(new URL('./stand-in/', import.meta.url));
const officeJsFolder = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')),
  'dist',
);

/**
 * The origin that serves the production build of the pane with office.js of node_modules. Only
 * the address of office.js in `index.html` is changed, and its policy, which must permit loopback.
 * Listens nowhere yet. Rejects with a sentence when there is no build, or its page names no
 * office.js or no policy.
 */
export async function buildPane(options: PaneOptions): Promise<FastifyInstance> {
  const indexPath = join(options.folder, 'index.html');
  if (!existsSync(indexPath)) throw new Error(`There is no pane at ${indexPath}: build it first`);
  const policy = sandboxPolicy(options.outlookOrigin);
  const page = withPolicy(withLocalOfficeJs(readFileSync(indexPath, 'utf8')), policy);
  const trustedHost = readFileSync(join(standInFolder, 'trusted-host.html'), 'utf8');

  const server = Fastify();
  const index = (_: unknown, reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ 'Content-Security-Policy': policyHeader(policy), ...OTHER_HEADERS })
      .header('Cache-Control', CACHING.page)
      .send(page);
  server.get('/', index);
  server.get('/index.html', index);
  server.get('/config.json', (_, reply) => {
    const text = options.configuration?.();
    return text === undefined
      ? reply.sendFile('config.json')
      : reply.type('application/json').send(text);
  });
  // office.js names the folder in mixed case, its package in lower case (Outlook host 11.4).
  for (const name of ['AgaveErrorUX', 'agaveerrorux']) {
    server.get(`/office-js/${name}/index.html`, (_, reply) =>
      reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-store').send(trustedHost),
    );
  }
  await server.register(fastifyStatic, {
    root: officeJsFolder,
    prefix: '/office-js/',
    index: false,
    decorateReply: false,
  });
  await server.register(fastifyStatic, {
    root: standInFolder,
    prefix: '/office-js-stand-in/',
    index: false,
    decorateReply: false,
  });
  await server.register(fastifyStatic, {
    root: resolve(options.folder),
    index: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', cacheControl(path));
    },
  });
  return server;
}

/** Files named for their content keep forever; all others are asked for again. */
const cacheControl = (path: string): string =>
  NAMED_FILES.test(path) ? CACHING.named : CACHING.other;

/** What the package's office.js lacks and today's has (Outlook host 18.1). */
const newerMethods = ['newer-methods.js', 'newer-methods-at-once.js'];

/**
 * The page with office.js of this origin in place of Microsoft's address, before it the stand-in
 * for MicrosoftAjax (Outlook host 11.2), after it the methods it lacks. Throws unless the address
 * stands there once.
 */
export function withLocalOfficeJs(page: string): string {
  const script = new RegExp(
    `<script([^>]*)src="${officeJsAddress.replaceAll('.', '\\.')}"([^>]*)></script>`,
    'g',
  );
  const found = page.split(officeJsAddress).length - 1;
  if (found !== 1 || !script.test(page)) {
    throw new Error(`The pane's page must name ${officeJsAddress} in one script; found ${found}`);
  }
  return page.replace(
    script,
    '<script src="/office-js-stand-in/MicrosoftAjax.js"></script>\n    ' +
      '<script$1src="/office-js/office.js"$2></script>\n    ' +
      newerMethods
        .map((file) => `<script src="/office-js-stand-in/${file}"></script>`)
        .join('\n    '),
  );
}

/** The policy of the pane, as far as it is another in the sandbox: all of it stands on loopback. */
function sandboxPolicy(outlookOrigin: string): PolicyOptions {
  return {
    outlookOrigins: [outlookOrigin, otherLoopbackName(outlookOrigin)],
    // The CRMs speak plain http here; a test may start one on any port.
    alsoConnect: ['http://localhost:*', 'http://127.0.0.1:*'],
    officeJs: "'self'",
  };
}

/** Under another name Outlook is another site than the pane, as it is in the world. */
function otherLoopbackName(origin: string): string {
  return origin.replace('//localhost:', '//127.0.0.1:');
}
