import {
  EnvironmentInjector,
  Injectable,
  createEnvironmentInjector,
  inject,
  provideZonelessChangeDetection,
  ɵINJECTOR_SCOPE,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import * as fc from 'fast-check';
import { type Observable, map } from 'rxjs';
import { rowsSchema } from '../../../contract/rest';
import { type SampleName, sampleAnswer } from '../../../contract/samples';
import { openEnvelope } from '../../adapters/vtenext/rest/envelope';
import { type CrmPorts, vtenextPorts } from '../../testing/harness/crm-ports';
import { Transport } from '../../platform/transport';
import {
  type UploadRequest,
  type UploadStep,
  UploadTransport,
} from '../../platform/upload-transport';
import { Cache } from '../../ports/cache';
import { CredentialVault } from '../../ports/credential-vault';
import { CallSlots } from '../../ports/call-slots';
import { FakeCallSlots } from '../../testing/fake-call-slots';
import { FakeCredentialVault } from '../../testing/fakes';
import { MemoryCache } from '../../testing/memory-stores';
import { anyText, anyValue, ended, fuzz, mutated, nested, settled } from './fuzzing';
import { crmCalls } from './crm-calls';

/** What the CRM may be thought to say, by method. */
const honest: Readonly<Record<string, readonly SampleName[]>> = {
  listtypes: ['listtypes-restricted', 'listtypes-fieldtype-email-restricted'],
  describe: [
    'feature-describe-contacts',
    'feature-describe-helpdesk',
    'describe-documents-restricted',
  ],
  query: [
    'e2e-04-query-contacts-by-email',
    'query-messages-by-messageid',
    'e2e-11-query-new-documents',
  ],
  retrieve: ['feature-create-contact-minimal', 'create-message-link'],
  create: ['e2e-08-create-message-with-two-attachments', 'create-document-external-url'],
  revise: ['revise-message-mdate'],
  relate: ['e2e-09-relate-message-to-contact'],
  delete: ['delete-message'],
  getlabels: ['feature-getlabels-contacts-it'],
  loginpwd: ['login-ok'],
  getlangs: ['getlangs'],
};

interface Answer {
  readonly status: number;
  readonly text: string;
}

const json = (data: unknown): string => JSON.stringify({ status: 200, data });
const data = (name: SampleName): unknown =>
  shortened((JSON.parse(sampleAnswer(name).text) as { data?: unknown }).data);

/** Long lists as a few of their members, so that a change strikes what matters. */
function shortened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shortened(part)]));
  }
  const step = Math.ceil(value.length / 6);
  return value.filter((_, at) => at % step === 0).map(shortened);
}

/** A text that is no honest answer of any method. */
const anyBody: fc.Arbitrary<string> = fc.oneof(
  anyText,
  anyValue.map((value) => JSON.stringify(value)),
  anyValue.map(json),
  fc
    .record({ status: anyValue, message: anyValue, error: anyValue, data: anyValue })
    .map((all) => JSON.stringify(all)),
  fc
    .tuple(fc.constantFrom(401, 500, 403, 400, 0), anyText)
    .map(([status, message]) => JSON.stringify({ status, message })),
  fc.constantFrom('', '<html>maintenance</html>', '{"success":false}', '{"success":true}', 'null'),
);

