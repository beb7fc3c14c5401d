import type { PageHost } from './conversation.ts';
import { parseEml } from './eml.ts';
import type { MailItem } from './mail-item.ts';
import { OutlookHost, type OutlookHostOptions } from './outlook-host.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** The text of a small mail; `headers` are whole lines, `body` starts after the empty line. */
export function eml(headers: readonly string[] = [], body = 'Hello'): string {
  const usual = [
    'From: Anna Rossi <anna.rossi@rossi-impianti.example>',
    'To: Demo User <demo@vendor.example>',
    'Message-ID: <offer@rossi-impianti.example>',
    'Date: Mon, 23 Nov 2026 09:12:00 +0100',
  ];
  const subject = headers.some((line) => line.startsWith('Subject:')) ? [] : ['Subject: Offer'];
  return [...usual, ...subject, ...headers, '', body].join('\r\n');
}

/** The text of a `multipart/mixed`; each part begins with its headers, or with the empty line. */
export function multipart(...parts: readonly string[]): string {
  const body = [...parts.flatMap((part) => ['--b', part]), '--b--', ''].join('\r\n');
  return eml(['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'], body);
}

export async function item(id: string, text: Uint8Array | string = eml()): Promise<MailItem> {
  return { id, mail: await parseEml(text) };
}

/** Plays the client: numbers its requests and keeps what the host says. */
export class Client {
  readonly host: OutlookHost;
  readonly received: WireResponse[] = [];
  private readonly page: PageHost;
  private readonly conversationId: string;
  private next = 0;

  /** Of a pane, or of the dialog `page` with a conversation of its own. */
  constructor(options: Partial<OutlookHostOptions> = {}, page?: PageHost, conversationId = '') {
    this.host = new OutlookHost({ origin: 'http://localhost:4300', ...options });
    this.page = page ?? this.host;
    this.conversationId = page ? conversationId : this.host.conversationId;
    this.page.connect((message) => this.received.push(JSON.parse(message) as WireResponse));
  }

  /** Sends a request and returns its correlation id. */
  send(action: string, data: unknown, changes: Partial<WireRequest> = {}): number {
    const request: WireRequest = {
      _messageType: 0,
      _actionName: action,
      _conversationId: this.conversationId,
      _correlationId: this.next,
      _origin: 'http://localhost:4301',
      _data: data,
      _actionType: 0,
      _serializerVersion: 1,
      ...changes,
    };
    this.next += 1;
    this.page.receive(JSON.stringify(request));
    return request._correlationId;
  }

  /** Calls a method and returns the data of its answer; undefined while there is none. */
  call(dispatchId: number, parameters?: unknown): unknown {
    const MethodData = { ControlId: this.host.controlId, DispatchId: dispatchId };
    const data = parameters === undefined ? { MethodData } : { ApiParams: parameters, MethodData };
    const correlationId = this.send('ExecuteMethod', data);
    return this.answer(correlationId)?._data;
  }

  /** Calls a method of the common API and returns the data of its answer. */
  common(dispatchId: number, parameters: object): unknown {
    const DdaMethod = { ControlId: this.host.controlId, Version: 1, DispatchId: dispatchId };
    return this.answer(this.send('executeMethod', { ...parameters, DdaMethod }))?._data;
  }

  /** Registers for an event as office.js does, or takes the registration back. */
  listen(action: string, eventDispId: number, actionType: 1 | 2 = 1): number {
    const data = { controlId: this.host.controlId, eventDispId, targetId: '' };
    return this.send(action, data, { _actionType: actionType });
  }

  answer(correlationId: number): WireResponse | undefined {
    return this.received.find(
      (message) => message._correlationId === correlationId && message._responseType === 0,
    );
  }

  events(): WireResponse[] {
    return this.received.filter((message) => message._responseType === 1);
  }
}
