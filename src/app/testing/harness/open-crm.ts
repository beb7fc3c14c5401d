import { Injector, type Provider, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Observable } from 'rxjs';
import { type SampleName, sampleAnswer } from '../../../contract/samples';
import { toProblem } from '../../domain/problem';
import { type AccessKey, CredentialVault } from '../../ports/credential-vault';
import { Cache } from '../../ports/cache';
import { CallSlots } from '../../ports/call-slots';
import { FakeCallSlots } from '../fake-call-slots';
import { FakeCredentialVault } from '../fakes';
import { MemoryCache } from '../memory-stores';
import { type CrmPorts, vtenextPorts } from './crm-ports';
import { type FakeCall, FakeWire, fakeTransports } from './fake-transport';

export const aKey: AccessKey = {
  crmAddress: 'https://crm.example/vte',
  userName: 'mario',
  accessKey: 'TheKeyOfMario123',
};

/** The adapter over HTTP that the spec answers. For specs alone. */
export class OpenCrm {
  private readonly wire = TestBed.inject(FakeWire);
  readonly vault = TestBed.inject(CredentialVault) as FakeCredentialVault;
  readonly crm: CrmPorts = vtenextPorts(TestBed.inject(Injector));

  /**
   * The calls under way, by method; waits until there is at least one, for so many turns. Looks at
   * the path of the API are answered as the real CRM does, and are no calls.
   */
  async underWay(turns = 1_000): Promise<readonly FakeCall[]> {
    for (let turn = 0; turn < turns; turn += 1) {
      const open = this.wire
        .match(({ method }) => method === 'POST')
        .filter(({ cancelled }) => !cancelled);
      if (open.length > 0) return open;
      for (const look of this.looks()) answerWith(look, 'error-http-get');
      await new Promise((done) => setTimeout(done));
    }
    throw new Error('No call was made.');
  }

  /** The one call under way, which must be of this method. */
  async call(method: string): Promise<FakeCall> {
    const [request, ...others] = await this.underWay();
    expect(others.map(({ request: { url } }) => url)).toEqual([]);
    expect(request?.request.url).toBe(`${aKey.crmAddress}/restapi/v1/vtews/${method}`);
    return request as FakeCall;
  }

  /** Answers the one call under way as the real CRM did, and gives its parameters. */
  async answer(method: string, sample: SampleName): Promise<Record<string, string>> {
    const request = await this.call(method);
    answerWith(request, sample);
    await whenRead();
    return parameters(request);
  }

  async answerData(method: string, data: unknown): Promise<Record<string, string>> {
    const request = await this.call(method);
    request.flush(JSON.stringify({ status: 200, data }));
    await whenRead();
    return parameters(request);
  }

  /** Looks at a path that wait for an answer. */
  looks(): readonly FakeCall[] {
    return this.wire.match(({ method }) => method === 'GET');
  }

  /** Waits for the next look, which must be at this path. */
  async lookAt(path: string): Promise<FakeCall> {
    for (let turn = 0; turn < 200; turn += 1) {
      const [look] = this.looks();
      if (look) {
        expect(look.request.url).toBe(`${aKey.crmAddress}/${path}/getlangs`);
        return look;
      }
      await new Promise((done) => setTimeout(done));
    }
    throw new Error('Nobody looked.');
  }

  /** Whether anything is under way after everything pending has run. */
  async isSilent(): Promise<boolean> {
    await new Promise((done) => setTimeout(done, 5));
    return this.wire.match(() => true).length === 0;
  }
}

/** Ends when an answer has been read: messages come after promises, and sooner than timers. */
function whenRead(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}

export function openCrm(providers: readonly Provider[] = []): OpenCrm {
  TestBed.configureTestingModule({
    providers: [
      provideZonelessChangeDetection(),
      fakeTransports,
      { provide: CredentialVault, useClass: FakeCredentialVault },
      { provide: Cache, useClass: MemoryCache },
      { provide: CallSlots, useClass: FakeCallSlots },
      ...providers,
    ],
  });
  const open = new OpenCrm();
  open.vault.key = aKey;
  return open;
}

export function answerWith(request: FakeCall, sample: SampleName): void {
  const { status, text } = sampleAnswer(sample);
  request.flush(text, { status });
}

/** The parameters of a call: its JSON, or the text parts of its form. */
export function parameters({ request: { body } }: FakeCall): Record<string, string> {
  if (typeof body === 'string') return JSON.parse(body) as Record<string, string>;
  const form = [...(body as FormData).entries()];
  return Object.fromEntries(
    form.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );
}

/** What comes of a call: all it gave, and the kind of problem it ended with. */
export interface Outcome<T> {
  readonly given: T[];
  problem?: string;
  isOver: boolean;
}

export function outcome<T>(call: Observable<T>): Outcome<T> {
  const seen: Outcome<T> = { given: [], isOver: false };
  call.subscribe({
    next: (value) => seen.given.push(value),
    error: (error: unknown) => {
      seen.problem = toProblem(error).kind;
      seen.isOver = true;
    },
    complete: () => {
      seen.isOver = true;
    },
  });
  return seen;
}

/** Waits until the call is over. */
export async function ended<T>(seen: Outcome<T>): Promise<Outcome<T>> {
  for (let turn = 0; turn < 200 && !seen.isOver; turn += 1) {
    await new Promise((done) => setTimeout(done));
  }
  expect(seen.isOver).toBeTrue();
  return seen;
}
