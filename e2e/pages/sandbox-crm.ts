import { type APIRequestContext, expect } from '@playwright/test';
import { demoUsers } from '../../sandbox/crm/demo.ts';

export interface StoredLink {
  readonly record: string;
  readonly module: string;
  readonly label: string;
  readonly messageId: string;
  readonly subject: string;
  readonly files: readonly {
    readonly name: string;
    readonly size: number;
    readonly sha256: string;
    readonly onRecord: boolean;
  }[];
}

export interface StoredComment {
  readonly record: string;
  readonly text: string;
  readonly visibility: string;
  readonly author: string;
}

/** A mail that the CRM's own mail client fetches: it bears no mark of a pane. */
export interface FetchedMail {
  readonly messageid: string;
  readonly subject: string;
  readonly mfrom: string;
  /** ISO 8601 with a zone. */
  readonly mdate: string;
}

/** What the sandbox's CRM holds, and how it shall behave. */
export class SandboxCrm {
  constructor(
    readonly address: string,
    private readonly request: APIRequestContext,
  ) {}

  async reset(): Promise<void> {
    await this.post('reset', {});
    await this.request.delete(`${this.address}/sandbox/faults`);
  }

  async links(): Promise<readonly StoredLink[]> {
    return this.get('links');
  }

  async messages(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.get('messages');
  }

  /** The documents that the CRM holds. */
  async documents(): Promise<readonly { readonly name: string; readonly sha256: string }[]> {
    return this.get('documents');
  }

  /** The comments on records. */
  async comments(): Promise<readonly StoredComment[]> {
    return this.get('comments');
  }

  /** Takes modules from a user, or the right to change their records; all others are free then. */
  async restrict(
    user: string,
    restrictions: Readonly<Record<string, 'none' | 'read'>>,
  ): Promise<void> {
    await this.post(`users/${user}`, { restrictions });
  }

  /** Lets the CRM fetch a mail from a user's mailbox; tells its web service id. */
  async fetchMail(user: string, mail: FetchedMail): Promise<string> {
    const answer = await this.request.post(`${this.address}/sandbox/webmail`, {
      data: { user, ...mail },
    });
    if (!answer.ok()) throw new Error(`/sandbox/webmail: ${String(answer.status())}`);
    return ((await answer.json()) as { readonly id: string }).id;
  }

  /** Deletes a record, as its administrator does. */
  async remove(id: string): Promise<void> {
    await this.asAdmin('delete', { id });
  }

  /** Makes a record, as its administrator does. */
  async create(module: string, element: Readonly<Record<string, string>>): Promise<void> {
    await this.asAdmin('create', { elementType: module, element: JSON.stringify(element) });
  }

  /** Failed sign-ins in a row, by user name. */
  async failures(): Promise<Readonly<Record<string, number>>> {
    return this.get('failures');
  }

  /**
   * Lets the `nth` call of `method` from now on go wrong; of those about `modules`, where they are
   * given: a pane queries more than what is tested.
   */
  async fault(
    method: string,
    kind: string,
    nth = 1,
    value?: number,
    modules?: readonly string[],
  ): Promise<void> {
    await this.post('faults', {
      ...{ method, kind, nth },
      ...(value !== undefined && { value }),
      ...(modules && { modules }),
    });
  }

  /** Whether a call has met the fault of this kind. */
  async hasStruck(method: string, kind: string): Promise<boolean> {
    const struck = await this.get<readonly { method: string; kind: string }[]>('faults/struck');
    return struck.some((fault) => fault.method === method && fault.kind === kind);
  }

  /** Waits until a call has met the fault of this kind. */
  async expectStruck(method: string, kind: string): Promise<void> {
    await expect.poll(() => this.hasStruck(method, kind), { timeout: 30_000 }).toBe(true);
  }

  /** Lets every call of every method meet a fault, and its preflight where the server is meant. */
  async stand(kind: string): Promise<void> {
    await this.post('faults', { method: '*', kind });
  }

  async clearFaults(): Promise<void> {
    await this.request.delete(`${this.address}/sandbox/faults`);
  }

  async slow(method: string, milliseconds: number): Promise<void> {
    await this.post('faults', { method, kind: 'latency', value: milliseconds });
  }

  async changeKey(user: string): Promise<void> {
    await this.post(`users/${user}/key`, { key: 'AnotherKey123456' });
  }

  /** The time zone in a CRM user's settings. */
  async setZone(user: string, zone: string): Promise<void> {
    await this.post(`users/${user}`, { zone });
  }

  /** Whether records of `module` have a Messages list. */
  async setMessagesRelation(module: string, messages: boolean): Promise<void> {
    await this.post('relations', { module, messages });
  }

  async calls(): Promise<readonly { readonly method: string; readonly status: number }[]> {
    return this.get('calls');
  }

  /** Waits until nothing has been called for so many milliseconds. */
  async expectRest(milliseconds = 250): Promise<void> {
    let before = -1;
    for (let now = 0; now !== before;) {
      before = now;
      await new Promise((done) => setTimeout(done, milliseconds));
      now = (await this.calls()).length;
    }
  }

  async limits(limits: Readonly<Record<string, number>>): Promise<void> {
    await this.post('limits', limits);
  }

  /** Limits the rate of the connections opened from now on, until the next reset. */
  async limitLine(bitsPerSecond: number): Promise<void> {
    await this.post('line', { bitsPerSecond });
  }

  private async asAdmin(method: string, data: object): Promise<void> {
    const { name, accessKey } = demoUsers.admin;
    const answer = await this.request.post(`${this.address}/restapi/v1/vtews/${method}`, {
      headers: { Authorization: `Basic ${btoa(`${name}:${accessKey}`)}` },
      data,
    });
    if (!answer.ok()) throw new Error(`${method}: ${String(answer.status())}`);
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await this.request.get(`${this.address}/sandbox/${path}`)).json()) as T;
  }

  private async post(path: string, data: object): Promise<void> {
    const answer = await this.request.post(`${this.address}/sandbox/${path}`, { data });
    if (!answer.ok()) throw new Error(`/sandbox/${path}: ${String(answer.status())}`);
  }
}
