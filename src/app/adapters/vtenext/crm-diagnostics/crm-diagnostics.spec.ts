import { firstValueFrom, toArray } from 'rxjs';
import type { Finding } from '../../../domain/finding';
import { type PageSurroundings, localNetworkCode } from './crm-diagnostics';
import { type OpenCrm, aKey, answerWith, openCrm } from '../../../testing/harness/open-crm';
import { ENDPOINT_PATHS } from '../rest/endpoint-discovery';

const [usual, other] = ENDPOINT_PATHS;

describe('localNetworkCode', () => {
  const page = (
    address: string,
    localNetwork?: PageSurroundings['localNetwork'],
  ): PageSurroundings => ({ address, localNetwork });
  const hosted = 'https://pane.example/pane/';

  // security: connection-check
  it('finds that the browser stops a page of the internet from a private network', () => {
    for (const crm of ['https://192.168.1.5', 'https://crm.local', 'https://127.0.0.1']) {
      expect(localNetworkCode(crm, page(hosted), false)).toBe('blocked');
      expect(localNetworkCode(crm, page(hosted, 'denied'), false)).toBe('blocked');
      expect(localNetworkCode(crm, page(hosted, 'prompt'), false)).toBe('blocked');
    }
  });

  it('guesses so of a name where the page may not use the local network', () => {
    expect(localNetworkCode('https://crm.example', page(hosted, 'denied'), false)).toBe('possible');
    expect(localNetworkCode('https://crm.example', page(hosted), false)).toBe('unknown');
  });

  it('does not find it where the CRM answers, where it is permitted, or of a page that is local', () => {
    expect(localNetworkCode('https://10.0.0.1', page(hosted, 'denied'), true)).toBe('notConcerned');
    expect(localNetworkCode('https://10.0.0.1', page(hosted, 'granted'), false)).toBe(
      'notConcerned',
    );
    for (const local of ['http://localhost:4301/', 'https://10.0.0.9/pane/']) {
      expect(localNetworkCode('https://10.0.0.1', page(local, 'denied'), false)).toBe(
        'notConcerned',
      );
    }
  });
});

describe('VtenextCrmDiagnostics', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  const examined = (address: string): Promise<readonly string[]> =>
    firstValueFrom(open.crm.diagnostics.diagnose(address).pipe(toArray())).then((findings) =>
      findings.map(({ topic, code }: Finding) => `${topic}.${code}`),
    );

  /** Answers the look at the path, and that which needs a preflight. */
  async function answerLooks(): Promise<void> {
    answerWith(await open.lookAt(usual), 'error-http-get');
    const preflighted = await open.lookAt(usual);
    expect(preflighted.request.headers.get('Authorization')).toBe('');
    answerWith(preflighted, 'error-http-get');
  }

  it('asks with the key one call after another, and says what is permitted', async () => {
    const findings = examined(aKey.crmAddress);
    await answerLooks();
    await open.answer('getlangs', 'getlangs');
    expect(await open.answer('describe', 'e2e-03-describe-contacts')).toEqual({
      elementType: 'Messages',
    });
    expect(await open.answer('describe', 'describe-documents-restricted')).toEqual({
      elementType: 'Documents',
    });
    expect(await findings).toEqual(
      jasmine.arrayContaining(['restPath.rewritten', 'key.accepted', 'messages.permitted']),
    );
  });

  // security: connection-check
  it('asks nothing more with the key after a 401', async () => {
    const findings = examined(aKey.crmAddress);
    await answerLooks();
    await open.answer('getlangs', 'error-basic-wrong-key');
    expect(await findings).toEqual(
      jasmine.arrayContaining(['key.refused', 'messages.unknown', 'documents.unknown']),
    );
    expect(await open.isSilent()).toBeTrue();
  });

  it('sends no key to another CRM than that it is for', async () => {
    const findings = examined('https://other.example');
    for (let looks = 0; looks < 2;) {
      for (const look of open.looks()) {
        expect(look.request.headers.get('Authorization') ?? '').toBe('');
        answerWith(look, 'error-http-get');
        looks += 1;
      }
      await new Promise((done) => setTimeout(done));
    }
    expect(await findings).toContain('key.signedOut');
    expect(await open.isSilent()).toBeTrue();
  });

  it('finds the path without rewrite rules, and tells one finding of each topic', async () => {
    open.vault.key = undefined;
    const findings = examined(aKey.crmAddress);
    (await open.lookAt(usual)).fail();
    answerWith(await open.lookAt(other), 'error-http-get');
    answerWith(await open.lookAt(other), 'error-http-get');
    const ids = await findings;
    expect(ids).toContain('restPath.plain');
    const topics = ids.map((id) => id.split('.')[0]);
    expect(new Set(topics).size).toBe(topics.length);
    expect(topics.length).toBe(10);
  });

  it('asks nobody where the address is none', async () => {
    expect(await examined('javascript:alert(1)')).toContain('server.badAddress');
    expect(await examined(' ')).toContain('server.noAddress');
    expect(await open.isSilent()).toBeTrue();
  });
});
