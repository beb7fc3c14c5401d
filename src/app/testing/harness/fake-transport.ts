import type { Provider } from '@angular/core';
import { Observable, type Subscriber } from 'rxjs';
import { ProblemError } from '../../domain/problem';
import { Transport } from '../../platform/transport';
import {
  type UploadRequest,
  type UploadStep,
  UploadTransport,
} from '../../platform/upload-transport';

/** How an answer is given. */
interface Answering {
  readonly respond: (status: number, text: Promise<string>, type?: ResponseType) => void;
  readonly fail: () => void;
  readonly progress?: (sent: number, total: number) => void;
  readonly isCancelled: () => boolean;
}

/** What was handed to the browser to send. */
export class SentRequest {
  readonly headers: Headers;
  constructor(
    readonly url: string,
    private readonly init: Omit<RequestInit, 'headers'> & { readonly headers: HeadersInit },
  ) {
    this.headers = new Headers(init.headers);
  }
  get method(): string {
    return this.init.method ?? 'GET';
  }
  get body(): BodyInit | null {
    return this.init.body ?? null;
  }
  get credentials(): RequestCredentials | undefined {
    return this.init.credentials;
  }
  get redirect(): RequestRedirect | undefined {
    return this.init.redirect;
  }
  get cache(): RequestCache | undefined {
    return this.init.cache;
  }
  get referrerPolicy(): ReferrerPolicy | undefined {
    return this.init.referrerPolicy;
  }
}

/** A call that waits until the spec answers it. */
export class FakeCall {
  constructor(
    readonly request: SentRequest,
    private readonly answering: Answering,
  ) {}

  /** Whether nobody waits for the answer any more. */
  get cancelled(): boolean {
    return this.answering.isCancelled();
  }

  /** Answers with this text. */
  flush(text: string, { status = 200 }: ResponseInit = {}): void {
    this.answering.respond(status, Promise.resolve(text));
  }

  /** The connection fails, or the answer is one that a page may not read. */
  fail(): void {
    this.answering.fail();
  }

  /** The address leads elsewhere. */
  redirect(): void {
    this.answering.respond(0, Promise.resolve(''), 'opaqueredirect');
  }

  /** The status comes; its text comes when told, or is cut off when that is rejected. */
  begin(status: number, text: Promise<string>): void {
    this.answering.respond(status, text);
  }

  /** Bytes of an upload have been sent. */
  progress(sent: number, total: number): void {
    this.answering.progress?.(sent, total);
  }
}

/** Both ways of sending, answered by the spec. For specs alone. */
export class FakeWire {
  private waiting: FakeCall[] = [];

  /** Takes the calls that wait and match. */
  match(matches: (request: SentRequest) => boolean): readonly FakeCall[] {
    const found = this.waiting.filter(({ request }) => matches(request));
    this.waiting = this.waiting.filter((call) => !found.includes(call));
    return found;
  }

  add(url: string, init: SentRequest['init'], answering: Answering): void {
    this.waiting.push(new FakeCall(new SentRequest(url, init), answering));
  }
}

class FakeTransport extends Transport {
  constructor(private readonly wire: FakeWire) {
    super();
  }
  protected override fetch(url: string, init: RequestInit): Promise<Response> {
    return new Promise((done, failed) => {
      this.wire.add(
        url,
        { ...init, headers: init.headers ?? {} },
        {
          respond: (status, text, type = 'cors') => {
            done({ status, type, text: () => text } as Response);
          },
          fail: () => {
            failed(new TypeError('Failed to fetch'));
          },
          isCancelled: () => init.signal?.aborted ?? false,
        },
      );
    });
  }
}

class FakeUploadTransport extends UploadTransport {
  constructor(private readonly wire: FakeWire) {
    super();
  }
  override send({ url, headers, body }: UploadRequest): Observable<UploadStep> {
    return new Observable((subscriber: Subscriber<UploadStep>) => {
      this.wire.add(
        url,
        { method: 'POST', headers, body },
        {
          respond: (status, text) => {
            void text.then((read) => {
              subscriber.next({ kind: 'answer', reply: { status, text: read } });
              subscriber.complete();
            });
          },
          fail: () => {
            subscriber.error(new ProblemError({ kind: 'unreachable' }));
          },
          progress: (sent, total) => {
            subscriber.next({ kind: 'progress', sent, total });
          },
          isCancelled: () => subscriber.closed,
        },
      );
    });
  }
}

/** What specs over the CRM's adapter send with. */
export const fakeTransports: Provider[] = [
  FakeWire,
  { provide: Transport, useFactory: (wire: FakeWire) => new FakeTransport(wire), deps: [FakeWire] },
  {
    provide: UploadTransport,
    useFactory: (wire: FakeWire) => new FakeUploadTransport(wire),
    deps: [FakeWire],
  },
];
