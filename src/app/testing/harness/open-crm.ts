import { HttpBackend, provideHttpClient } from '@angular/common/http';
import {
  HttpTestingController,
  type TestRequest,
  provideHttpClientTesting,
} from '@angular/common/http/testing';
import type { Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Observable } from 'rxjs';
import { type SampleName, sampleAnswer } from '../../../contract/samples';
import { toProblem } from '../../domain/problem';
import { type AccessKey, CredentialVault } from '../../ports/credential-vault';
import type { FakeCredentialVault } from '../fakes';
import { provideFakes } from './provide-fakes';
import { UploadBackend } from '../../adapters/vtenext/rest/rest-caller';
import { VtenextCrm } from '../../adapters/vtenext/vtenext-crm';

export const aKey: AccessKey = {
  crmAddress: 'https://crm.example/vte',
  userName: 'mario',
  accessKey: 'TheKeyOfMario123',
};

/** The adapter over HTTP that the spec answers. For specs alone. */
export class OpenCrm {
  private readonly http = TestBed.inject(HttpTestingController);
  readonly vault = TestBed.inject(CredentialVault) as FakeCredentialVault;
  readonly crm = TestBed.inject(VtenextCrm);

  /**
   * The calls under way, by method; waits until there is at least one, for so many turns. Looks at
   * the path of the API are answered as the real CRM does, and are no calls.
   */
  async underWay(turns = 1_000): Promise<readonly TestRequest[]> {
    for (let turn = 0; turn < turns; turn += 1) {
      const open = this.http
        .match(({ method }) => method === 'POST')
        .filter(({ cancelled }) => !cancelled);
      if (open.length > 0) return open;
      for (const look of this.looks()) answerWith(look, 'error-http-get');
      await new Promise((done) => setTimeout(done));
    }
    throw new Error('No call was made.');
  }

  /** The one call under way, which must be of this method. */
  async call(method: string): Promise<TestRequest> {
    const [request, ...others] = await this.underWay();
    expect(others.map(({ request: { url } }) => url)).toEqual([]);
    expect(request?.request.url).toBe(`${aKey.crmAddress}/restapi/v1/vtews/${method}`);
    return request as TestRequest;
  }

  /** Answers the one call under way as the real CRM did, and gives its parameters. */
  async answer(method: string, sample: SampleName): Promise<Record<string, string>> {
    const request = await this.call(method);
    answerWith(request, sample);
    return parameters(request);
  }

  async answerData(method: string, data: unknown): Promise<Record<string, string>> {
    const request = await this.call(method);
    request.flush(JSON.stringify({ status: 200, data }));
    return parameters(request);
  }

  /** Looks at a path that wait for an answer. */
  looks(): readonly TestRequest[] {
    return this.http.match(({ method }) => method === 'GET');
  }

  /** Waits for the next look, which must be at this path. */
  async lookAt(path: string): Promise<TestRequest> {
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
    return this.http.match(() => true).length === 0;
  }
}

export function openCrm(providers: readonly Provider[] = []): OpenCrm {
  TestBed.configureTestingModule({
    providers: [
      provideFakes(),
      provideHttpClient(),
      provideHttpClientTesting(),
      { provide: UploadBackend, useExisting: HttpBackend },
      VtenextCrm,
      ...providers,
    ],
  });
  const open = new OpenCrm();
  open.vault.key = aKey;
  return open;
}

export function answerWith(request: TestRequest, sample: SampleName): void {
  const { status, text } = sampleAnswer(sample);
  request.flush(text, { status, statusText: 'As recorded' });
}

/** The parameters of a call: its JSON, or the text parts of its form. */
export function parameters({ request: { body } }: TestRequest): Record<string, string> {
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
