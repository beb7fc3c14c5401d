import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FieldNames, Language, Restriction, UserDefinition } from '../access/user.ts';
import type { Crm, Settings, UploadLimits } from '../crm.ts';
import { recordLabel } from '../methods/record-label.ts';
import { faultsPage } from '../web/faults-page.ts';
import { type Fault, faultKinds, type Faults } from './faults.ts';
import type { Line } from '../line/line.ts';
import type { LoggedCall } from './rest-api.ts';
import { serveWorld } from './world-api.ts';

/** A file of a linked message. */
export type LinkedFile = {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** Whether the record's own Documents list shows it too. */
  readonly onRecord: boolean;
};

/** One row of the Messages list of a record. */
export type LinkedMessage = {
  readonly record: string;
  readonly module: string;
  readonly label: string;
  readonly messageId: string;
  readonly subject: string;
  readonly files: readonly LinkedFile[];
};

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

  app.get('/sandbox/line', () => ({ bitsPerSecond: line.bitsPerSecond }));
  app.post<{ Body: { bitsPerSecond?: number } | null }>(
    '/sandbox/line',
    { schema: { body: lineSchema } },
    ({ body }) => {
      line.limit(body?.bitsPerSecond ?? 0);
      return { bitsPerSecond: line.bitsPerSecond };
    },
  );
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
  serveUsers(app, crm);
  serveWorld(app, crm);
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

/** One entry for each mail in the Messages list of each record. */
function linkedMessages(crm: Crm): readonly LinkedMessage[] {
  return crm.links.listedLinks().flatMap(({ record, hash, number }) => {
    const entry = crm.records.find(record);
    const message = crm.records.read(crm.catalogue.get('Messages'), number);
    if (!entry || !message) return [];
    const ofRecord = new Set(crm.links.documentsOf(record));
    const documents = new Set(
      crm.links.copiesOf(hash).flatMap((copy) => crm.links.documentsOf(copy)),
    );
    const files = [...documents].map((document) => ({
      ...linkedFile(crm, document),
      onRecord: ofRecord.has(document),
    }));
    return [
      {
        record: `${entry.module.prefix}x${record}`,
        module: entry.module.name,
        label: recordLabel(crm, entry),
        messageId: message['messageid'] ?? '',
        subject: message['subject'] ?? '',
        files,
      },
    ];
  });
}

/** The title is the name that people see; a document without a file has size 0 and no sum. */
function linkedFile(crm: Crm, document: number): Omit<LinkedFile, 'onRecord'> {
  const values = crm.records.read(crm.catalogue.get('Documents'), document);
  const file = crm.files.ofDocument(document);
  return {
    name: values?.['notes_title'] ?? '',
    size: file?.size ?? 0,
    sha256: file?.sha256 ?? '',
  };
}

/** Every document that is not deleted. */
function storedDocuments(crm: Crm): readonly Omit<LinkedFile, 'onRecord'>[] {
  const rows = crm.database.all(
    'SELECT number FROM "m_Documents" WHERE deleted = 0 ORDER BY number',
  );
  return rows.map((row) => linkedFile(crm, Number(row['number'])));
}

/** Every comment that is not deleted. */
function storedComments(crm: Crm): readonly Readonly<Record<string, string>>[] {
  const module = crm.catalogue.get('ModComments');
  const rows = crm.database.all(
    'SELECT number FROM "m_ModComments" WHERE deleted = 0 ORDER BY number',
  );
  return rows.map((row) => {
    const values = crm.records.read(module, Number(row['number'])) ?? {};
    const target = crm.records.find(Number(values['related_to']));
    return {
      record: target ? `${target.module.prefix}x${target.number}` : '',
      text: values['commentcontent'] ?? '',
      visibility: values['visibility_comm'] ?? '',
      author: crm.accounts.numbered(Number(values['creator']))?.definition.name ?? '',
    };
  });
}

function storedMessages(crm: Crm): readonly Readonly<Record<string, string>>[] {
  const rows = crm.database.all(
    'SELECT number FROM "m_Messages" WHERE deleted = 0 ORDER BY number',
  );
  return rows.map((row) => {
    const number = Number(row['number']);
    const values = crm.records.read(crm.catalogue.get('Messages'), number) ?? {};
    const owner = crm.accounts.numbered(Number(values['assigned_user_id']));
    return { ...values, id: `44x${number}`, owner: owner?.definition.name ?? '' };
  });
}
