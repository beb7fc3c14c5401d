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

/** A foreign origin, as the add-in's. */
export const origin = 'https://addin.example.com';

/** A vtenext over HTTP, with what the suite made in it. */
export class Server {
  readonly marked = new Marked();

  constructor(
    readonly address: string,
    readonly caller: Caller,
    /** An administrator, where one is given. */
    readonly admin: Caller | undefined,
    /** The caller's password, where it is given. */
    readonly password?: string,
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

  /** Sends a request as it is given. */
  async send(method: string, request: RequestInit): Promise<Answer> {
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
