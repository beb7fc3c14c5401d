import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { UserDefinition } from '../access/user.ts';
import { Crm, type CrmOptions } from '../crm.ts';
import { demoUsers } from '../demo.ts';
import { createRecord } from '../methods/records.ts';
import type { Element } from '../methods/values.ts';
import { serveCrm } from '../server.ts';

/** A user like the demo's restricted one, with what matters to the test. */
export function aUser(changes: Partial<UserDefinition> = {}): UserDefinition {
  return { ...demoUsers.mario, ...changes };
}

export type Answered = {
  readonly status: number;
  readonly headers: LightMyRequestResponse['headers'];
  readonly text: string;
  /** The answer's JSON. */
  readonly envelope: Readonly<Record<string, unknown>>;
};

/** An empty CRM in a folder of its own, spoken to without a port. */
export class TestCrm {
  private constructor(
    readonly crm: Crm,
    readonly app: FastifyInstance,
    private readonly folder: string,
  ) {}

  static async start(options: Partial<CrmOptions> = {}): Promise<TestCrm> {
    const folder = mkdtempSync(join(tmpdir(), 'crm-'));
    const crm = new Crm({
      databaseFile: join(folder, 'crm.db'),
      users: Object.values(demoUsers),
      ...options,
    });
    return new TestCrm(crm, await serveCrm(crm), folder);
  }

  async stop(): Promise<void> {
    await this.app.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Stores a record as a user, past the API; tells its id. */
  add(module: string, element: Element, owner = 'admin'): string {
    const user = this.crm.accounts.named(owner);
    if (!user) throw new Error(`No user ${owner}`);
    const definition = this.crm.catalogue.get(module);
    return `${definition.prefix}x${createRecord(this.crm, user, definition, element)}`;
  }

  /** Calls a REST method with JSON; objects given for parameters are sent as JSON text. */
  async call(
    method: string,
    parameters: object,
    user: keyof typeof demoUsers = 'mario',
  ): Promise<Answered> {
    const sent = Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    const response = await this.app.inject({
      method: 'POST',
      url: `/restapi/v1/vtews/${method}`,
      headers: { 'content-type': 'application/json', ...basic(user) },
      payload: JSON.stringify(Object.fromEntries(sent)),
    });
    return asAnswered(response);
  }

  /** `data` of a call that must succeed. */
  async data<T>(
    method: string,
    parameters: object,
    user: keyof typeof demoUsers = 'mario',
  ): Promise<T> {
    const { envelope } = await this.call(method, parameters, user);
    if (envelope['status'] !== 200) throw new Error(JSON.stringify(envelope));
    return envelope['data'] as T;
  }

  /** The rows of a query. */
  async query(
    query: string,
    user: keyof typeof demoUsers = 'mario',
  ): Promise<readonly Readonly<Record<string, string>>[]> {
    return this.data('query', { query }, user);
  }

  /** Creates with files, as multipart. */
  async upload(
    elementType: string,
    element: Element,
    files: readonly (readonly [string, File])[],
    user: keyof typeof demoUsers = 'mario',
  ): Promise<Answered> {
    const form = new FormData();
    form.set('elementType', elementType);
    form.set('element', JSON.stringify(element));
    for (const [part, file] of files) form.append(part, file);
    const request = new Request('http://crm.invalid', { method: 'POST', body: form });
    const response = await this.app.inject({
      method: 'POST',
      url: '/restapi/v1/vtews/create',
      headers: { 'content-type': request.headers.get('content-type') ?? '', ...basic(user) },
      payload: Buffer.from(await request.arrayBuffer()),
    });
    return asAnswered(response);
  }

  /** Asks the test API. */
  async sandbox<T>(path: string, body?: object): Promise<T> {
    const response = await this.app.inject({
      method: body ? 'POST' : 'GET',
      url: `/sandbox/${path}`,
      ...(body ? { payload: body } : {}),
    });
    return response.json();
  }
}

export function basic(user: keyof typeof demoUsers): { authorization: string } {
  const { name, accessKey } = demoUsers[user];
  return { authorization: `Basic ${Buffer.from(`${name}:${accessKey}`).toString('base64')}` };
}

function asAnswered(response: LightMyRequestResponse): Answered {
  const { statusCode, headers, body } = response;
  const envelope = body.startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : {};
  return { status: statusCode, headers, text: body, envelope };
}
