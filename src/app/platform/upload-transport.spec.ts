import { toProblem } from '../domain/problem';
import { UploadTransport, type UploadStep } from './upload-transport';

/** An `XMLHttpRequest` that the spec answers. */
class HandXhr {
  static last: HandXhr;
  status = 0;
  responseText = '';
  isAborted = false;
  readonly headers: Record<string, string> = {};
  readonly upload: { onprogress?: (event: Partial<ProgressEvent>) => void } = {};
  onreadystatechange?: () => void;
  onload?: () => void;
  onerror?: (event: Event) => void;
  opened: readonly string[] = [];
  sent: unknown;

  constructor() {
    HandXhr.last = this;
  }
  open(...opened: readonly string[]): void {
    this.opened = opened;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(body: unknown): void {
    this.sent = body;
  }
  abort(): void {
    this.isAborted = true;
  }
  begin(status: number): void {
    this.status = status;
    this.onreadystatechange?.();
  }
  end(text: string): void {
    this.responseText = text;
    this.onload?.();
  }
  fail(): void {
    this.status = 0;
    this.onerror?.(new ProgressEvent('error'));
  }
}

describe('UploadTransport', () => {
  const real = window.XMLHttpRequest;
  const form = new FormData();
  let steps: UploadStep[];
  let problem: string | undefined;
  beforeEach(() => {
    steps = [];
    problem = undefined;
    Object.assign(window, { XMLHttpRequest: HandXhr });
  });
  afterEach(() => {
    Object.assign(window, { XMLHttpRequest: real });
  });

  function upload(patience = 60_000) {
    const request = { url: 'https://crm.example/create', headers: { Authorization: 'Basic a' } };
    const call = new UploadTransport().send({ ...request, body: form, patience }).subscribe({
      next: (step) => steps.push(step),
      error: (error: unknown) => (problem = toProblem(error).kind),
    });
    return { call, xhr: HandXhr.last };
  }

  it('posts the form, and tells how far it is and what was answered', () => {
    const { xhr } = upload();
    expect(xhr.opened).toEqual(['POST', 'https://crm.example/create']);
    expect(xhr.headers['Authorization']).toBe('Basic a');
    expect(xhr.sent).toBe(form);
    xhr.upload.onprogress?.({ loaded: 1, total: 3, lengthComputable: true });
    xhr.upload.onprogress?.({ loaded: 2, total: 0, lengthComputable: false });
    xhr.begin(500);
    xhr.end('said');
    expect(steps).toEqual([
      { kind: 'progress', sent: 1, total: 3 },
      { kind: 'progress', sent: 2, total: 2 },
      { kind: 'answer', reply: { status: 500, text: 'said' } },
    ]);
  });

  // security: lock-out
  it('takes 401 for an answer though its text is cut off, and nothing else', () => {
    const refused = upload().xhr;
    refused.begin(401);
    refused.fail();
    expect(steps).toEqual([{ kind: 'answer', reply: { status: 401, text: '' } }]);
    const other = upload().xhr;
    other.begin(200);
    other.fail();
    expect(problem).toBe('unreachable');
  });

  it('gives up when nothing was heard in time, and when nobody waits any more', async () => {
    const late = upload(20).xhr;
    await new Promise((done) => setTimeout(done, 40));
    expect(problem).toBe('timedOut');
    expect(late.isAborted).toBeTrue();
    const { call, xhr } = upload();
    expect(xhr.isAborted).toBeFalse();
    call.unsubscribe();
    expect(xhr.isAborted).toBeTrue();
  });
});
