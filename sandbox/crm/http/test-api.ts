import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FieldNames, Language, Restriction, UserDefinition } from '../access/user.ts';
import type { Crm, Settings, UploadLimits } from '../crm.ts';
import { faultsPage } from '../web/faults-page.ts';
import { type Fault, faultKinds, type Faults } from './faults.ts';
import type { Line } from '../line/line.ts';
import type { LoggedCall } from './rest-api.ts';
import {
  linkedMessages,
  storedComments,
  storedDocuments,
  storedMessages,
} from './stored-content.ts';
import { serveWorld } from './world-api.ts';

/** What surrounds the CRM itself. */
export type Surroundings = {
  readonly faults: Faults;
  readonly line: Line;
  readonly log: LoggedCall[];
};

/** What tests and demonstrations ask and set: `/sandbox/…` (no part of a real vtenext). */
export function serveTestApi(
  app: FastifyInstance,
  crm: Crm,
  { faults, line, log }: Surroundings,
): void {
  app.post('/sandbox/reset', () => {
    crm.reset();
    faults.clear();
    line.limit(0);
    log.length = 0;
    return { reset: true };
  });
  app.get('/sandbox/links', () => linkedMessages(crm));
  app.get('/sandbox/messages', () => storedMessages(crm));
  app.get('/sandbox/documents', () => storedDocuments(crm));
  app.get('/sandbox/comments', () => storedComments(crm));
  app.get('/sandbox/failures', () => crm.gatekeeper.failures());
  app.get('/sandbox/calls', () => log);

  acceptForms(app);
  serveFaults(app, crm, { faults, line });
  serveLine(app, line);
  serveSettings(app, crm);
  serveUsers(app, crm);
  serveWorld(app, crm);
}

function serveFaults(
  app: FastifyInstance,
  crm: Crm,
  { faults, line }: Pick<Surroundings, 'faults' | 'line'>,
): void {
  app.get('/sandbox/faults', (request, reply) =>
    isPage(request)
      ? reply
          .header('Content-Security-Policy', policy)
          .type('text/html; charset=utf-8')
          .send(faultsPage(crm, faults, line))
      : faults.all,
  );
  app.get('/sandbox/faults/struck', () => faults.struck);
  app.post('/sandbox/faults/clear', () => {
    faults.clear();
    return faults.all;
  });
  app.delete('/sandbox/faults', () => {
    faults.clear();
    return faults.all;
  });
  app.post<{ Body: Fault }>('/sandbox/faults', { schema: { body: faultSchema } }, (request) => {
    faults.add(request.body);
    return faults.all;
  });
}

function serveLine(app: FastifyInstance, line: Line): void {
  app.get('/sandbox/line', () => ({ bitsPerSecond: line.bitsPerSecond }));
  app.post<{ Body: { bitsPerSecond?: number } | null }>(
    '/sandbox/line',
    { schema: { body: lineSchema } },
    ({ body }) => {
      line.limit(body?.bitsPerSecond ?? 0);
      return { bitsPerSecond: line.bitsPerSecond };
    },
  );
}

function serveSettings(app: FastifyInstance, crm: Crm): void {
  app.post<{ Body: Partial<UploadLimits> }>(
    '/sandbox/limits',
    { schema: { body: limitsSchema } },
    (request) => {
      crm.settings.limits = { ...crm.settings.limits, ...request.body };
      return crm.settings.limits;
    },
  );
  app.post<{ Body: { module: string; messages: boolean } }>(
    '/sandbox/relations',
    { schema: { body: relationSchema } },
    ({ body: { module, messages } }) => {
      const without = new Set(crm.settings.withoutMessages);
      if (messages) without.delete(module);
      else without.add(module);
      crm.settings.withoutMessages = without;
      return { withoutMessages: [...without] };
    },
  );
  app.post<{ Body: Partial<Pick<Settings, 'serverZone' | 'language'>> }>(
    '/sandbox/settings',
    { schema: { body: settingsSchema } },
    (request) => {
      Object.assign(crm.settings, request.body);
      const { serverZone, language } = crm.settings;
      return { serverZone, language };
    },
  );
}

/** Whether a browser asks, and not a test. */
const isPage = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes('text/html') ?? false;

const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'";

/** Forms of the page: what is left empty is left out, and the answer is the page again. */
function acceptForms(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const { body } = request;
    if (isPage(request) && body && typeof body === 'object') {
      request.body = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
    }
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.method === 'POST' && isPage(request) && reply.statusCode < 400) {
      void reply.code(303).header('Location', '/sandbox/faults');
    }
    done(null, payload);
  });
}

function serveUsers(app: FastifyInstance, crm: Crm): void {
  type Changes = {
    key?: string;
    zone?: string;
    language?: Language;
    isActive?: boolean;
    restrictions?: Readonly<Record<string, Restriction>>;
    hiddenFields?: FieldNames;
    readOnlyFields?: FieldNames;
  };
  const change = (name: string, { key, ...others }: Changes): boolean => {
    const user = crm.accounts.named(name);
    const changes: Partial<UserDefinition> = {
      ...others,
      ...(key === undefined ? {} : { accessKey: key }),
    };
    if (user) crm.accounts.change(user, changes);
    return user !== undefined;
  };
  app.post<{ Params: { name: string }; Body: Changes }>(
    '/sandbox/users/:name',
    { schema: { body: userSchema } },
    (request, reply) => {
      if (!change(request.params.name, request.body)) void reply.code(404);
      return { user: request.params.name };
    },
  );
  app.post<{ Params: { name: string }; Body: { key: string } }>(
    '/sandbox/users/:name/key',
    { schema: { body: { ...userSchema, required: ['key'] } } },
    (request, reply) => {
      if (!change(request.params.name, { key: request.body.key })) void reply.code(404);
      return { user: request.params.name };
    },
  );
  app.post<{ Params: { name: string } }>('/sandbox/users/:name/unlock', (request) => {
    crm.gatekeeper.unlock(request.params.name);
    return crm.gatekeeper.failures();
  });
}

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const closed = { type: 'object', additionalProperties: false } as const;

const faultSchema = {
  ...closed,
  required: ['method', 'kind'],
  properties: {
    method: text,
    kind: { enum: faultKinds },
    nth: { type: 'integer', minimum: 1 },
    value: count,
    modules: { type: 'array', items: text },
  },
};
const lineSchema = { ...closed, type: ['object', 'null'], properties: { bitsPerSecond: count } };
const limitsSchema = {
  ...closed,
  properties: { perFile: count, perRequest: count, maxFiles: count },
};
const relationSchema = {
  ...closed,
  required: ['module', 'messages'],
  properties: { module: text, messages: { type: 'boolean' } },
};
const settingsSchema = {
  ...closed,
  properties: { serverZone: text, language: { enum: ['en_us', 'it_it'] } },
};
const texts = { type: 'array', items: text } as const;
const fieldNames = { type: 'object', additionalProperties: texts } as const;
const userSchema = {
  ...closed,
  properties: {
    key: text,
    zone: text,
    language: { enum: ['en_us', 'it_it'] },
    isActive: { type: 'boolean' },
    restrictions: { type: 'object', additionalProperties: { enum: ['none', 'read'] } },
    hiddenFields: fieldNames,
    readOnlyFields: fieldNames,
  },
};
