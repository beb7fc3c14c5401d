import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { CrmError, PhpError } from '../crm-error.ts';
import { methods } from '../methods/methods.ts';
import type { Fault, FaultKind, Faults, StandingKind } from './faults.ts';
import { phpJson, phpXml } from './php-json.ts';
import { discardLeftovers, type ReadRequest, readRequest } from './request-reader.ts';

/** A REST call, as the log tells it. */
export type LoggedCall = {
  readonly method: string;
  /** The name in the Authorization header, or of `loginpwd`; `''` without one. */
  readonly user: string;
  /** HTTP status; 0 where the connection was cut or is left hanging. */
  readonly status: number;
};

/** Headers of every answer of the endpoint, errors included (REST API 1.1). */
const corsHeaders = {
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Origin': '*',
};
const otherHeaders = {
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "frame-ancestors 'none'",
  Connection: 'close',
};
const jsonType = 'application/json; charset=utf-8';
const htmlType = 'text/html; charset=UTF-8';

const maintenancePage =
  '<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined method ' +
  'MaintenanceMode::displayRestApi() in /srv/vtenext/restapi/v1/index.php:14\nStack trace:\n' +
  '#0 {main}\n  thrown in <b>/srv/vtenext/restapi/v1/index.php</b> on line <b>14</b><br />\n';

const proxyPage =
  '<!DOCTYPE html>\n<html><head><title>Please wait</title></head><body><p>Your connection is ' +
  'being checked.</p></body></html>\n';

const notices =
  "<br />\n<b>Notice</b>:  Trying to get property 'id' of non-object in " +
  '<b>/srv/vtenext/include/utils/Cache.php</b> on line <b>388</b><br />\n<br />\n' +
  '<b>Warning</b>:  Cannot modify header information - headers already sent by (output started ' +
  'at /srv/vtenext/include/utils/Cache.php:388) in ' +
  '<b>/srv/vtenext/include/RestApi/Client.php</b> on line <b>228</b><br />\n';

/** The endpoint `/restapi/v1/vtews/{method}`, with and without rewrite rules. */
export function serveRestApi(
  app: FastifyInstance,
  crm: Crm,
  faults: Faults,
  log: LoggedCall[],
): void {
  app.all('/restapi/v1*', async (request, reply) => {
    const path = new URL(request.url, 'http://crm.invalid').pathname;
    const [, method] = /\/restapi\/v1(?:\/index\.php)?\/vtews\/?([^/]*)\/?$/.exec(path) ?? [];
    const stands = (kind: StandingKind): boolean => faults.stands(kind, method ?? '');
    if (stands('maintenance')) return maintenance(reply);
    if (stands('noRewrite') && !path.includes('/index.php/')) return notFound(reply);
    if (stands('noPreflight') && request.method === 'OPTIONS') return reply.code(405).send('');
    void reply.headers(otherHeaders);
    if (!stands('noCors')) void reply.headers(corsHeaders);
    if (stands('doubleCors')) void reply.header('Access-Control-Allow-Origin', ['*', '*']);
    if (stands('redirect') && !isRedirected(request)) return redirect(request, reply);
    if (request.method === 'OPTIONS' || method === undefined) {
      return reply.type(htmlType).send('');
    }
    const struck = faults.strike(method, moduleOf(request));
    const latency = struck.find(({ kind }) => kind === 'latency');
    if (latency) await wait(latency.value ?? 0);
    const isIgnored = isStruck(struck, 'cutBefore', 'hangBefore');
    const answers = isIgnored ? [] : await answersTo(crm, request, method, struck);
    const answer = answers.at(-1);
    const isLost = !answer || isStruck(struck, 'cutAfter', 'hangAfter');
    for (const { status } of answers.slice(0, -1)) {
      log.push({ method, user: userName(request), status });
    }
    log.push({ method, user: userName(request), status: isLost ? 0 : answer.status });
    if (isStruck(struck, 'hangBefore', 'hangAfter')) return hang(request, reply, faults);
    if (isLost) return cutConnection(request, reply);
    return send(request, reply, answer, struck);
  });
}