/** Answers of one method: honest, lying, cut short, after HTML, or of another kind altogether. */
function answersOf(method: string): fc.Arbitrary<Answer> {
  const samples = (honest[method] ?? []).map(data);
  const lie = fc.oneof(...samples.map((sample) => mutated(sample)), anyValue).map(json);
  const truth = fc.constantFrom(...samples).map(json);
  const text = fc.oneof(
    { weight: 6, arbitrary: lie },
    { weight: 4, arbitrary: truth },
    { weight: 1, arbitrary: anyBody },
    {
      weight: 1,
      arbitrary: lie.map(
        (body) => `<br />\n<b>Notice</b>: Undefined index in <b>x.php</b>\n${body}`,
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(lie, fc.nat({ max: 200 })).map(([body, at]) => body.slice(0, at)),
    },
  );
  const status = fc.oneof(
    { weight: 12, arbitrary: fc.constant(200) },
    { weight: 1, arbitrary: fc.constantFrom(0, 204, 301, 400, 401, 403, 404, 500, 502) },
    { weight: 1, arbitrary: fc.constant(-1) },
  );
  return fc.record({ status, text });
}

const methods = Object.keys(honest);
type Answers = Readonly<Record<string, readonly Answer[]>>;
const honestAnswers: Answers = Object.fromEntries(
  methods.map((method) => [
    method,
    (honest[method] ?? []).map((name) => ({ status: 200, text: json(data(name)) })),
  ]),
);

/**
 * For each method what its calls are answered, one after another, and again from the start: some of
 * the methods lie.
 */
const answers: fc.Arbitrary<Answers> = fc
  .array(
    fc.oneof(
      ...methods.map((method) =>
        fc.tuple(fc.constant(method), fc.array(answersOf(method), { minLength: 1, maxLength: 3 })),
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((lies) => ({ ...honestAnswers, ...Object.fromEntries(lies) }));

/** Another name for something, in the answers of one method or in all that name it. */
const renaming = fc.record({
  names: fc.subarray(
    [
      'lastname',
      'firstname',
      'email',
      'phone',
      'account_id',
      'accountname',
      'Contacts',
      'Accounts',
      'HelpDesk',
      'string',
      'picklist',
      'reference',
      'id',
      '4',
      '4x',
      'label',
      'Last Name',
      'notes_title',
      'filesize',
      'messageid',
      'createdtime',
      'ticket_no',
    ],
    { minLength: 1, maxLength: 6 },
  ),
  other: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('constructor', '__proto__', 'toString', 'valueOf') },
    { weight: 1, arbitrary: anyText },
  ),
  only: fc.constantFrom(undefined, 'describe', 'describe', 'query', 'retrieve', 'listtypes'),
});
const renamed = fc
  .tuple(fc.oneof(fc.constant(honestAnswers), answers), renaming)
  .map(([all, { names, other, only }]): Answers => {
    const written = JSON.stringify(other).slice(1, -1);
    const name = new RegExp(`(?<=[",])(${names.join('|')})(?=[",])`, 'g');
    return Object.fromEntries(
      Object.entries(all).map(([method, list]) => [
        method,
        (only ?? method) === method
          ? list.map(({ status, text }) => ({ status, text: text.replaceAll(name, () => written) }))
          : list,
      ]),
    );
  });

/** A server that says what it is told to; a status of -1 never answers. */
@Injectable()
class LyingServer extends Transport {
  answers: Answers = {};
  private readonly asked = new Map<string, number>();

  override fetch(url: string): Promise<Response> {
    const method = url.split('/').at(-1) ?? '';
    const count = this.asked.get(method) ?? 0;
    this.asked.set(method, count + 1);
    const list = this.answers[method] ?? [];
    const { status, text } = list[count % list.length] ?? { status: 200, text: '' };
    if (status === -1) return new Promise(() => undefined);
    if (status === 0) return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve({ status, type: 'cors', text: () => Promise.resolve(text) } as Response);
  }
}

/** The same server, where a file is sent to it. */
@Injectable()
class LyingUploads extends UploadTransport {
  private readonly server = inject(LyingServer);

  override send(request: UploadRequest): Observable<UploadStep> {
    return this.server
      .send({ url: request.url, patience: request.patience })
      .pipe(map((reply): UploadStep => ({ kind: 'answer', reply })));
  }
}

/**
 * The adapter over a server that lies, new for each case with all that it is made of. All cases
 * share one TestBed, in which each gets an injector that owns what is provided in the root:
 * thousands of TestBeds would take most of the time.
 */
function lyingCrm(lies: Answers): CrmPorts {
  lastCase?.destroy();
  lastCase = createEnvironmentInjector(
    [
      { provide: ɵINJECTOR_SCOPE, useValue: 'root' },
      LyingServer,
      { provide: Transport, useExisting: LyingServer },
      { provide: UploadTransport, useClass: LyingUploads },
      { provide: CredentialVault, useClass: FakeCredentialVault },
      { provide: Cache, useClass: MemoryCache },
      { provide: CallSlots, useClass: FakeCallSlots },
    ],
    TestBed.inject(EnvironmentInjector),
  );
  lastCase.get(LyingServer).answers = lies;
  (lastCase.get(CredentialVault) as FakeCredentialVault).key = {
    crmAddress: 'https://crm.example/vte',
    userName: 'mario',
    accessKey: 'TheKeyOfMario123',
  };
  return vtenextPorts(lastCase);
}
let lastCase: EnvironmentInjector | undefined;

export function fuzzCrmAnswers(): void {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideZonelessChangeDetection()] });
  });
  afterAll(() => {
    lastCase?.destroy();
    lastCase = undefined;
  });

  // security: fuzz
  fuzz('any text instead of an answer', 6_000, anyBody, (text) =>
    ended(() => openEnvelope(text, rowsSchema)),
  );

  const call = fc.constantFrom(...crmCalls);
  // security: fuzz
  fuzz(
    'lying answers to every call',
    6_000,
    fc.tuple(call, fc.oneof(answers, renamed)),
    async ([[, ask], lies]) => {
      await settled(ask(lyingCrm(lies)));
    },
  );

  const huge = fc.constantFrom<() => string>(
    () => json('x'.repeat(50_000_000)),
    () => 'x'.repeat(50_000_000),
    () =>
      json(Array.from({ length: 20_000 }, (_, at) => ({ id: `4x${String(at)}`, lastname: 'A' }))),
    () => `{"status":200,"data":${JSON.stringify(nested(4_000))}}`,
    () => '[{"status":'.repeat(100_000),
    () => '{"status"\n'.repeat(100_000),
  );
  // security: fuzz
  fuzz(
    'answers of 50 MB, of 20,000 records, and nested without end',
    24,
    fc.tuple(huge, call),
    async ([body, [, ask]]) => {
      const answer = [{ status: 200, text: body() }];
      const lies = Object.fromEntries(methods.map((method) => [method, answer]));
      await settled(ask(lyingCrm(lies)), 30_000);
    },
  );
}
