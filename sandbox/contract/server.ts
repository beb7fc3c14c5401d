import { Marked } from './marked.ts';

/** Who calls. */
export interface Caller {
  readonly user: string;
  readonly key: string;
}

/** What a server answered, read as a careful client does. */
export interface Answer {
  readonly http: number;
  readonly headers: Headers;
  readonly text: string;
  /** `status` inside the answer; 0 where it is no envelope. */
  readonly status: number;
  readonly data: unknown;
  readonly error: string;
  readonly message: string;
}

export type Fields = Readonly<Record<string, string>>;
export type Row = Readonly<Record<string, string | null>>;

/** Refusals in a row after which nothing more is sent for a user: five would lock the account. */
const mostRefusals = 3;

/** A foreign origin, as the add-in's. */
export const origin = 'https://addin.example.com';

/** A vtenext over HTTP, with what the suite made in it. */
export class Server {
  readonly marked = new Marked();
  /** By user name in lower case: refusals, and attempts without an answer, since a success. */
  private readonly refusals = new Map<string, number>();

  constructor(
    readonly address: string,
    readonly caller: Caller,
    /** An administrator, where one is given. */
    readonly admin: Caller | undefined,
    /** The caller's password, where it is given. */
    readonly password?: string,
    /** Whether the caller's account is there to be locked. */
    private readonly mayLock = false,
  ) {}

  /** Calls a method with parameters as JSON. */
  async call(
    method: string,
    parameters: object = {},
    caller: Caller | null = this.caller,
  ): Promise<Answer> {
    return this.send(method, {
      headers: { 'Content-Type': 'application/json', ...authorization(caller) },
      body: JSON.stringify(parameters),
    });
  }

  /** Calls with a wrong key, once, and then with the right one: that forgets the failure. */
  async tryWrongKey(): Promise<Answer> {
    const wrong = { ...this.caller, key: 'contract-wrong-key' };
    return this.thenSucceed(await this.call('getlangs', {}, wrong));
  }

  /** Exchanges a wrong password, once, and then calls with the right key. */
  async tryWrongPassword(): Promise<Answer> {
    const wrong = { username: this.caller.user, password: 'contract-wrong-password' };
    return this.thenSucceed(await this.call('loginpwd', wrong, null));
  }

  private async thenSucceed(refusal: Answer): Promise<Answer> {
    const { status, message } = await this.call('getlangs');
    if (status !== 200) throw new Error(`the right key is refused after a wrong one: ${message}`);
    return refusal;
  }

  /**
   * Sends a request as it is given; not for a user who was refused so often in a row that the
   * account might be locked.
   */
  async send(method: string, request: RequestInit): Promise<Answer> {
    const user = userOf(method, request);
    const refused = user === undefined ? 0 : (this.refusals.get(user) ?? 0);
    if (refused >= mostRefusals && !this.mayLock) {
      throw new Error(`not sent: ${refused} refusals in a row, and the account must not be locked`);
    }
    const count = (isIn: boolean): void => {
      if (user === undefined) return;
      this.refusals.set(user, isIn ? 0 : (this.refusals.get(user) ?? 0) + 1);
    };
    try {
      const answer = await this.exchange(method, request);
      const isRefused = answer.http === 401 || answer.status === 401;
      count(!isRefused && (method !== 'loginpwd' || answer.status === 200));
      return answer;
    } catch (error) {
      count(false);
      throw error;
    }
  }

  private async exchange(method: string, request: RequestInit): Promise<Answer> {
    const address = `${this.address}/restapi/v1/vtews/${method}`;
    const response = await fetch(address, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(120_000),
      ...request,
      headers: { Origin: origin, ...(request.headers as Record<string, string>) },
    }).catch((error: unknown) => {
      throw new Error(`no answer from ${address}`, { cause: error });
    });
    return answerOf(response, await response.text());
  }

  async query(query: string): Promise<Answer> {
    return this.call('query', { query });
  }

  /** Rows of a query that must succeed. */
  async rows(query: string): Promise<readonly Row[]> {
    const { status, data, message } = await this.query(query);
    if (status !== 200) throw new Error(`${message} (${query})`);
    return data as readonly Row[];
  }

  /** Creates a record by JSON, and remembers to delete it. */
  async create(elementType: string, element: Fields): Promise<Answer> {
    const answer = await this.call('create', { elementType, element: JSON.stringify(element) });
    this.marked.note(elementType, answer.data);
    return answer;
  }

  /** Creates a record that the rule cannot do without. */
  async made(elementType: string, element: Fields): Promise<Row & { id: string }> {
    const { status, data, message } = await this.create(elementType, element);
    if (status !== 200) throw new Error(`cannot create ${elementType}: ${message}`);
    return data as Row & { id: string };
  }

  /** Creates a record with files, as multipart. */
  async upload(
    elementType: string,
    element: Fields,
    files: readonly (readonly [part: string, name: string, bytes: number | string])[],
  ): Promise<Answer> {
    const form = new FormData();
    form.set('elementType', elementType);
    form.set('element', JSON.stringify(element));
    for (const [part, name, content] of files) {
      const bytes = typeof content === 'number' ? new Uint8Array(content).fill(65) : content;
      form.append(part, new Blob([bytes], { type: 'text/plain' }), name);
    }
    const answer = await this.send('create', {
      headers: authorization(this.caller),
      body: form,
    });
    this.marked.note(elementType, answer.data);
    return answer;
  }

  async relate(id: string, list: readonly string[], relationid = ''): Promise<Answer> {
    return this.call('relate', { id, relatelist: JSON.stringify(list), relationid });
  }

  async delete(id: string): Promise<Answer> {
    return this.call('delete', { id });
  }
}

export function authorization(caller: Caller | null): Record<string, string> {
  if (!caller) return {};
  const token = Buffer.from(`${caller.user}:${caller.key}`, 'utf8').toString('base64');
  return { Authorization: `Basic ${token}` };
}

/** Who signs in by a request, in lower case: in the header, or in the body of `loginpwd`. */
function userOf(method: string, { headers, body }: RequestInit): string | undefined {
  if (method === 'loginpwd' && typeof body === 'string') {
    return String((JSON.parse(body) as { username?: unknown }).username).toLowerCase();
  }
  const token = (headers as Record<string, string> | undefined)?.['Authorization'];
  if (token === undefined) return undefined;
  const [user] = Buffer.from(token.replace('Basic ', ''), 'base64').toString('utf8').split(':');
  return user?.toLowerCase();
}

function answerOf(response: Response, text: string): Answer {
  const start = text.search(/^\{\s*"(status|success)"/m);
  let envelope: Record<string, unknown> = {};
  try {
    envelope = JSON.parse(text.slice(Math.max(0, start))) as Record<string, unknown>;
  } catch {
    // No envelope: its parts stay empty.
  }
  return {
    http: response.status,
    headers: response.headers,
    text,
    status: Number(envelope['status'] ?? 0),
    data: envelope['data'],
    error: String(envelope['error'] ?? ''),
    message: String(envelope['message'] ?? ''),
  };
}