/** The module that a query reads or a call names; nothing where only an upload would tell. */
function moduleOf({ body }: FastifyRequest): string | undefined {
  const text = Buffer.isBuffer(body) ? body.toString() : '';
  return (/\bFROM\s+(\w+)/i.exec(text) ?? /"elementType"\s*:\s*"(\w+)"/.exec(text))?.[1];
}

/** The envelope around what a method answered, or around a refusal. */
type Envelope = { readonly status: number } & Readonly<Record<string, unknown>>;

/** What the CRM answers: once, or as often as a proxy sends the request. */
async function answersTo(
  crm: Crm,
  request: FastifyRequest,
  method: string,
  struck: readonly Fault[],
): Promise<readonly Envelope[]> {
  try {
    if (isStruck(struck, 'http500')) throw CrmError.unknown();
    if (isStruck(struck, 'unauthorized')) {
      throw CrmError.signIn('incorrect username and password combination');
    }
    if (isStruck(struck, 'dropAuthorization')) delete request.headers.authorization;
    const read = await readRequest(crm, request);
    try {
      const isDropping = isStruck(struck, 'dropFiles');
      const files = isDropping ? read.files.map(withoutBytes) : read.files;
      const again = isStruck(struck, 'replayed') ? [duplicates(crm, files)] : [];
      return [files, ...again].map((each) =>
        answerTo(crm, request, method, { ...read, files: each }),
      );
    } finally {
      discardLeftovers(crm, read.files);
    }
  } catch (error) {
    return [refusal(error)];
  }
}

function answerTo(crm: Crm, request: FastifyRequest, method: string, read: ReadRequest): Envelope {
  try {
    return { status: 200, data: perform(crm, request, method, read) };
  } catch (error) {
    return refusal(error);
  } finally {
    discardLeftovers(crm, read.files);
  }
}

/** The same files once more, each with bytes of its own. */
function duplicates(crm: Crm, files: ReadRequest['files']): ReadRequest['files'] {
  return files.map((file) => ({ ...file, bytes: file.bytes && crm.files.duplicate(file.bytes) }));
}

function withoutBytes(file: ReadRequest['files'][number]): ReadRequest['files'][number] {
  return { ...file, bytes: undefined };
}

function perform(
  crm: Crm,
  request: FastifyRequest,
  method: string,
  { parameters, files }: ReadRequest,
): unknown {
  if (request.method !== 'POST') throw CrmError.noRoute(method);
  const ip = callerAddress(request);
  if (method === 'loginpwd') {
    const name = parameters.text('username');
    return [crm.gatekeeper.exchangePassword(name, parameters.text('password'), ip)];
  }
  const run = methods.get(method);
  if (!run) throw CrmError.noRoute(method);
  const user: User = crm.gatekeeper.admit(basicCredentials(request), ip);
  return run(crm, { user, parameters, files });
}

function refusal(error: unknown): Envelope {
  if (error instanceof CrmError) {
    return { status: error.status, error: error.phpClass, message: error.message };
  }
  if (error instanceof PhpError) {
    const { message, file } = error;
    return { status: 500, success: false, error: 0, message, file };
  }
  // A fault of the sandbox itself: seen at once in its output, and by the caller as a PHP error.
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, success: false, error: 0, message, file: 'sandbox/crm' };
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Envelope,
  struck: readonly Fault[],
): FastifyReply {
  const query = request.query as Record<string, unknown>;
  if (answer.status === 401) {
    if (isStruck(struck, 'refusalNoCors')) withoutHeaders(reply, corsHeaders);
    if (isStruck(struck, 'refusalCut')) return cutText(request, reply, answer);
    if (isStruck(struck, 'refusalPage')) return reply.code(401).type(htmlType).send(proxyPage);
    if (isStruck(struck, 'refusalHidden')) return reply.type(htmlType).send(proxyPage);
  }
  if (isStruck(struck, 'maintenance')) return maintenance(reply);
  if (isStruck(struck, 'proxyPage')) return reply.type(htmlType).send(proxyPage);
  if (isStruck(struck, 'empty')) return reply.type(htmlType).send('');
  if (isStruck(struck, 'htmlBefore')) return reply.type(htmlType).send(notices + phpJson(answer));
  void reply.code(query['_suppress_status_code'] ? 200 : answer.status);
  if (query['_format'] === 'xml') return reply.type(htmlType).send(phpXml(answer));
  const text = phpJson(answer);
  const isCut = isStruck(struck, 'cutAnswer');
  return reply.type(jsonType).send(isCut ? text.slice(0, Math.floor(text.length / 2)) : text);
}

