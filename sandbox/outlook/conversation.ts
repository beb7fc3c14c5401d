import { parseRequest, type WireMessage, type WireRequest, type WireResponse } from './wire.ts';

/** One message of a conversation; `time` in milliseconds since it began. */
export interface TraceEntry {
  readonly time: number;
  readonly direction: 'in' | 'out';
  readonly message: WireMessage;
}

/** What a page in a frame talks to: the host of a pane, or of an inline dialog. */
export interface PageHost {
  /** JSON for the `name` of the page's frame. */
  frameName(): string;
  /** Sends what the host says from now on to `post`: the text of one message at a time. */
  connect(post: (message: string) => void): void;
  /** Takes one message of the page; whatever is no request of this conversation is ignored. */
  receive(text: unknown): void;
}

const longestTracedText = 200;

/**
 * The envelope of Outlook host 12 with one page: who it is, which events it listens to, and what
 * was said. What the requests mean is the host's business.
 */
export class Conversation {
  readonly controlId = crypto.randomUUID();
  readonly id = crypto.randomUUID();
  private readonly origin: string;
  private readonly startedAt = performance.now();
  /** Registrations for events by action name: the correlation id events are sent under. */
  private readonly registrations = new Map<string, number>();
  private readonly entries: TraceEntry[] = [];
  private post: (message: string) => void = () => undefined;

  /** `origin` is that of the window that plays Outlook; the client posts only to it. */
  constructor(origin: string) {
    this.origin = origin;
  }

  /**
   * How office.js learns where it is (Outlook host 11.1, 11.3): JSON for the `name` of its window.
   */
  frameName(locale: string, kind: 'pane' | 'dialog'): string {
    const dialog = kind === 'dialog' ? 'isDialog' : '';
    return JSON.stringify({
      baseFrameName: `frame_${this.controlId}`,
      hostInfo: `Outlook$Web$16.01$${locale}$${crypto.randomUUID()}$${dialog}$disableLogging$0`,
      xdmInfo: `${this.id}|${this.controlId}|${this.origin}`,
      serializerVersion: '1',
      flights: '[]',
    });
  }

  connect(post: (message: string) => void): void {
    this.post = post;
  }

  /** The request that `text` is, if it is one of this conversation. */
  read(text: unknown): WireRequest | undefined {
    const request = parseRequest(text);
    if (request?._conversationId !== this.id) return undefined;
    this.record('in', request);
    return request;
  }

  /** Events are sent to the page from now on under the number of its request. */
  register({ _actionName, _correlationId }: WireRequest): void {
    this.registrations.set(_actionName, _correlationId);
  }

  unregister(action: string): void {
    this.registrations.delete(action);
  }

  /** Forgets what the page listened to: it was loaded anew. */
  begin(): void {
    this.registrations.clear();
  }

  listensTo(action: string): boolean {
    return this.registrations.has(action);
  }

  /** Sends an event, if the page listens to it. */
  event(action: string, data: unknown): void {
    const correlationId = this.registrations.get(action);
    if (correlationId === undefined) return;
    this.send({ _actionName: action, _correlationId: correlationId }, data, { _responseType: 1 });
  }

  answer(request: WireRequest, data: unknown, errorCode = 0): void {
    this.send(request, data, { _errorCode: errorCode });
  }

  /** A request of the host's own, on the conversation's second name (Outlook host 17). */
  notify(data: readonly number[]): void {
    const request: WireRequest = {
      _messageType: 0,
      _actionName: 'Office_notifyAgave',
      _conversationId: `${this.id}_ntf`,
      _correlationId: Date.now(),
      _origin: this.origin,
      _data: data,
      _actionType: 0,
      _serializerVersion: 1,
    };
    this.record('out', request);
    this.post(JSON.stringify(request));
  }

  /** The conversation so far, long texts shortened. */
  trace(): readonly TraceEntry[] {
    return this.entries;
  }

  private send(
    to: Pick<WireRequest, '_actionName' | '_correlationId'>,
    data: unknown,
    { _errorCode = 0, _responseType = 0 }: Partial<WireResponse>,
  ): void {
    const response: WireResponse = {
      _messageType: 1,
      _actionName: to._actionName,
      _conversationId: this.id,
      _correlationId: to._correlationId,
      _origin: this.origin,
      _data: data,
      _errorCode,
      _responseType,
      _serializerVersion: 1,
    };
    this.record('out', response);
    this.post(JSON.stringify(response));
  }

  private record(direction: TraceEntry['direction'], message: WireMessage): void {
    const shortened = JSON.stringify(message, (_, value: unknown) =>
      typeof value === 'string' && value.length > longestTracedText
        ? `${value.slice(0, longestTracedText)}… (${value.length} characters)`
        : value,
    );
    const time = Math.round(performance.now() - this.startedAt);
    this.entries.push({ time, direction, message: JSON.parse(shortened) as WireMessage });
  }
}
