import { toProblem } from '../domain/problem';
import { type Reply, Transport, type WebRequest } from './transport';

/** The browser's side of a call. */
interface Browser {
  readonly url: string;
  readonly init: RequestInit;
  readonly answer: (response: Partial<Response>) => void;
  readonly fail: () => void;
}

class HandTransport extends Transport {
  readonly calls: Browser[] = [];
  protected override fetch(url: string, init: RequestInit): Promise<Response> {
    return new Promise((done, failed) => {
      this.calls.push({
        url,
        init,
        answer: (response) => {
          done({
            type: 'cors',
            status: 200,
            text: () => Promise.resolve(''),
            ...response,
          } as Response);
        },
        fail: () => {
          failed(new TypeError('Failed to fetch'));
        },
      });
    });
  }
}

/** A call that is under way, and what came of it. */
function sent(request: Partial<WebRequest> = {}) {
  const transport = new HandTransport();
  let reply: Reply | undefined;
  let problem: string | undefined;
  const call = transport
    .send({ url: 'https://crm.example/list', patience: 60_000, ...request })
    .subscribe({
      next: (given) => (reply = given),
      error: (error: unknown) => (problem = toProblem(error).kind),
    });
  const [browser] = transport.calls;
  if (!browser) throw new Error('Nothing was sent.');
  const outcome = async (): Promise<Reply | string | undefined> => {
    await new Promise((done) => setTimeout(done));
    return reply ?? problem;
  };
  return { browser, call, outcome };
}

const text = (said: string) => ({ text: () => Promise.resolve(said) });
const cut = { text: () => Promise.reject(new TypeError('cut')) };
const silent = { text: () => new Promise<string>(() => undefined) };

describe('Transport', () => {
  // security: key-nowhere-else
  it('sends no cookie and no referrer, follows no redirect, and lets no cache keep anything', () => {
    const { browser } = sent({ headers: { Authorization: 'Basic a' }, body: '{}' });
    expect(browser.url).toBe('https://crm.example/list');
    expect(browser.init).toEqual(
      jasmine.objectContaining<RequestInit>({
        method: 'POST',
        body: '{}',
        headers: { Accept: 'application/json, text/plain, */*', Authorization: 'Basic a' },
        credentials: 'omit',
        redirect: 'manual',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      }),
    );
  });

  it('asks by GET where there is nothing to send, and less strictly where told', () => {
    const { browser } = sent({ options: { mode: 'no-cors', redirect: 'follow' } });
    expect(browser.init.method).toBe('GET');
    expect('body' in browser.init).toBeFalse();
    expect([browser.init.mode, browser.init.redirect, browser.init.credentials]).toEqual([
      'no-cors',
      'follow',
      'omit',
    ]);
  });

  it('gives the answer whatever its status', async () => {
    for (const status of [0, 200, 204, 404, 500]) {
      const { browser, outcome } = sent();
      browser.answer({ status, ...text('said') });
      expect(await outcome()).toEqual({ status, text: 'said' });
    }
  });

  it('tells a redirect from a connection that fails', async () => {
    const elsewhere = sent();
    elsewhere.browser.answer({ status: 0, type: 'opaqueredirect' });
    expect(await elsewhere.outcome()).toBe('redirected');
    const failed = sent();
    failed.browser.fail();
    expect(await failed.outcome()).toBe('unreachable');
  });

  // security: lock-out
  it('takes 401 for an answer though its text is cut off or never comes, and nothing else', async () => {
    for (const rest of [cut, silent]) {
      const refused = sent({ patience: 20 });
      refused.browser.answer({ status: 401, ...rest });
      await new Promise((done) => setTimeout(done, 40));
      expect(await refused.outcome()).toEqual({ status: 401, text: '' });
    }
    const other = sent();
    other.browser.answer({ status: 500, ...cut });
    expect(await other.outcome()).toBe('unreachable');
  });

  it('gives up when nothing came in time, and when nobody waits any more', async () => {
    const late = sent({ patience: 20 });
    await new Promise((done) => setTimeout(done, 40));
    expect(await late.outcome()).toBe('timedOut');
    expect(late.browser.init.signal?.aborted).toBeTrue();
    const left = sent();
    expect(left.browser.init.signal?.aborted).toBeFalse();
    left.call.unsubscribe();
    expect(left.browser.init.signal?.aborted).toBeTrue();
  });
});