function maintenance(reply: FastifyReply): FastifyReply {
  withoutHeaders(reply, { ...corsHeaders, ...otherHeaders });
  return reply.type(htmlType).send(maintenancePage);
}

function withoutHeaders(reply: FastifyReply, headers: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(headers)) void reply.removeHeader(name);
}

/** Begins to answer, and cuts the connection in the middle of the text. */
function cutText(request: FastifyRequest, reply: FastifyReply, answer: Envelope): FastifyReply {
  const text = phpJson(answer);
  void reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    reply.raw.setHeader(name, value ?? '');
  reply.raw.writeHead(answer.status, { 'Content-Type': jsonType, 'Content-Length': text.length });
  reply.raw.write(text.slice(0, text.length / 2), () => {
    // What is written is on its way before the connection is gone.
    setTimeout(() => request.raw.socket.destroy(), 5);
  });
  return reply;
}

/** What a web server says of a file that it has not got. */
function notFound(reply: FastifyReply): FastifyReply {
  const page = '<html><head><title>404 Not Found</title></head><body>Not Found</body></html>';
  return reply.code(404).type(htmlType).send(page);
}

/** The same endpoint by the other loopback name; whoever comes there is logged as any caller. */
function redirect(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const address = new URL(request.url, `http://${request.headers.host ?? ''}`);
  address.hostname = '127.0.0.1';
  address.searchParams.set('redirected', '1');
  return reply.code(302).header('Location', address.href).send('');
}

function isRedirected({ query }: FastifyRequest): boolean {
  return Boolean((query as Record<string, unknown>)['redirected']);
}

function cutConnection(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

/** Takes in what is still to come, so that the caller has sent everything and waits. */
function hang(request: FastifyRequest, reply: FastifyReply, faults: Faults): FastifyReply {
  void reply.hijack();
  request.raw.resume();
  faults.hang(request.raw.socket);
  return reply;
}

function isStruck(struck: readonly Fault[], ...wanted: readonly FaultKind[]): boolean {
  return struck.some(({ kind }) => wanted.includes(kind));
}

/** Name and key of a Basic header. */
function basicCredentials(request: FastifyRequest): { name: string; key: string } | undefined {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0
    ? { name: text, key: '' }
    : { name: text.slice(0, colon), key: text.slice(colon + 1) };
}

function userName(request: FastifyRequest): string {
  const name = basicCredentials(request)?.name;
  if (name !== undefined) return name;
  try {
    const { body } = request;
    const fields = Buffer.isBuffer(body) ? (JSON.parse(body.toString('utf8')) as unknown) : body;
    const sent = (fields as Record<string, unknown> | null)?.['username'];
    return typeof sent === 'string' ? sent : '';
  } catch {
    return '';
  }
}

/** The address that failures are counted for: proxies are believed (REST API 3). */
function callerAddress(request: FastifyRequest): string {
  const named = request.headers['x-forwarded-for'] ?? request.headers['client-ip'];
  const first = Array.isArray(named) ? named[0] : named?.split(',')[0]?.trim();
  if (first) return first;
  // One machine is one caller, whichever loopback address its browser took; a connection that
  // was cut no longer tells its address.
  const loopback = ['::1', '::ffff:127.0.0.1'];
  return !request.ip || loopback.includes(request.ip) ? '127.0.0.1' : request.ip;
}
